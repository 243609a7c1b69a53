import type { ComparedMetric, ComparisonVerdict, MetricComparison } from '../../model/comparison.ts';
import { pairsNeeded } from '../../stats/paired.ts';
import { medianOf } from '../../stats/trend.ts';
import { countAlpha, countLimit, countShift } from './compare-counts.ts';
import { failuresShift } from './compare-failures.ts';
import { timeShift } from './compare-times.ts';
import type { SeenRun } from './metric-shift.ts';
import { isCount, isLowerBetter, isTime, ratioOver, valueOfMetric } from './metric-values.ts';

/** How sure a comparison must be, and what change is of interest. */
export interface ComparisonTerms {
  /** One-sided probability of calling a target worse that is not. */
  readonly alpha: number;
  /** That of ratios, where they are looked at with another one: see looks.ts. */
  readonly ratioAlpha?: number;
  /** Practical limit of latencies, as a part: 0.1 is 10 %. */
  readonly latencyLimit: number;
  /** Practical limit of ratios, as a difference: 0.01 is one percentage point. */
  readonly ratioLimit: number;
  /**
   * Spread of a pair's log-ratio where the pairs are too few to know it: that of `caseload calibrate`, or the default.
   */
  readonly sdLog: number;
}

export const defaultTerms: ComparisonTerms = { alpha: 0.05, latencyLimit: 0.1, ratioLimit: 0.01, sdLog: 0.08 };

const power = 0.9;
/** Earlier runs from which one more may be judged. */
const minHistory = 10;

type Uncorrected = Omit<MetricComparison, 'verdict'>;

/** With which probability of a false alarm a metric is looked at. */
const alphaOf = (metric: Pick<ComparedMetric, 'kind'>, { alpha, ratioAlpha = alpha }: AlphaTerms): number =>
  isCount(metric) ? countAlpha : isTime(metric) ? alpha : ratioAlpha;

type AlphaTerms = Pick<ComparisonTerms, 'alpha' | 'ratioAlpha'>;

/**
 * Both bounds of an interval of 1 − 2α hold with 1 − α each: the one that an equivalence is read from. That of a ratio
 * is of 1 − α, since runs are few and failures rare: so are its false alarms (docs/statistics.md).
 */
const confidenceOf = (metric: Pick<ComparedMetric, 'kind'>, terms: AlphaTerms): number =>
  1 - (isTime(metric) || isCount(metric) ? 2 : 1) * alphaOf(metric, terms);

/** One metric of two sets of runs; its p-values are not yet corrected for the other latencies. */
export function compareMetric(
  metric: ComparedMetric,
  a: readonly SeenRun[],
  b: readonly SeenRun[],
  terms: ComparisonTerms,
): Uncorrected {
  const confidence = confidenceOf(metric, terms);
  const base = {
    ...{ ...metric, a: middleOf(metric, a, b.length === 1), b: middleOf(metric, b), ...nothingCompared },
    limit: limitOf(metric, terms),
  };
  const found = shiftOf(metric, a, b, confidence);
  if (found === undefined) return base;
  const unscale = (shift: number) => (isTime(metric) ? Math.exp(shift) : shift);
  const method = methodOf(metric, found.n, b.length);
  const isSure = method !== 'single';
  const isLower = isLowerBetter(metric);
  return {
    ...base,
    change: unscale(found.shift),
    interval: isSure ? { low: unscale(found.low), high: unscale(found.high), confidence } : null,
    n: found.n,
    method,
    pWorse: isSure ? (isLower ? found.pAbove : found.pBelow) : null,
    pBetter: isSure ? (isLower ? found.pBelow : found.pAbove) : null,
    sd: found.n < 2 ? null : found.sd,
  };
}

function shiftOf(metric: ComparedMetric, a: readonly SeenRun[], b: readonly SeenRun[], confidence: number) {
  if (isCount(metric)) return countShift(a, b);
  return isTime(metric) ? timeShift(metric, a, b, confidence) : failuresShift(metric, a, b, confidence);
}

