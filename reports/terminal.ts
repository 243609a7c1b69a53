import { createColors } from 'picocolors';
import type { Finding } from '../lib/contract/finding.ts';
import { printable } from '../lib/contract/printable.ts';
import type { ReportInput } from './report-input.ts';
import { accountingTable, checksTable, integrityTable, objectivesTable, stepsTable, type Table } from './tables.ts';

type Colors = ReturnType<typeof createColors>;

/** The report for a terminal: verdicts first, then what they rest on. */
export default function renderTerminal(input: ReportInput, options: { hasColor: boolean }): string {
  const colors = createColors(options.hasColor);
  const { verdict, plan, result, findings } = input;
  const paint = {
    VALID: colors.green,
    SUSPECT: colors.yellow,
    INVALID: colors.red,
    PASS: colors.green,
    FAIL: colors.red,
    NO_DATA: colors.yellow,
  };
  const tables = [
    objectivesTable(input),
    accountingTable(input),
    stepsTable(input),
    checksTable(input),
    ...(result.integrity ? [integrityTable(result.integrity)] : []),
  ];
  return [
    '',
    [`${plan.scenario.name} × ${plan.profile.name}`, plan.profile.changes.join(' ')]
      .filter((words) => words !== '')
      .map((words, index) => (index === 0 ? colors.bold : colors.dim)(printable(words)))
      .join('  '),
    '',
    `  Validity    ${colors.bold(paint[verdict.validity](verdict.validity))}`,
    `  Objectives  ${colors.bold(paint[verdict.objectives](verdict.objectives))}`,
    `  ${printable(verdict.headline)}.`,
    ...tables.filter((table) => table.rows.length > 0).flatMap((table) => ['', ...renderTable(table, colors)]),
    ...(findings.length === 0
      ? []
      : ['', colors.bold('Findings'), ...findings.flatMap((finding) => renderFinding(finding, colors))]),
    '',
  ].join('\n');
}

function renderTable({ title, columns, numbersFrom, ...table }: Table, colors: Colors): string[] {
  const rows = table.rows.map((row) => row.map(printable));
  const widths = columns.map((column, index) => Math.max(column.length, ...rows.map((row) => row[index]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => {
        const isText = index < numbersFrom || (index === cells.length - 1 && !isNumberLike(rows, index));
        return isText ? cell.padEnd(widths[index] ?? 0) : cell.padStart(widths[index] ?? 0);
      })
      .join('  ')
      .trimEnd();
  const paintMark = (text: string) =>
    text.replace(
      /^ {2}([✓✗?])/,
      (_, mark: string) =>
        `  ${mark === '✓' ? colors.green(mark) : mark === '✗' ? colors.red(mark) : colors.yellow(mark)}`,
    );
  return [
    colors.bold(title),
    ...(columns.some((column) => column !== '') ? [colors.dim(`  ${line(columns)}`)] : []),
    ...rows.map((row) => paintMark(`  ${line(row)}`)),
  ];
}

const isNumberLike = (rows: Table['rows'], column: number): boolean =>
  rows.every((row) => /^[\d—]/.test(row[column] ?? ''));

function renderFinding({ id, severity, what, advice }: Finding, colors: Colors): string[] {
  const paint = { invalid: colors.red, fail: colors.red, suspect: colors.yellow, note: colors.dim };
  return [
    `  ${paint[severity](severity)} ${colors.bold(id)}: ${printable(what)}.`,
    `    ${colors.dim(printable(advice))}`,
  ];
}
