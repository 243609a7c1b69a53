// Tests change single fields of a result: they name them without their group.
import type { RunResult } from '../lib/model/result.ts';

type Run = RunResult['run'];
type Latencies = RunResult['latency'];
type Objectives = RunResult['objectives'];
type Provenance = RunResult['provenance'];

export interface FlatResult
  extends Run,
    Provenance,
    Omit<Latencies, 'journeys'>,
    Omit<Objectives, 'results'>,
    Pick<RunResult, 'load' | 'accounting' | 'generator' | 'responses'> {
  readonly journeyLatency: Latencies['journeys'];
  readonly objectives: Objectives['results'];
  readonly stages: RunResult['series']['stages'];
  readonly series: RunResult['series']['windows'];
}

export const flatResult = (result: RunResult): FlatResult => ({
  ...result.run,
  ...result.provenance,
  ...result.latency,
  ...result.objectives,
  ...{ load: result.load, accounting: result.accounting, generator: result.generator },
  ...(result.responses && { responses: result.responses }),
  journeyLatency: result.latency.journeys,
  objectives: result.objectives.results,
  stages: result.series.stages,
  series: result.series.windows,
});

/** A result with some fields changed. */
export const changed = (result: RunResult, changes: Partial<FlatResult>): RunResult =>
  groupedResult({ ...flatResult(result), ...changes });

export function groupedResult(flat: FlatResult): RunResult {
  const { origin, runId, scenario, profile, changes, isList, startedAt, durationMs, ending } = flat;
  const { requests, steps, journeyLatency: journeys, distributions, selection } = flat;
  const { objectives: results, thresholds, checks, integrity, integrityTrouble } = flat;
  const { source, precision, stampMs, recorded, isTruncated, malformedRows, hasSummary, otherMetrics } = flat;
  const { isSummaryExport, mismatch, log, inputs, sameHost, target, command } = flat;
  return {
    schemaVersion: 3,
    run: {
      ...{ origin, runId, scenario, profile, changes, isList, startedAt, durationMs, ending },
      ...{ sameHost, target, command },
    },
    load: flat.load,
    accounting: flat.accounting,
    latency: { requests, steps, journeys, distributions, selection },
    ...(flat.responses && { responses: flat.responses }),
    series: { stages: flat.stages, windows: flat.series },
    objectives: { results, thresholds, checks, integrity, integrityTrouble },
    generator: flat.generator,
    provenance: {
      ...{ source, precision, stampMs, recorded, isTruncated, malformedRows, hasSummary, otherMetrics },
      ...{ isSummaryExport, mismatch, log, inputs },
    },
  };
}
