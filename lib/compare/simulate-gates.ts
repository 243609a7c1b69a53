import type { ComparedRun, ComparisonVerdict } from '../contract/comparison.ts';
import { randomOf } from '../stats/random.ts';
import type { ComparisonTerms } from './compare-metric.ts';
import { gateVerdict, isGateOver, type RunPair } from './gate-course.ts';
import { looksOf } from './looks.ts';

type Run = Pick<ComparedRun, 'result'>;

interface Simulation {
  /** Runs of base and candidate, from which each gate draws with replacement. */
  readonly a: readonly Run[];
  readonly b: readonly Run[];
  readonly pairs: number;
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

/** Gates over runs that are drawn anew for each, early stop and all. */
export function simulateGates({ a, b, pairs, terms, gates, seed }: Simulation): Simulated {
  const random = randomOf(seed);
  const draw = (runs: readonly Run[]) => runs[Math.floor(random() * runs.length)] as Run;
  const looks = looksOf(pairs, terms.alpha);
  const counts: Record<ComparisonVerdict, number> = { WORSE: 0, BETTER: 0, SAME: 0, INCONCLUSIVE: 0 };
  let allPairs = 0;
  for (let gate = 0; gate < gates; gate++) {
    const made: RunPair[] = [];
    while (!isGateOver(made, looks, terms)) made.push({ a: draw(a), b: draw(b) });
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
