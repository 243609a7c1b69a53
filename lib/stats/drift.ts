import { normalCdf, normalQuantile, studentQuantile } from './student.ts';
import { boundedLag1, inflation, medianOf, pairsOf, residualsOf, varianceOfScore } from './trend.ts';

/** How a long series drifts: its slope per step with a 95 % interval, and how likely noise alone has such a trend. */
export interface Drift {
  readonly n: number;
  /** Median of all slopes between two values (Theil 1950, Sen 1968), per step. */
  readonly slope: number;
  readonly low: number;
  readonly high: number;
  /** One-sided, by {@link driftOf}'s test. */
  readonly pRising: number;
  readonly pFalling: number;
  /** Lag-1 autocorrelation and standard deviation of what is left without the slope. */
  readonly r1: number;
  readonly sd: number;
}

/** Bias of r1 where a line was fitted: −(2 + 4·r1)/n (van Giersbergen 2005). */
const lineCorrection = 2;
const minDriftValues = 10;

/**
 * The trend test of Yue & Wang (2004): Mann & Kendall's S with a variance that is corrected for autocorrelation, and
 * Sen's slope with the interval of the same variance: the order statistics (N ± 1.96·√Var(S))/2 of all N slopes
 * (Sen 1968). Simulated, it sees a trend in noise of r1 up to 0.85 in at most 8 % at 5 %.
 * @param values at equal distances in time, at least {@link minDriftValues}
 */
export function driftOf(values: readonly number[]): Drift | undefined {
  const n = values.length;
  if (n < minDriftValues) return undefined;
  const { slopes, score } = pairsOf(values);
  const slope = medianOf(slopes);
  const residuals = residualsOf(values, slope);
  const r1 = boundedLag1(residuals, lineCorrection);
  const deviation = Math.sqrt(varianceOfScore(values) * inflation(r1, n));
  const z = deviation === 0 ? 0 : (score - Math.sign(score)) / deviation;
  const sorted = slopes.sort();
  const reach = (normalQuantile(0.975) * deviation) / 2;
  const at = (rank: number) => sorted[Math.min(sorted.length - 1, Math.max(0, Math.round(rank)))] as number;
  const middle = (sorted.length - 1) / 2;
  return {
    n,
    slope,
    low: Math.min(slope, at(middle - reach)),
    high: Math.max(slope, at(middle + reach)),
    pRising: deviation === 0 ? 1 : 1 - normalCdf(z),
    pFalling: deviation === 0 ? 1 : normalCdf(z),
    r1,
    sd: deviationOf(residuals),
  };
}

/**
 * One-sided, that a series which wanders (a level that keeps what it once took) rises as much by chance: Wilcoxon's
 * signed ranks (1945) of its increments, by the normal distribution. Right for a walk of symmetric steps, and cautious
 * for noise around a level. Where residuals are as smooth as those of memory, it sees growth that {@link driftOf} must
 * take for slow noise; and a collection of garbage is but one step down.
 * @param values at least {@link minDriftValues}
 */
export function pOfGrowth(values: readonly number[]): number {
  const steps = values.slice(1).flatMap((value, index) => value - (values[index] as number) || []);
  const n = steps.length;
  if (n === 0) return 1;
  const ranks = ranksOf(steps.map(Math.abs));
  const up = steps.reduce((sum, step, index) => sum + (step > 0 ? (ranks[index] as number) : 0), 0);
  const variance = (n * (n + 1) * (2 * n + 1)) / 24 - tiesOf(ranks) / 48;
  const excess = up - (n * (n + 1)) / 4;
  return 1 - normalCdf((excess - Math.sign(excess) / 2) / Math.sqrt(variance));
}

/** Σ(t³ − t) over groups of t equal ranks. */
function tiesOf(ranks: readonly number[]): number {
  const counts = new Map<number, number>();
  for (const rank of ranks) counts.set(rank, (counts.get(rank) ?? 0) + 1);
  return [...counts.values()].reduce((sum, count) => sum + count ** 3 - count, 0);
}

/**
 * The smallest growth per step that {@link pOfGrowth} finds in about 80 % of walks whose steps have such a spread.
 * @param alpha one-sided
 */
export function detectableGrowth(values: readonly number[], alpha: number): number {
  const steps = values.slice(1).map((value, index) => value - (values[index] as number));
  const n = steps.length;
  const mean = meanOf(steps);
  const variance = steps.reduce((sum, step) => sum + (step - mean) ** 2, 0) / (n - 1);
  const needed = studentQuantile(1 - alpha, n - 1) + studentQuantile(0.8, n - 1);
  return needed * rankFactor * Math.sqrt(variance / n);
}

