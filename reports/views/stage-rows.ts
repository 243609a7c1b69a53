import type { RunResult, StageStep } from '../../lib/model/result.ts';
import type { Document } from '../document.ts';
import { loadedStages } from './stage-tables.ts';

type Cell = number | string | null;

const latencyColumns = ['n', 'failed', 'p50_ms', 'p95_ms', 'p99_ms', 'max_ms'];

/** The table of stages as plain numbers. */
export function stageRows({ series: { stages }, latency: { steps } }: RunResult): Document['rows'] {
  const namesOf = (name: string) => latencyColumns.map((column) => `${name}_${column}`);
  const header = [
    ...['stage', 'shape', 'from_rps', 'to_rps', 'start_s', 'duration_s', 'scheduled', 'started', 'dropped'],
    ...['dropped_by_generator', 'ok', 'failed', 'unfinished', 'finished_rps', 'in_flight_mean', 'in_flight_max'],
    ...namesOf('requests'),
    ...steps.flatMap(({ name }) => namesOf(name)),
  ];
  const rows = loadedStages(stages).map((stage, index): Cell[] => [
    ...[index + 1, stage.shape, stage.fromRps, stage.toRps, stage.startMs / 1_000, stage.durationMs / 1_000],
    ...[stage.scheduled, stage.started, stage.dropped, stage.droppedByGenerator, stage.ok, stage.failed],
    ...[stage.unfinished, stage.completedRps, stage.inFlightMean, stage.inFlightMax],
    ...latencyCells(stage.requests),
    ...steps.flatMap(({ name }) => latencyCells(stage.steps.find((step) => step.name === name) ?? null)),
  ]);
  return [header, ...rows];
}

function latencyCells(step: Pick<StageStep, 'n' | 'failed' | 'unknown' | 'latency'> | null): Cell[] {
  if (step === null) return latencyColumns.map(() => null);
  const { n, failed, unknown, latency } = step;
  return [
    n,
    unknown === n && n > 0 ? null : failed,
    latency?.p50Ms ?? null,
    latency?.p95Ms ?? null,
    latency?.p99Ms ?? null,
    latency?.maxMs ?? null,
  ];
}