function limitOf(metric: ComparedMetric, { latencyLimit, ratioLimit }: ComparisonTerms): number {
  if (isCount(metric)) return countLimit;
  return isTime(metric) ? latencyLimit : ratioLimit;
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

/** One run is judged by ten earlier ones, several by their pairs; a count knows its spread from within a run. */
function methodOf(metric: ComparedMetric, n: number, runsOfB: number): MetricComparison['method'] {
  if (isCount(metric)) return runsOfB === 1 && n > 1 ? 'prediction' : 'paired';
  if (runsOfB === 1) return n >= minHistory ? 'prediction' : 'single';
  return n < 2 ? 'single' : 'paired';
}

/**
 * The value over all runs: the median of a latency, the ratio over all journeys. Earlier runs are compared by their
 * geometric mean.
 */
function middleOf(metric: ComparedMetric, runs: readonly SeenRun[], isHistory = false): number | null {
  if (!isTime(metric) && !isCount(metric)) return ratioOver(runs, metric);
  const known = runs.map(({ result }) => valueOfMetric(result, metric)).filter((value) => value !== null);
  if (known.length === 0) return null;
  if (isCount(metric)) return known.reduce((sum, value) => sum + value, 0) / known.length;
  return isHistory ? Math.exp(known.reduce((sum, value) => sum + Math.log(value), 0) / known.length) : medianOf(known);
}

/**
 * Pairs that are likely to decide: they would find a change of the limit with 90 % power, and their interval would be
 * narrow enough for the change that was seen. Undefined where more than 1,000 would not, or there are no pairs.
 * @param trials journeys (or attempts) of a run, which a ratio needs enough of
 */
export function neededPairsOf(comparison: MetricComparison, terms: ComparisonTerms, trials: number) {
  const { method, verdict, n, sd } = comparison;
  if (method !== 'paired' || sd === null || isCount(comparison)) return undefined;
  const isLog = isTime(comparison);
  // Of two differences hardly a spread is known.
  const spread = isLog && n < 3 ? Math.max(terms.sdLog, sd) : sd;
  const need = { sd: spread, alpha: alphaOf(comparison, terms) };
  const forLimit = pairsForLimit(comparison, need, trials);
  if (forLimit === undefined || verdict !== 'INCONCLUSIVE') return forLimit;
  const forChange = isLog
    ? pairsNeeded({ ...need, shift: roomOf(comparison), power: 0.5 })
    : pairsForInterval(comparison);
  return forChange === undefined ? undefined : Math.max(forLimit, forChange, n + 1);
}

/** Pairs that would find a change of the limit with 90 % power. */
function pairsForLimit(
  comparison: MetricComparison,
  need: { readonly sd: number; readonly alpha: number },
  trials: number,
): number | undefined {
  const { limit } = comparison;
  const pairs = pairsNeeded({ ...need, shift: limitOnScale(comparison, limit), power });
  if (pairs === undefined || isTime(comparison)) return pairs;
  // So few journeys without a failure leave more open than the limit, and so few pairs can be flipped in too few ways.
  const { alpha } = need;
  return Math.max(pairs, Math.ceil(Math.log(1 / alpha) / (limit * trials)), Math.ceil(Math.log2(1 / alpha)));
}

/** How wide half of the interval may be for it to lie within the limit or outside zero, if the change stays. */
function roomOf(comparison: MetricComparison): number {
  const bound = limitOnScale(comparison, comparison.limit);
  const size = Math.abs(scaleOf(comparison)(comparison.change ?? 1));
  return Math.max(bound - size, size >= bound / 2 ? size : 0);
}

/**
 * Pairs whose interval of a ratio is that narrow: it falls with their root, or with them where nothing failed at all.
 */
function pairsForInterval(comparison: MetricComparison): number | undefined {
  const { n, sd, interval } = comparison;
  if (interval === null) return undefined;
  const excess = (interval.high - interval.low) / 2 / roomOf(comparison);
  const pairs = Math.ceil(n * (sd === 0 ? excess : excess ** 2));
  return pairs > maxPairs ? undefined : pairs;
}

const maxPairs = 1_000;

/** The scale on which values are compared. */
const scaleOf =
  (metric: Pick<ComparedMetric, 'kind'>) =>
  (value: number): number =>
    isTime(metric) ? Math.log(value) : value;

/** The practical limit on that scale. */
const limitOnScale = (metric: Pick<ComparedMetric, 'kind'>, limit: number): number =>
  isTime(metric) ? Math.log(1 + limit) : limit;

/**
 * WORSE needs all of: a significant change, an interval outside zero, and a shift of at least half the practical limit.
 * SAME is a positive statement: the whole interval lies within the limit. Anything else is INCONCLUSIVE, never SAME.
 */
export function verdictOf(comparison: Uncorrected, terms: AlphaTerms): ComparisonVerdict {
  const { change, interval, pWorse, pBetter, limit } = comparison;
  if (change === null || interval === null || pWorse === null || pBetter === null) return 'INCONCLUSIVE';
  const onScale = scaleOf(comparison);
  const alpha = alphaOf(comparison, terms);
  const [low, high] = [onScale(interval.low), onScale(interval.high)];
  const worse = isLowerBetter(comparison) ? onScale(change) : -onScale(change);
  const bound = limitOnScale(comparison, limit);
  const isOutsideZero = low > 0 || high < 0;
  if (isOutsideZero && pWorse <= alpha && worse >= bound / 2) return 'WORSE';
  if (isOutsideZero && pBetter <= alpha && -worse >= bound / 2) return 'BETTER';
  return low > -bound && high < bound ? 'SAME' : 'INCONCLUSIVE';
}
