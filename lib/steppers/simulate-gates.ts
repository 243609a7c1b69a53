import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import type { ComparisonVerdict } from '../model/comparison.ts';
import { randomOf } from '../stats/random.ts';
import type { Looks } from './looks.ts';
import { gateOutcome, type RunPair } from './sequential-test.ts';

/** Makes the pairs that a gate of this many might have made. */
export type DrawGate = (random: () => number, pairs: number) => readonly RunPair[];

interface Simulation {
  readonly draw: DrawGate;
  readonly looks: Looks;
  readonly terms: ComparisonTerms;
  readonly gates: number;
  readonly seed: number;
}

/** Shares of simulated gates by their verdict, and the pairs that they took on average. */
export interface Simulated {
  readonly worse: number;
  readonly better: number;
  readonly same: number;
  readonly inconclusive: number;
  readonly meanPairs: number;
}

/** Pairs that are drawn one by one, each independent of the others. */
export const drawEach =
  (one: (random: () => number) => RunPair): DrawGate =>
  (random, pairs) =>
    Array.from({ length: pairs }, () => one(random));

/** One of these pairs, with replacement, its runs in either order: the same target made both. */
export const drawPair =
  (pairs: readonly RunPair[]) =>
  (random: () => number): RunPair => {
    const { a, b } = pairs[Math.floor(random() * pairs.length)] as RunPair;
    return random() < 0.5 ? { a, b } : { a: b, b: a };
  };

/** Gates over pairs that are resampled for each, including early stopping. */
export function simulateGates({ draw, looks, terms, gates, seed }: Simulation): Simulated {
  const random = randomOf(seed);
  const counts: Record<ComparisonVerdict, number> = { WORSE: 0, BETTER: 0, SAME: 0, INCONCLUSIVE: 0 };
  let allPairs = 0;
  for (let gate = 0; gate < gates; gate++) {
    const drawn = draw(random, looks.at.at(-1) ?? 0);
    for (const length of looks.at) {
      const verdict = gateOutcome(drawn.slice(0, length), looks, terms);
      if (verdict === undefined) continue;
      counts[verdict]++;
      allPairs += length;
      break;
    }
  }
  return {
    worse: counts.WORSE / gates,
    better: counts.BETTER / gates,
    same: counts.SAME / gates,
    inconclusive: counts.INCONCLUSIVE / gates,
    meanPairs: allPairs / gates,
  };
}