function deviationOf(values: readonly number[]): number {
  const mean = meanOf(values);
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / Math.max(1, values.length - 2));
}

/** What the rank test needs more than least squares would with normal noise: 1/√0.912. */
const rankFactor = 1.05;

/**
 * The smallest slope per step that {@link driftOf} finds in about 80 % of such series: t(1 − α) + t(0.8) standard
 * errors sd·√(12/(n³ − n)), with the variance corrected for autocorrelation, which itself is estimated: so t has the
 * freedom of the independent values that the series is worth.
 * @param alpha one-sided
 */
export function detectableSlope({ n, r1, sd }: Pick<Drift, 'n' | 'r1' | 'sd'>, alpha: number): number {
  const worth = inflation(r1, n);
  const freedom = Math.max(2, n / worth - 2);
  const standardError = sd * Math.sqrt((12 / (n ** 3 - n)) * worth);
  return (studentQuantile(1 - alpha, freedom) + studentQuantile(0.8, freedom)) * rankFactor * standardError;
}

/** One change of level: the first value after it, the levels before and after, and how likely noise has such a one. */
export interface Step {
  readonly at: number;
  readonly from: number;
  readonly to: number;
  readonly p: number;
  /** Two levels fit the series better than a line does. */
  readonly isBetterThanLine: boolean;
}

/**
 * The most likely change of level: Pettitt's test (1979), p = 2·exp(−6K²/(n³ + n²)), with K² divided by the inflation
 * of variance that the autocorrelation around the two levels brings about.
 * @param values at least {@link minDriftValues}
 */
export function stepOf(values: readonly number[]): Step | undefined {
  const n = values.length;
  if (n < minDriftValues) return undefined;
  const ranks = ranksOf(values);
  let sum = 0;
  let [at, most] = [1, -1];
  for (let index = 0; index < n - 1; index++) {
    sum += ranks[index] as number;
    const distance = Math.abs(2 * sum - (index + 1) * (n + 1));
    if (distance > most) [at, most] = [index + 1, distance];
  }
  const [from, to] = [medianOf(values.slice(0, at)), medianOf(values.slice(at))];
  const residuals = values.map((value, index) => value - (index < at ? from : to));
  const variance = inflation(boundedLag1(residuals, lineCorrection), n);
  const p = Math.min(1, 2 * Math.exp((-6 * most ** 2) / variance / (n ** 3 + n ** 2)));
  return { at, from, to, p, isBetterThanLine: absoluteSum(residuals) < absoluteSum(aroundLine(values)) };
}

function aroundLine(values: readonly number[]): number[] {
  const residuals = residualsOf(values, medianOf(pairsOf(values).slopes));
  const level = medianOf(residuals);
  return residuals.map((residual) => residual - level);
}

const absoluteSum = (values: readonly number[]): number => values.reduce((sum, value) => sum + Math.abs(value), 0);

/** 1 for the least; equal values share their mean rank. */
function ranksOf(values: readonly number[]): number[] {
  const order = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && order[to]?.value === order[from]?.value) to++;
    for (const { index } of order.slice(from, to)) ranks[index] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

/** The level at the start of a series, at its end, and the 95 % interval of the difference. */
export interface EndsOfSeries {
  readonly first: number;
  readonly last: number;
  readonly low: number;
  readonly high: number;
}

const draws = 1_000;

/**
 * The medians of the first and the last quarter. The interval of their difference is from a bootstrap of moving blocks
 * (Künsch 1989) of about the cube root of the quarter's length, which keeps neighbours together.
 * @param values at least {@link minDriftValues}
 * @param random numbers from 0 up to 1
 */
export function firstAgainstLast(values: readonly number[], random: () => number): EndsOfSeries {
  const size = Math.ceil(values.length / 4);
  const [head, tail] = [values.slice(0, size), values.slice(-size)];
  const differences = new Float64Array(draws);
  for (let draw = 0; draw < draws; draw++) differences[draw] = resampled(tail, random) - resampled(head, random);
  differences.sort();
  return {
    first: medianOf(head),
    last: medianOf(tail),
    low: differences[Math.floor(0.025 * draws)] as number,
    high: differences[Math.ceil(0.975 * draws) - 1] as number,
  };
}

/** The median of as many values, drawn in blocks of neighbours. */
function resampled(values: readonly number[], random: () => number): number {
  const length = Math.max(1, Math.round(1.5 * Math.cbrt(values.length)));
  const drawn: number[] = [];
  while (drawn.length < values.length) {
    const from = Math.floor(random() * (values.length - length + 1));
    drawn.push(...values.slice(from, from + length));
  }
  return medianOf(drawn.slice(0, values.length));
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
