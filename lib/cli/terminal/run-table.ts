import { printable } from '../../model/printable.ts';
import type { RunLine } from '../../store/run-lines.ts';

/** Runs and experiments as a table, the runs of an experiment below it. */
export function runTable(lines: readonly RunLine[]): string {
  const header = ['run', 'validity', 'objectives', 'exit', 'journeys that succeeded'];
  const rows = [
    header,
    ...lines.map(({ name, experiment, validity, objectives, exitCode, outcome }) => [
      `${experiment === null ? '' : '  '}${printable(name)}`,
      validity,
      objectives,
      `${exitCode ?? '—'}`,
      outcome,
    ]),
  ];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}
