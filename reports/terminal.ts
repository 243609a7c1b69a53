import { createColors } from 'picocolors';
import type { Finding } from '../lib/contract/finding.ts';
import { printable } from '../lib/contract/printable.ts';
import { toldFindings } from '../lib/findings/all.ts';
import { experimentCommands } from './experiments.ts';
import type { Language } from './language.ts';
import type { ReportInput } from './report-input.ts';
import { stagesTable } from './stage-tables.ts';
import { stepsTable } from './step-tables.ts';
import { summaryLines } from './summary-lines.ts';
import { accountingTable, booksTable, checksTable, objectivesTable, type Table } from './tables.ts';
import { columnsOf, padEnd, padStart } from './text-width.ts';
import { titleOf } from './title.ts';

type Colors = ReturnType<typeof createColors>;

/** The report for a terminal: verdicts first, then what they rest on. */
export default function renderTerminal(input: ReportInput, language: Language, options: { hasColor: boolean }): string {
  const colors = createColors(options.hasColor);
  const { verdict, result, findings } = input;
  const { labels } = language;
  const paint = {
    VALID: colors.green,
    SUSPECT: colors.yellow,
    INVALID: colors.red,
    PASS: colors.green,
    FAIL: colors.red,
    NO_DATA: colors.yellow,
  };
  const width = Math.max(columnsOf(labels.verdict.validity), columnsOf(labels.verdict.objectives));
  const axis = (name: string, value: keyof typeof paint) =>
    `  ${padEnd(name, width)}  ${colors.bold(paint[value](labels.verdict[value]))}`;
  const tables = [
    objectivesTable(result, language),
    accountingTable(result, language),
    stepsTable(result, language),
    ...(result.source === 'samples' ? [stagesTable(result, language)] : []),
    checksTable(result, language),
    booksTable(result, language),
  ];
  const told = toldFindings(findings);
  const commands = experimentCommands(input, language);
  const { name, changes } = titleOf(result);
  return [
    [colors.bold(printable(name)), ...(changes === '' ? [] : [colors.dim(printable(changes))])].join('  '),
    axis(labels.verdict.validity, verdict.validity),
    axis(labels.verdict.objectives, verdict.objectives),
    ...summaryLines(input, language).map((line) => `  ${printable(line)}.`),
    ...tables.filter((table) => table.rows.length > 0).flatMap((table) => ['', ...renderTable(table, colors)]),
    ...(told.length === 0
      ? []
      : [
          '',
          colors.bold(labels.sections.findings),
          ...told.flatMap((finding) => renderFinding(finding, language, colors)),
        ]),
    ...(commands.length === 0
      ? []
      : [
          '',
          colors.bold(labels.sections.experiments),
          ...commands.flatMap(({ why, command }) => [
            `  ${colors.dim(printable(`# ${why}`))}`,
            `  ${printable(command)}`,
          ]),
        ]),
    '',
  ].join('\n');
}

function renderTable({ title, columns, ...table }: Table, colors: Colors): string[] {
  const rows = table.rows.map((row) => row.map(printable));
  const widths = columns.map(({ label }, index) =>
    Math.max(columnsOf(label), ...rows.map((row) => columnsOf(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (columns[index]?.isNumber ? padStart : padEnd)(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const marks = { '✓': colors.green, '✗': colors.red, '?': colors.yellow } as const;
  const paintMark = (text: string) =>
    text.replace(/^ {2}([✓✗?])/, (_, found: keyof typeof marks) => `  ${marks[found](found)}`);
  return [
    colors.bold(title),
    ...(columns.some(({ label }) => label !== '') ? [colors.dim(`  ${line(columns.map(({ label }) => label))}`)] : []),
    ...rows.map((row) => paintMark(`  ${line(row)}`)),
  ];
}

function renderFinding(finding: Finding, language: Language, colors: Colors): string[] {
  const paint: Readonly<Record<Finding['status'], (text: string) => string>> = {
    invalid: colors.red,
    fail: colors.red,
    error: colors.red,
    suspect: colors.yellow,
    note: colors.dim,
    pass: colors.dim,
    'not-applicable': colors.dim,
  };
  const { what, advice } = language.finding(finding);
  return [
    `  ${paint[finding.status](language.labels.status[finding.status])} ${colors.bold(finding.id)}: ${printable(what)}.`,
    ...(advice === '' ? [] : [`    ${colors.dim(printable(advice))}`]),
  ];
}
