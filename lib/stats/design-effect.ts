import { autocorrelation } from './trend.ts';

const minCorrelation = 0.05;

/**
 * How many trials of a run are worth one, as its latency shows where no failure does: the integrated autocorrelation
 * 1 + 2·Σρ_k of its means per second, summed until ρ_k ≤ 0.05 or k = n/3 (statistics of queues: Fishman 1978).
 * @param means of latency or its logarithm, at equal distances in time; gaps (null) are skipped
 * @returns at least 1
 */
export function designEffectOf(means: readonly (number | null)[]): number {
  const values = means.filter((mean) => mean !== null);
  let sum = 0;
  for (let lag = 1; lag <= values.length / 3; lag++) {
    const correlation = autocorrelation(values, lag);
    if (correlation <= minCorrelation) break;
    sum += correlation;
  }
  return 1 + 2 * sum;
}
