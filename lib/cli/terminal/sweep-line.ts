import type { SweepGoal } from '../../model/sweep.ts';
import { combinations, type SweepRun, valueOfRun } from '../../steppers/sweep.ts';

/** The last run of a sweep, in one line. */
export function sweepLine(history: readonly SweepRun[], { factors, metric, wantedRepetitions }: SweepGoal): string {
  const last = history.at(-1);
  if (last === undefined) return '';
  const value = valueOfRun(last, metric);
  const shown = value === null ? '—' : `${value.toFixed(1)} ${metric === 'goodput' ? 'journeys/s' : 'ms'}`;
  const failures = last.failures.length === 0 ? '' : `  (${last.failures.join(', ')})`;
  const of = combinations(factors).length * wantedRepetitions;
  return `run ${history.length} of ${of}  ${last.point.label}  ${metric} ${shown}${failures}`;
}
