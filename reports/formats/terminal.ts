import { createColors } from 'picocolors';
import { reportableFindings } from '../../lib/judge/findings/all.ts';
import type { Finding } from '../../lib/model/finding.ts';
import { printable } from '../../lib/model/printable.ts';
import type { Language } from '../languages/language.ts';
import { comparisonTable } from '../views/comparison-table.ts';
import { experimentCommands } from '../views/experiments.ts';
import type { ReportInput } from '../views/report-input.ts';
import { stagesTable } from '../views/stage-tables.ts';
import { stepsTable } from '../views/step-tables.ts';
import { summaryLines } from '../views/summary-lines.ts';
import { accountingTable, booksTable, checksTable, objectivesTable } from '../views/tables.ts';
import { columnsOf, padEnd } from '../views/text-width.ts';
import { titleOf } from '../views/title.ts';
import { verdictAxes } from '../views/verdict-axes.ts';
import { type Colors, renderTable } from './terminal-table.ts';

/** The report for a terminal: verdicts first, then what they rest on. */
export default function renderTerminal(input: ReportInput, language: Language, options: { hasColor: boolean }): string {
  const colors = createColors(options.hasColor);
  const { verdict, result, findings, comparison } = input;
  const { labels } = language;
  const paint = { good: colors.green, warn: colors.yellow, bad: colors.red };
  const axes = verdictAxes(verdict, language);
  const width = Math.max(...axes.map(({ name }) => columnsOf(name)));
  const tables = [
    objectivesTable(result, language),
    ...(comparison === undefined ? [] : [comparisonTable(comparison, language)]),
    accountingTable(result, language),
    stepsTable(result, language),
    ...(result.provenance.source === 'samples' ? [stagesTable(result, language)] : []),
    checksTable(result, language),
    booksTable(result, language),
  ];
  const told = reportableFindings(findings);
  const commands = experimentCommands(input, language);
  const { name, changes } = titleOf(result);
  return [
    [colors.bold(printable(name)), ...(changes === '' ? [] : [colors.dim(printable(changes))])].join('  '),
    ...axes.map(({ name, value, tone }) => `  ${padEnd(name, width)}  ${colors.bold(paint[tone](value))}`),
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
