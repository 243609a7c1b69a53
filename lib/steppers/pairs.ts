import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import type { Baseline } from '../model/comparison.ts';
import type { Looks } from './looks.ts';
import { isBaseFirst, isGateOver } from './sequential-test.ts';
import type { ExperimentPoint, PointRun, Stepper } from './stepper.ts';

/** One of the two runs of a pair. */
export interface PairPoint extends ExperimentPoint {
  readonly side: 'base' | 'candidate';
}

export type PairRun = PointRun<PairPoint>;

/** Both runs of a pair, `a` of the base and `b` of the candidate. */
export interface MadePair {
  readonly a: PairRun;
  readonly b: PairRun;
}

/** Pairs of runs until `isOver`; the base runs first in every other pair, so that drift falls on both alike. */
function pairsUntil(isOver: (pairs: readonly MadePair[]) => boolean): Stepper<PairRun, readonly MadePair[]> {
  return {
    next: (history) => {
      const pairs = pairsOf(history);
      const open = history.length - 2 * pairs.length;
      if (open === 0 && isOver(pairs)) return { done: pairs };
      const leads = isBaseFirst(pairs.length) === (open === 0);
      return { run: pointOf(pairs.length, leads ? 'base' : 'candidate') };
    },
  };
}

/** A gate: pairs until a look at them is clear, or there are as many as there may be. */
export const gatePairs = (looks: Looks, terms: ComparisonTerms): Stepper<PairRun, readonly MadePair[]> =>
  pairsUntil((pairs) => isGateOver(runsOf(pairs), looks, terms));

/** A calibration: a fixed number of pairs. */
export const calibrationPairs = (count: number): Stepper<PairRun, readonly MadePair[]> =>
  pairsUntil((pairs) => pairs.length >= count);

const pointOf = (index: number, side: PairPoint['side']): PairPoint => ({
  label: `pair ${index + 1}, ${side}`,
  group: index,
  side,
});

/** The whole pairs of a history, in their order. */
export function pairsOf(history: readonly PairRun[]): readonly MadePair[] {
  const groups = [...new Set(history.map(({ point }) => point.group))];
  return groups.flatMap((group) => {
    const of = (side: PairPoint['side']) => history.find(({ point }) => point.group === group && point.side === side);
    const [a, b] = [of('base'), of('candidate')];
    return a && b ? [{ a, b }] : [];
  });
}

/** What a comparison needs of pairs. */
export const runsOf = (pairs: readonly MadePair[]) => pairs.map(({ a, b }) => ({ a: a.run, b: b.run }));

/** The runs of both sides, the k-th of the one made next to the k-th of the other. */
export interface PairedSets {
  readonly base: Baseline;
  readonly candidate: Baseline;
}

/** The runs of both sides as sets; undefined without a pair. */
export function setsOf(
  pairs: readonly MadePair[],
  names: Readonly<Record<PairPoint['side'], string>>,
): PairedSets | undefined {
  const [first] = pairs;
  if (first === undefined) return undefined;
  const set = (name: string, { fingerprint }: PairRun, runs: readonly PairRun[]): Baseline => ({
    schemaVersion: 2,
    name,
    fingerprint,
    runs: runs.map(({ run }) => run),
  });
  return {
    base: set(
      names.base,
      first.a,
      pairs.map(({ a }) => a),
    ),
    candidate: set(
      names.candidate,
      first.b,
      pairs.map(({ b }) => b),
    ),
  };
}
