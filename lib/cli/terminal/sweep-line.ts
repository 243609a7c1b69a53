import { valueOfMetric } from '../../judge/compare/metric-values.ts';
import type { SweepGoal } from '../../model/sweep.ts';
import { combinations, type SweepRun } from '../../steppers/sweep.ts';

/** The last run of a sweep, in one line. */
export function sweepLine(history: readonly SweepRun[], { factors, metric, wantedRepetitions }: SweepGoal): string {
  const last = history.at(-1);
  if (last === undefined) return '';
  const ms = valueOfMetric(last.run.result, { kind: metric, step: null });
  const value = ms === null ? '—' : `${ms.toFixed(1)} ms`;
  const failures = last.failures.length === 0 ? '' : `  (${last.failures.join(', ')})`;
  const of = combinations(factors).length * wantedRepetitions;
  return `run ${history.length} of ${of}  ${last.point.label}  ${metric} ${value}${failures}`;
}
