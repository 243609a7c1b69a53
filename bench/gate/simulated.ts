import { usualTerms } from '../../lib/compare/compare-metric.ts';
import { gateVerdict, isGateOver, type RunPair } from '../../lib/compare/gate-course.ts';
import type { Looks } from '../../lib/compare/looks.ts';
import { randomOf } from '../../lib/stats/random.ts';
import { drawRun, type RecordedRun } from './recorded.ts';

/** Shares of simulated gates. */
export interface GateRates {
  readonly worse: number;
  readonly same: number;
  readonly better: number;
  readonly inconclusive: number;
  readonly meanPairs: number;
}

/** Gates of these looks over runs drawn anew for each: the candidate's journeys take `factor` times as long. */
export function gateRates(
  runs: readonly RecordedRun[],
  factor: number,
  looks: Looks,
  gates: number,
  seed: number,
): GateRates {
  const random = randomOf(seed);
  const counts = { WORSE: 0, SAME: 0, BETTER: 0, INCONCLUSIVE: 0 };
  let made = 0;
  for (let gate = 0; gate < gates; gate++) {
    const pairs: RunPair[] = [];
    while (!isGateOver(pairs, looks, usualTerms)) {
      pairs.push({ a: drawRun(runs, random, 1), b: drawRun(runs, random, factor) });
    }
    counts[gateVerdict(pairs, looks, usualTerms)]++;
    made += pairs.length;
  }
  return {
    worse: counts.WORSE / gates,
    same: counts.SAME / gates,
    better: counts.BETTER / gates,
    inconclusive: counts.INCONCLUSIVE / gates,
    meanPairs: made / gates,
  };
}

/** How often "p95 more than 10 % above the last run" goes off. */
export function naiveRate(runs: readonly RecordedRun[], factor: number, gates: number, seed: number): number {
  const random = randomOf(seed);
  const p95 = (one: ReturnType<typeof drawRun>) => one.result.journeyLatency?.p95Ms ?? 0;
  let alarms = 0;
  for (let gate = 0; gate < gates; gate++) {
    if (p95(drawRun(runs, random, factor)) > 1.1 * p95(drawRun(runs, random, 1))) alarms++;
  }
  return alarms / gates;
}
