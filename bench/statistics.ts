/** The middle value; the mean of the middle two for an even count. NaN of nothing. */
export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const upper = sorted[Math.floor(sorted.length / 2)] ?? Number.NaN;
  const lower = sorted[Math.ceil(sorted.length / 2) - 1] ?? Number.NaN;
  return (lower + upper) / 2;
}

/** A mean ratio of pairs, and the interval that holds the true one with 95 % confidence. */
export interface RatioInterval {
  readonly pairs: number;
  readonly geometricMean: number;
  /** NaN with fewer than two pairs. */
  readonly low: number;
  readonly high: number;
}

/**
 * Geometric mean of ratios with a t-interval on their logarithms: exp(m ± t(n−1) · s / √n), where m and s are the mean
 * and the standard deviation of the n logarithms. On the logarithms, since a ratio and its inverse must say the same
 * thing.
 */
export function ratioInterval(ratios: readonly number[]): RatioInterval {
  const logs = ratios.map(Math.log);
  const n = logs.length;
  const mean = logs.reduce((sum, log) => sum + log, 0) / n;
  const variance = logs.reduce((sum, log) => sum + (log - mean) ** 2, 0) / (n - 1);
  const half = n < 2 ? Number.NaN : tQuantile975(n - 1) * Math.sqrt(variance / n);
  return { pairs: n, geometricMean: Math.exp(mean), low: Math.exp(mean - half), high: Math.exp(mean + half) };
}

const exactT975 = [12.7062, 4.3027, 3.1824];

/**
 * The 97.5 % quantile of Student's t with `freedom` ≥ 1 degrees of freedom: the table's value up to 3, above it the
 * expansion of Fisher and Cornish in 1/freedom (Abramowitz & Stegun 26.7.5), right to 0.001 from 4 on.
 */
export function tQuantile975(freedom: number): number {
  const exact = exactT975[freedom - 1];
  if (exact !== undefined) return exact;
  const z = 1.959964;
  const terms = [
    z,
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1_482 * z ** 5 - 1_920 * z ** 3 - 945 * z) / 92_160,
  ];
  return terms.reduce((sum, term, power) => sum + term / freedom ** power, 0);
}
