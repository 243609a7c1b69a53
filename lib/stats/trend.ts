import { normalCdf } from './student.ts';

/** A monotone trend of values at equal distances in time. */
export interface Trend {
  /** Median of all slopes between two points (Theil 1950, Sen 1968), per step. */
  readonly slope: number;
  /** One-sided: how likely a series without a trend rises as much. */
  readonly pRising: number;
}

/**
 * The trend of a series: Theil–Sen slope and the Mann–Kendall test, whose variance is corrected for autocorrelation as
 * Yue & Wang (2004) do, with the lag-1 coefficient of the residuals, bias-corrected to (n·r1 + 1)/(n − 4) and kept in
 * 0–0.95. Without that correction a queue's own memory looks like a trend (14–31 % false alarms at r1 of 0.4–0.85).
 * @param values at least 6; fewer give a slope of 0 and p = 1
 */
export function trendOf(values: readonly number[]): Trend {
  const n = values.length;
  if (n < 6) return { slope: 0, pRising: 1 };
  const { slopes, score } = pairsOf(values);
  const slope = medianOf(slopes);
  const variance = varianceOfScore(values) * inflation(boundedLag1(residualsOf(values, slope), 1), n);
  if (variance <= 0) return { slope, pRising: 1 };
  const z = (score - Math.sign(score)) / Math.sqrt(variance);
  return { slope, pRising: 1 - normalCdf(z) };
}

/** The slopes between all pairs of values, and how many more rise than fall (Kendall's S). */
export function pairsOf(values: readonly number[]): { readonly slopes: Float64Array; readonly score: number } {
  const n = values.length;
  const slopes = new Float64Array((n * (n - 1)) / 2);
  let score = 0;
  let pair = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i + 1; j < n; j++) {
      const difference = (values[j] as number) - (values[i] as number);
      score += Math.sign(difference);
      slopes[pair++] = difference / (j - i);
    }
  }
  return { slopes, score };
}

/** Var(S) of Mann & Kendall without autocorrelation: n(n−1)(2n+5)/18, less what ties take away. */
export function varianceOfScore(values: readonly number[]): number {
  const spread = (count: number) => count * (count - 1) * (2 * count + 5);
  const ties = new Map<number, number>();
  for (const value of values) ties.set(value, (ties.get(value) ?? 0) + 1);
  const tied = [...ties.values()].reduce((sum, count) => sum + spread(count), 0);
  return (spread(values.length) - tied) / 18;
}

export const residualsOf = (values: readonly number[], slope: number): number[] =>
  values.map((value, index) => value - slope * index);

/**
 * The lag-1 autocorrelation of residuals, bias-corrected to (n·r1 + c)/(n − 4) and kept in 0–0.95.
 * @param correction c: 1, or 2 where a line was fitted through noise that may be strongly correlated
 */
export function boundedLag1(residuals: readonly number[], correction: number): number {
  const n = residuals.length;
  return Math.min(0.95, Math.max(0, (n * autocorrelation(residuals, 1) + correction) / (n - 4)));
}

/** How many times the variance of S is what it would be of independent values: 1 + 2·Σ(1 − k/n)·r1^k. */
export function inflation(r1: number, n: number): number {
  let sum = 0;
  let power = 1;
  for (let k = 1; k < n && power > 1e-6; k++) {
    power *= r1;
    sum += (1 - k / n) * power;
  }
  return 1 + 2 * sum;
}

/** The correlation of a series with itself `lag` values later; 0 of a constant one. */
export function autocorrelation(values: readonly number[], lag: number): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  if (squares === 0) return 0;
  const products = values
    .slice(lag)
    .reduce((sum, value, index) => sum + (value - mean) * ((values[index] as number) - mean), 0);
  return products / squares;
}

/** The median; NaN of nothing. */
export function medianOf(values: readonly number[] | Float64Array): number {
  const ordered = new Float64Array(values).sort();
  const middle = (ordered.length - 1) / 2;
  return ((ordered[Math.floor(middle)] ?? Number.NaN) + (ordered[Math.ceil(middle)] ?? Number.NaN)) / 2;
}
