import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import type { ComparedRun, ComparisonVerdict } from '../model/comparison.ts';
import { randomOf } from '../stats/random.ts';
import type { Looks } from './looks.ts';
import { gateVerdict, isGateOver, type RunPair } from './sequential-test.ts';

/** What a comparison sees of a run. */
export type SeenRun = Pick<ComparedRun, 'result'>;

/** Makes a run that might have been. */
type Draw = (random: () => number) => SeenRun;

interface Simulation {
  readonly a: Draw;
  readonly b: Draw;
  readonly looks: Looks;
  readonly terms: ComparisonTerms;
  readonly gates: number;
  readonly seed: number;
}

/** Draws one of these runs, with replacement. */
export const drawFrom =
  (runs: readonly SeenRun[]): Draw =>
  (random) =>
    runs[Math.floor(random() * runs.length)] as SeenRun;

/** Shares of simulated gates by their verdict, and the pairs that they took on average. */
export interface Simulated {
  readonly worse: number;
  readonly better: number;
  readonly same: number;
  readonly inconclusive: number;
  readonly meanPairs: number;
}

/** Gates over runs that are drawn anew for each, early stop and all. */
export function simulateGates({ a, b, looks, terms, gates, seed }: Simulation): Simulated {
  const random = randomOf(seed);
  const counts: Record<ComparisonVerdict, number> = { WORSE: 0, BETTER: 0, SAME: 0, INCONCLUSIVE: 0 };
  let allPairs = 0;
  for (let gate = 0; gate < gates; gate++) {
    const made: RunPair[] = [];
    while (!isGateOver(made, looks, terms)) made.push({ a: a(random), b: b(random) });
    counts[gateVerdict(made, looks, terms)]++;
    allPairs += made.length;
  }
  return {
    worse: counts.WORSE / gates,
    better: counts.BETTER / gates,
    same: counts.SAME / gates,
    inconclusive: counts.INCONCLUSIVE / gates,
    meanPairs: allPairs / gates,
  };
}
