import type { ComparedMetric, ComparisonVerdict, MetricComparison } from '../../model/comparison.ts';
import { pairsNeeded } from '../../stats/paired.ts';
import { medianOf } from '../../stats/trend.ts';
import { failuresShift } from './compare-failures.ts';
import { latencyShift } from './compare-latency.ts';
import type { SeenRun } from './metric-shift.ts';
import { isLatency, isLowerBetter, ratioOver, valueOfMetric } from './metric-values.ts';

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
  isLatency(metric) ? alpha : ratioAlpha;

type AlphaTerms = Pick<ComparisonTerms, 'alpha' | 'ratioAlpha'>;

/**
 * Both bounds of an interval of 1 − 2α hold with 1 − α each: the one that an equivalence is read from. That of a ratio
 * is of 1 − α, since runs are few and failures rare: so are its false alarms (docs/statistics.md).
 */
const confidenceOf = (metric: Pick<ComparedMetric, 'kind'>, terms: AlphaTerms): number =>
  1 - (isLatency(metric) ? 2 : 1) * alphaOf(metric, terms);

/** One metric of two sets of runs; its p-values are not yet corrected for the other latencies. */
export function compareMetric(
  metric: ComparedMetric,
  a: readonly SeenRun[],
  b: readonly SeenRun[],
  terms: ComparisonTerms,
): Uncorrected {
  const isLog = isLatency(metric);
  const confidence = confidenceOf(metric, terms);
  const base = {
    ...{ ...metric, a: middleOf(metric, a), b: middleOf(metric, b), ...nothingCompared },
    limit: isLog ? terms.latencyLimit : terms.ratioLimit,
  };
  const found = isLog ? latencyShift(metric, a, b, confidence) : failuresShift(metric, a, b, confidence);
  if (found === undefined) return base;
  const unscale = (shift: number) => (isLog ? Math.exp(shift) : shift);
  const method = methodOf(found.n, b.length);
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

/** One run is judged by ten earlier ones, several by their pairs. */
function methodOf(n: number, runsOfB: number): MetricComparison['method'] {
  if (runsOfB === 1) return n >= minHistory ? 'prediction' : 'single';
  return n < 2 ? 'single' : 'paired';
}

/** The value over all runs: the median of a latency, the ratio over all journeys. */
function middleOf(metric: ComparedMetric, runs: readonly SeenRun[]): number | null {
  if (!isLatency(metric)) return ratioOver(runs, metric);
  const known = runs.map(({ result }) => valueOfMetric(result, metric)).filter((value) => value !== null);
  return known.length === 0 ? null : medianOf(known);
}

/**
 * Pairs that would find a change of the limit with 90 % power; undefined where more than 1,000 would not, or nothing is
 * known of the spread.
 * @param trials journeys (or attempts) of a run, which a ratio needs enough of
 */
export function neededPairsOf(
  comparison: Omit<MetricComparison, 'verdict'>,
  terms: ComparisonTerms,
  trials: number,
): number | undefined {
  const { n, sd, limit, change } = comparison;
  if (change === null) return undefined;
  const isLog = isLatency(comparison);
  // Of two differences hardly a spread is known.
  const spread = isLog && n < 3 ? terms.sdLog : sd;
  if (spread === null) return undefined;
  const alpha = alphaOf(comparison, terms);
  const pairs = pairsNeeded({ shift: limitOnScale(comparison, limit), sd: spread, alpha, power });
  if (pairs === undefined || isLog) return pairs;
  // So few journeys without a failure leave more open than the limit, and so few pairs can be flipped in too few ways.
  return Math.max(pairs, Math.ceil(Math.log(1 / alpha) / (limit * trials)), Math.ceil(Math.log2(1 / alpha)));
}

/** The practical limit on the scale on which values are compared. */
const limitOnScale = (metric: Pick<ComparedMetric, 'kind'>, limit: number): number =>
  isLatency(metric) ? Math.log(1 + limit) : limit;

/**
 * WORSE needs all of: a significant change, an interval outside zero, and a shift of at least half the practical limit.
 * SAME is a positive statement: the whole interval lies within the limit. Anything else is INCONCLUSIVE, never SAME.
 */
export function verdictOf(comparison: Uncorrected, terms: AlphaTerms): ComparisonVerdict {
  const { change, interval, pWorse, pBetter, limit } = comparison;
  if (change === null || interval === null || pWorse === null || pBetter === null) return 'INCONCLUSIVE';
  const onScale = (value: number) => (isLatency(comparison) ? Math.log(value) : value);
  const alpha = alphaOf(comparison, terms);
  const [low, high] = [onScale(interval.low), onScale(interval.high)];
  const worse = isLowerBetter(comparison) ? onScale(change) : -onScale(change);
  const bound = limitOnScale(comparison, limit);
  const isOutsideZero = low > 0 || high < 0;
  if (isOutsideZero && pWorse <= alpha && worse >= bound / 2) return 'WORSE';
  if (isOutsideZero && pBetter <= alpha && -worse >= bound / 2) return 'BETTER';
  return low > -bound && high < bound ? 'SAME' : 'INCONCLUSIVE';
}
