import { printable } from '../../lib/model/printable.ts';
import type { Latency } from '../../lib/model/result.ts';
import type { ReportInput } from '../views/report-input.ts';
import { loadedStages } from '../views/stage-tables.ts';

/** The table of stages as CSV (RFC 4180): plain numbers, units in the names of the columns, the same in every language. */
export default function renderCsv({
  result: {
    series: { stages },
    latency: { steps },
  },
}: ReportInput): string {
  const latencyColumns = (name: string) =>
    ['n', 'failed', 'p50_ms', 'p95_ms', 'p99_ms', 'max_ms'].map((column) => `${name}_${column}`);
  const header = [
    ...[
      'stage',
      'shape',
      'from_rps',
      'to_rps',
      'start_s',
      'duration_s',
      'scheduled',
      'started',
      'dropped',
      'dropped_by_generator',
    ],
    ...['ok', 'failed', 'interrupted', 'completed_rps', 'in_flight_mean', 'in_flight_max'],
    ...latencyColumns('requests'),
    ...steps.flatMap(({ name }) => latencyColumns(name)),
  ];
  const rows = loadedStages(stages).map((stage, index) => [
    ...[index + 1, stage.shape, stage.fromRps, stage.toRps, stage.startMs / 1_000, stage.durationMs / 1_000],
    ...[
      stage.scheduled,
      stage.started,
      stage.dropped,
      stage.droppedByGenerator,
      stage.ok,
      stage.failed,
      stage.unfinished,
    ],
    ...[stage.completedRps, stage.inFlightMean, stage.inFlightMax],
    ...latencyCells(stage.requests),
    ...steps.flatMap(({ name }) => latencyCells(stage.steps.find((step) => step.name === name) ?? null)),
  ]);
  return [header, ...rows].map((cells) => `${cells.map(cell).join(',')}\r\n`).join('');
}

type Cell = number | string | null;

function latencyCells(step: { n: number; failed: number; latency: Latency | null } | null): Cell[] {
  if (step === null) return [null, null, null, null, null, null];
  const { n, failed, latency } = step;
  return [n, failed, latency?.p50Ms ?? null, latency?.p95Ms ?? null, latency?.p99Ms ?? null, latency?.maxMs ?? null];
}

/** A spreadsheet takes a text that begins with one of =+-@ for a formula, blanks before it or not. */
function cell(value: Cell): string {
  if (value === null) return '';
  if (typeof value === 'number') return `${Number(value.toFixed(6))}`;
  const text = printable(value);
  const safe = /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
