import { type Bounds, binomialUpperTail, exactBounds } from './binomial.ts';
import { type Block, blockDesignEffect, totalOf } from './intervals.ts';
import { pairedShift, signFlipP } from './paired.ts';

/** How much more often the second of two sets of runs fails than the first: a difference of pooled ratios. */
export interface FailureShift extends Bounds {
  readonly shift: number;
  /** One-sided p that the second fails more often, and that it fails less often. */
  readonly pAbove: number;
  readonly pBelow: number;
  /** Standard deviation of the differences from pair to pair, or of the ratios of earlier runs; 0 for one. */
  readonly sd: number;
}

/** Up to this many failures in total, p is 1: they may be single journeys that failed by chance. */
const fewEvents = 5;
/** Up to this many signs, all patterns are counted. */
const maxFlips = 12;

/**
 * Failures of paired runs, the k-th of the one with the k-th of the other. p is by flipping whole pairs (Fisher's
 * randomization; exact for up to 12 pairs that differ, then paired t): of the sum of (y_B − p·n_B) − (y_A − p·n_A),
 * with p the ratio over both sides, which a flip does not change. So failures may cluster within a run as they like.
 * @param a failures and journeys of each run, at least one; as many as `b`
 */
export function pairedFailures(a: readonly Block[], b: readonly Block[], confidence: number): FailureShift {
  const all = totalOf([...a, ...b]);
  const ratio = ratioOf(all);
  const excess = ({ events, trials }: Block) => events - ratio * trials;
  const scores = a.map((first, index) => excess(b[index] as Block) - excess(first));
  return {
    ...shiftOf(a, b, confidence),
    ...(all.events <= fewEvents ? { pAbove: 1, pBelow: 1 } : flippedPs(scores)),
    sd: pairedShift(a.map((first, index) => ratioOf(b[index] as Block) - ratioOf(first))).sd,
  };
}

function flippedPs(scores: readonly number[]): Pick<FailureShift, 'pAbove' | 'pBelow'> {
  const flipped = scores.filter((score) => score !== 0);
  if (flipped.length > maxFlips) return pairedShift(scores);
  return { pAbove: signFlipP(flipped), pBelow: signFlipP(flipped.map((score) => -score)) };
}

/**
 * Failures of one later run against earlier ones: given all failures, those of the later run are binomial with its
 * share of the journeys (Przyborowski & Wilenski 1940), in effective counts (Rao & Scott 1992): divided by what the
 * earlier runs differ more among themselves than independent journeys would.
 * @param earlier at least 2
 */
export function laterFailures(earlier: readonly Block[], later: Block, confidence: number): FailureShift {
  const before = totalOf(earlier);
  const all = before.events + later.events;
  const worth = Math.max(1, blockDesignEffect(earlier, confidence));
  const share = later.trials / (before.trials + later.trials);
  const [own, total] = [later.events / worth, all / worth];
  const isFew = all <= fewEvents;
  const ratios = earlier.map(ratioOf);
  const mean = ratios.reduce((sum, one) => sum + one, 0) / ratios.length;
  return {
    ...shiftOf(earlier, [later], confidence, worth),
    pAbove: isFew ? 1 : binomialUpperTail(own, total, share),
    pBelow: isFew ? 1 : binomialUpperTail(total - own, total, 1 - share),
    sd: pairedShift(ratios.map((one) => one - mean)).sd,
  };
}

/**
 * The difference of two pooled ratios, and its interval from those of both: Newcombe's hybrid (1998, method 10), of
 * exact bounds for effective counts. It has a width where no run failed at all: up to about 3/n.
 */
function shiftOf(
  a: readonly Block[],
  b: readonly Block[],
  confidence: number,
  minWorth = 1,
): Bounds & { shift: number } {
  const [ofA, ofB] = [a, b].map((runs) => {
    const { events, trials } = totalOf(runs);
    const worth = Math.max(minWorth, blockDesignEffect(runs, confidence));
    return { ratio: events / trials, ...exactBounds(events / worth, trials / worth, confidence) };
  }) as [Ratio, Ratio];
  const shift = ofB.ratio - ofA.ratio;
  return {
    shift,
    low: shift - Math.hypot(ofB.ratio - ofB.low, ofA.high - ofA.ratio),
    high: shift + Math.hypot(ofB.high - ofB.ratio, ofA.ratio - ofA.low),
  };
}

type Ratio = Bounds & { readonly ratio: number };

const ratioOf = ({ events, trials }: Block): number => (trials === 0 ? 0 : events / trials);
