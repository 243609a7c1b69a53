import { printable } from '../../model/printable.ts';
import type { RunLine } from '../../store/run-lines.ts';

/** Experiments whose runs are steps of a search: some of them have to miss the objectives. */
const searches: ReadonlySet<RunLine['kind']> = new Set(['capacity', 'overload']);

/** Runs and experiments as a table, the runs of an experiment below it; the trials of a search without verdicts. */
export function runTable(lines: readonly RunLine[]): string {
  const ofSearch = new Set(lines.filter(({ kind }) => searches.has(kind)).map(({ name }) => name));
  const header = ['run', 'validity', 'objectives', 'exit', 'journeys that succeeded'];
  const rows = [
    header,
    ...lines.map(({ name, experiment, validity, objectives, exitCode, outcome }) => {
      const verdicts = ofSearch.has(experiment ?? '') ? ['', '', ''] : [validity, objectives, `${exitCode ?? '—'}`];
      return [`${experiment === null ? '' : '  '}${printable(name)}`, ...verdicts, outcome];
    }),
  ];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}
