import { usualTerms } from '../../lib/judge/compare/compare-metric.ts';
import { randomOf } from '../../lib/stats/random.ts';
import type { Looks } from '../../lib/steppers/looks.ts';
import { type Simulated, simulateGates } from '../../lib/steppers/simulate-gates.ts';
import { drawRun, type RecordedRun } from './recorded.ts';

/** Gates of these looks over runs drawn anew for each: the candidate's journeys take `factor` times as long. */
export const gateRates = (
  runs: readonly RecordedRun[],
  factor: number,
  looks: Looks,
  gates: number,
  seed: number,
): Simulated =>
  simulateGates({
    a: (random) => drawRun(runs, random, 1),
    b: (random) => drawRun(runs, random, factor),
    ...{ looks, terms: usualTerms, gates, seed },
  });

/** How often "p95 more than 10 % above the last run" goes off. */
export function naiveRate(runs: readonly RecordedRun[], factor: number, gates: number, seed: number): number {
  const random = randomOf(seed);
  const p95 = (one: ReturnType<typeof drawRun>) => one.result.latency.journeys?.p95Ms ?? 0;
  let alarms = 0;
  for (let gate = 0; gate < gates; gate++) {
    if (p95(drawRun(runs, random, factor)) > 1.1 * p95(drawRun(runs, random, 1))) alarms++;
  }
  return alarms / gates;
}
