import type { ComparedMetric, ComparisonVerdict, MetricComparison } from '../contract/comparison.ts';
import { pairedInterval, pairedShift, pairsNeeded, predictionInterval } from '../stats/paired.ts';
import { medianOf } from '../stats/trend.ts';
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

type Uncorrected = Omit<MetricComparison, 'verdict'>;

/** One metric of two sets of runs; its p-values are not yet corrected for the other metrics. */
export function compareMetric(
  metric: ComparedMetric,
  a: readonly (number | null)[],
  b: readonly (number | null)[],
  terms: ComparisonTerms,
): Uncorrected {
  const limit = isLatency(metric) ? terms.latencyLimit : terms.ratioLimit;
  const known = (values: readonly (number | null)[]) => values.filter((value) => value !== null);
  const base = {
    ...metric,
    a: middle(known(a)),
    b: middle(known(b)),
    limit,
    ...nothingCompared,
  };
  const isUsable = (value: number | null): value is number => value !== null && (!isLatency(metric) || value > 0);
  // A run without a value is no pair; half of one neither.
  const pairs = a.slice(0, b.length).flatMap((first, index) => {
    const second = b[index] ?? null;
    return isUsable(first) && isUsable(second) ? [{ first, second }] : [];
  });
  const history = known(a).filter(isUsable);
  const [only] = b;
  if (b.length === 1 && history.length >= leastHistory && isUsable(only ?? null)) {
    return { ...base, ...predicted(metric, history, only as number) };
  }
  if (pairs.length === 0) return base;
  const differences = pairs.map(({ first, second }) => onScale(metric, second) - onScale(metric, first));
  return { ...base, ...paired(metric, differences, limit, terms) };
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

const middle = (values: readonly number[]): number | null => (values.length === 0 ? null : medianOf(values));
const onScale = (metric: ComparedMetric, value: number): number => (isLatency(metric) ? Math.log(value) : value);
const fromScale = (metric: ComparedMetric, shift: number): number => (isLatency(metric) ? Math.exp(shift) : shift);
/** The practical limit on the scale on which values are compared. */
const limitOnScale = (metric: ComparedMetric, limit: number): number =>
  isLatency(metric) ? Math.log(1 + limit) : limit;

function paired(metric: ComparedMetric, differences: readonly number[], limit: number, terms: ComparisonTerms) {
  const { n, shift, sd, pAbove, pBelow } = pairedShift(differences);
  const isLower = isLowerBetter(metric);
  // p that B is above A is the tail of "not above", which pBelow names for the mean.
  const pHigher = n < 2 ? null : pAbove;
  const pLower = n < 2 ? null : pBelow;
  // Both bounds of an interval of 1 − 2α hold with 1 − α each: the one that an equivalence is read from.
  const confidence = 1 - 2 * terms.alpha;
  const { low, high } = pairedInterval(differences, confidence);
  const spread = n < 3 && isLatency(metric) ? terms.sdLog : sd;
  return {
    change: fromScale(metric, shift),
    interval: n < 2 ? null : { low: fromScale(metric, low), high: fromScale(metric, high), confidence },
    n,
    method: n < 2 ? ('single' as const) : ('paired' as const),
    pWorse: isLower ? pHigher : pLower,
    pBetter: isLower ? pLower : pHigher,
    sd: n < 2 ? null : sd,
    neededPairs: pairsNeeded({ shift: limitOnScale(metric, limit), sd: spread, alpha: terms.alpha, power }) ?? null,
  };
}

/** One run against at least ten earlier ones: outside of what one more of them would be. */
function predicted(metric: ComparedMetric, history: readonly number[], only: number) {
  const earlier = history.map((value) => onScale(metric, value));
  const value = onScale(metric, only);
  const { low, high } = predictionInterval(earlier, 0.95);
  const center = earlier.reduce((sum, one) => sum + one, 0) / earlier.length;
  const isLower = isLowerBetter(metric);
  const isWorse = isLower ? value > high : value < low;
  const isBetter = isLower ? value < low : value > high;
  return {
    change: fromScale(metric, value - center),
    // Where a change would have to lie to be nothing unusual.
    interval: { low: fromScale(metric, low - center), high: fromScale(metric, high - center), confidence: 0.95 },
    n: earlier.length,
    method: 'prediction' as const,
    pWorse: isWorse ? 0.025 : 1,
    pBetter: isBetter ? 0.025 : 1,
    sd: null,
    neededPairs: null,
  };
}

/**
 * WORSE needs both: a significant change, and one of at least half the practical limit. SAME is a statement of its own: the whole interval lies inside the limit. All else is
 * INCONCLUSIVE, never SAME.
 */
export function verdictOf(comparison: Uncorrected, terms: ComparisonTerms): ComparisonVerdict {
  const { change, interval, pWorse, pBetter, limit, method } = comparison;
  if (change === null || interval === null || pWorse === null || pBetter === null) return 'INCONCLUSIVE';
  const shift = onScaleOfChange(comparison, change);
  const worse = isLowerBetter(comparison) ? shift : -shift;
  const bound = limitOnScale(comparison, limit);
  const alpha = method === 'prediction' ? 0.025 : terms.alpha;
  if (pWorse <= alpha && worse >= bound / 2) return 'WORSE';
  if (pBetter <= alpha && -worse >= bound / 2) return 'BETTER';
  if (method === 'prediction') return 'INCONCLUSIVE';
  const low = onScaleOfChange(comparison, interval.low);
  const high = onScaleOfChange(comparison, interval.high);
  return low > -bound && high < bound ? 'SAME' : 'INCONCLUSIVE';
}

const onScaleOfChange = (metric: ComparedMetric, change: number): number =>
  isLatency(metric) ? Math.log(change) : change;
