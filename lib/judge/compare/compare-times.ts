import type { ComparedMetric } from '../../model/comparison.ts';
import { laterShift, pairedInterval, pairedShift } from '../../stats/paired.ts';
import type { MetricShift, SeenRun } from './metric-shift.ts';
import { valueOfMetric } from './metric-values.ts';

/** No spread is smaller: a histogram knows a latency to 0.05 %. */
const minSd = 0.0005;

/** How far the logarithm of a time is above that of the base; undefined without a value on either side. */
export function timeShift(
  metric: ComparedMetric,
  a: readonly SeenRun[],
  b: readonly SeenRun[],
  confidence: number,
): MetricShift | undefined {
  const logs = (runs: readonly SeenRun[]) => runs.map(({ result }) => logOf(valueOfMetric(result, metric)));
  const [ofA, ofB] = [logs(a), logs(b)];
  if (ofB.length === 1) {
    const history = ofA.filter((value) => value !== null);
    const [only] = ofB;
    if (only == null || history.length === 0) return undefined;
    return { ...laterShift(history, only, confidence, minSd), n: history.length };
  }
  // A run without a value is no pair; half of one neither.
  const differences = ofA.slice(0, ofB.length).flatMap((first, index) => {
    const second = ofB[index];
    return first === null || second == null ? [] : [second - first];
  });
  if (differences.length === 0) return undefined;
  return { ...pairedShift(differences, minSd), ...pairedInterval(differences, confidence, minSd) };
}

const logOf = (ms: number | null): number | null => (ms === null || ms <= 0 ? null : Math.log(ms));
