import { printable } from '../../model/printable.ts';
import type { RunLine } from '../../store/run-lines.ts';
import { languageFor } from './language.ts';

/** Experiments whose runs are steps of a search: some of them have to miss the objectives. */
const searches: ReadonlySet<RunLine['kind']> = new Set(['capacity', 'overload']);

/** Runs and experiments as a table, the runs of an experiment below it; the trials of a search without verdicts. */
export function runTable(lines: readonly RunLine[]): string {
  const ofSearch = new Set(lines.filter(({ kind }) => searches.has(kind)).map(({ name }) => name));
  const header = ['run', 'target', 'p95', 'validity', 'objectives', 'exit', 'journeys that succeeded'];
  const rows = [
    header,
    ...lines.map((line) => {
      const { kind, name, experiment, target, validity, objectives, exitCode, outcome } = line;
      const verdicts = ofSearch.has(experiment ?? '') ? ['', '', ''] : [validity, objectives, `${exitCode ?? '—'}`];
      const of = kind === 'run' ? [printable(target ?? '—'), p95Text(line)] : ['', ''];
      return [`${experiment === null ? '' : '  '}${printable(name)}`, ...of, ...verdicts, outcome];
    }),
  ];
  const widths = header.map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  const line = (row: readonly string[]) => row.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ');
  return rows.map((row) => `${line(row).trimEnd()}\n`).join('');
}

const p95Text = ({ p95Ms, isP95LowerBound }: RunLine): string =>
  `${isP95LowerBound ? '≥ ' : ''}${languageFor('en').ms(p95Ms)}`;
