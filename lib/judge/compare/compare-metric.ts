import type { ComparedMetric, ComparisonVerdict, MetricComparison } from '../../model/comparison.ts';
import { laterShift, pairedInterval, pairedShift, pairsNeeded, signFlipP } from '../../stats/paired.ts';
import { medianOf } from '../../stats/trend.ts';
import { isLatency, isLowerBetter } from './metric-values.ts';

/** How sure a comparison must be, and what change is of interest. */
export interface ComparisonTerms {
  /** One-sided probability of calling a target worse that is not. */
  readonly alpha: number;
  /** Practical limit of latencies, as a part: 0.1 is 10 %. */
  readonly latencyLimit: number;
  /** Practical limit of ratios, as a difference: 0.01 is one point of percent. */
  readonly ratioLimit: number;
  /** Spread of a pair's log-ratio where it is not known from the pairs themselves: measured by `caseload calibrate`, or what is usual. */
  readonly sdLog: number;
}

export const usualTerms: ComparisonTerms = { alpha: 0.05, latencyLimit: 0.1, ratioLimit: 0.01, sdLog: 0.08 };

const power = 0.9;
/** Earlier runs from which one more may be judged. */
const leastHistory = 10;
/** All patterns of so many signs are looked at. */
const mostFlipped = 12;

type Uncorrected = Omit<MetricComparison, 'verdict'>;

/** One metric of two sets of runs; its p-values are not yet corrected for the other metrics. */
export function compareMetric(
  metric: ComparedMetric,
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  terms: ComparisonTerms,
): Uncorrected {
  const isLog = isLatency(metric);
  const limit = isLog ? terms.latencyLimit : terms.ratioLimit;
  const isUsable = (value: number | null | undefined): value is number => value != null && (!isLog || value > 0);
  const knownA = a.filter(isUsable);
  const knownB = b.filter(isUsable);
  const base = { ...metric, a: middle(knownA), b: middle(knownB), limit, ...nothingCompared };
  const scale = (value: number) => (isLog ? Math.log(value) : value);
  const unscale = (shift: number) => (isLog ? Math.exp(shift) : shift);
  const found = shiftOf(
    metric,
    a.map((value) => (isUsable(value) ? scale(value) : null)),
    b.map((value) => (isUsable(value) ? scale(value) : null)),
    terms,
  );
  if (found === undefined) return base;
  const { shift, low, high, pAbove, pBelow, sd, n, method } = found;
  const isLower = isLowerBetter(metric);
  const isSure = method !== 'single';
  return {
    ...base,
    change: unscale(shift),
    // Both bounds of an interval of 1 − 2α hold with 1 − α each: the one that an equivalence is read from.
    interval: isSure ? { low: unscale(low), high: unscale(high), confidence: 1 - 2 * terms.alpha } : null,
    n,
    method,
    pWorse: isSure ? (isLower ? pAbove : pBelow) : null,
    pBetter: isSure ? (isLower ? pBelow : pAbove) : null,
    sd: n < 2 ? null : sd,
  };
}

const nothingCompared = {
  change: null,
  interval: null,
  n: 0,
  method: 'single' as const,
  pWorse: null,
  pBetter: null,
  sd: null,
  neededPairs: null,
};

/** Pairs that would find a change of the limit with 90 % power; undefined where more than 1,000 would not, or nothing is known of the spread. */
export function neededPairsOf(
  comparison: Omit<MetricComparison, 'verdict'>,
  terms: ComparisonTerms,
): number | undefined {
  const { n, sd, limit, change } = comparison;
  if (change === null) return undefined;
  const isLog = isLatency(comparison);
  // Of two differences hardly a spread is known.
  const spread = isLog && n < 3 ? terms.sdLog : sd;
  if (spread === null) return undefined;
  return pairsNeeded({ shift: limitOnScale(comparison, limit), sd: spread, alpha: terms.alpha, power });
}

const middle = (values: readonly number[]): number | null => (values.length === 0 ? null : medianOf(values));
/** The practical limit on the scale on which values are compared. */
const limitOnScale = (metric: ComparedMetric, limit: number): number =>
  isLatency(metric) ? Math.log(1 + limit) : limit;

interface Shift extends Pick<MetricComparison, 'n' | 'method'> {
  readonly shift: number;
  readonly low: number;
  readonly high: number;
  readonly pAbove: number;
  readonly pBelow: number;
  readonly sd: number;
}

/** How far B is above A, on the scale on which they are compared; undefined without a value on either side. */
function shiftOf(
  metric: ComparedMetric,
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  { alpha }: ComparisonTerms,
): Shift | undefined {
  const confidence = 1 - 2 * alpha;
  const history = a.filter((value) => value !== null);
  const [only] = b;
  if (b.length === 1) {
    if (only == null || history.length === 0) return undefined;
    const isHistory = history.length >= leastHistory;
    return { ...laterShift(history, only, confidence), n: history.length, method: isHistory ? 'prediction' : 'single' };
  }
  // A run without a value is no pair; half of one neither.
  const differences = a.slice(0, b.length).flatMap((first, index) => {
    const second = b[index];
    return first === null || second == null ? [] : [second - first];
  });
  if (differences.length === 0) return undefined;
  const { n, shift, sd, pAbove, pBelow } = pairedShift(differences);
  // Ratios are mostly 0 or 1 and have no normal spread: their signs are flipped instead, which assumes nothing.
  const isFlipped = !isLatency(metric) && n <= mostFlipped;
  return {
    shift,
    ...pairedInterval(differences, confidence),
    pAbove: isFlipped ? signFlipP(differences) : pAbove,
    pBelow: isFlipped ? signFlipP(differences.map((one) => -one)) : pBelow,
    sd,
    n,
    method: n < 2 ? 'single' : 'paired',
  };
}

/**
 * WORSE needs both: a significant change, and one of at least half the practical limit. SAME is a statement of its own: the whole interval lies inside the limit. All else is
 * INCONCLUSIVE, never SAME.
 */
export function verdictOf(comparison: Uncorrected, { alpha }: Pick<ComparisonTerms, 'alpha'>): ComparisonVerdict {
  const { change, interval, pWorse, pBetter, limit } = comparison;
  if (change === null || interval === null || pWorse === null || pBetter === null) return 'INCONCLUSIVE';
  const onScale = (value: number) => (isLatency(comparison) ? Math.log(value) : value);
  const worse = isLowerBetter(comparison) ? onScale(change) : -onScale(change);
  const bound = limitOnScale(comparison, limit);
  if (pWorse <= alpha && worse >= bound / 2) return 'WORSE';
  if (pBetter <= alpha && -worse >= bound / 2) return 'BETTER';
  return onScale(interval.low) > -bound && onScale(interval.high) < bound ? 'SAME' : 'INCONCLUSIVE';
}
