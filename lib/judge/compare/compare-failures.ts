import type { ComparedMetric } from '../../model/comparison.ts';
import { laterFailures, pairedFailures } from '../../stats/pooled-failures.ts';
import type { MetricShift, SeenRun } from './metric-shift.ts';
import { failuresOf, isLowerBetter } from './metric-values.ts';

/**
 * How far a ratio of failures, or of successes, is above that of the base; undefined without a trial on either side.
 */
export function failuresShift(
  metric: ComparedMetric,
  a: readonly SeenRun[],
  b: readonly SeenRun[],
  confidence: number,
): MetricShift | undefined {
  const counts = (runs: readonly SeenRun[]) => runs.map(({ result }) => failuresOf(result, metric));
  const [ofA, ofB] = [counts(a), counts(b)];
  const oriented = (found: Omit<MetricShift, 'n'>) => (isLowerBetter(metric) ? found : mirrored(found));
  if (ofB.length === 1) {
    const earlier = ofA.filter((run) => run !== null);
    const [later] = ofB;
    if (later == null || earlier.length === 0) return undefined;
    return { ...oriented(laterFailures(earlier, later, confidence)), n: earlier.length };
  }
  // A run without a value is no pair; half of one neither.
  const pairs = ofA.slice(0, ofB.length).flatMap((first, index) => {
    const second = ofB[index];
    return first === null || second == null ? [] : [{ first, second }];
  });
  if (pairs.length === 0) return undefined;
  const [firsts, seconds] = [pairs.map(({ first }) => first), pairs.map(({ second }) => second)];
  return { ...oriented(pairedFailures(firsts, seconds, confidence)), n: pairs.length };
}

/** Of failures, that of successes. */
const mirrored = ({ shift, low, high, pAbove, pBelow, sd }: Omit<MetricShift, 'n'>): Omit<MetricShift, 'n'> => ({
  shift: 0 - shift,
  low: -high,
  high: -low,
  pAbove: pBelow,
  pBelow: pAbove,
  sd,
});
