import type { Bounds } from './binomial.ts';
import { logGamma, normalCdf, studentCdf, studentQuantile } from './student.ts';
import { medianOf } from './trend.ts';

/**
 * The shift between paired values: how much the second of each pair is above the first, on the scale of the values
 * (here mostly logarithms).
 */
export interface PairedShift {
  readonly n: number;
  /** Median of all averages of two differences (Hodges & Lehmann 1963). */
  readonly shift: number;
  /** Standard deviation of the differences; 0 for one pair. */
  readonly sd: number;
  /** One-sided p of Student's paired t: that the shift is above 0, and that it is below. */
  readonly pAbove: number;
  readonly pBelow: number;
}

/**
 * @param differences second less first of each pair, at least one
 * @param minSd what the values are known to: pairs that agree better are a chance
 */
export function pairedShift(differences: readonly number[], minSd = 0): PairedShift {
  const n = differences.length;
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const squares = differences.reduce((sum, one) => sum + (one - mean) ** 2, 0);
  const sd = n < 2 ? 0 : Math.max(minSd, Math.sqrt(squares / (n - 1)));
  const pBelow = n < 2 ? 0.5 : tailBelow(mean, sd, n);
  return { n, shift: hodgesLehmann(differences), sd, pAbove: n < 2 ? 0.5 : 1 - pBelow, pBelow };
}

/** P(T ≤ mean/(sd/√n)); a shift without any spread is certain. */
function tailBelow(mean: number, sd: number, n: number): number {
  if (sd === 0) return mean === 0 ? 0.5 : mean > 0 ? 1 : 0;
  return studentCdf(mean / (sd / Math.sqrt(n)), n - 1);
}

/** Median of the averages (d_i + d_j)/2 for i ≤ j. */
export function hodgesLehmann(differences: readonly number[]): number {
  const averages: number[] = [];
  for (const [index, first] of differences.entries()) {
    for (const second of differences.slice(index)) averages.push((first + second) / 2);
  }
  return medianOf(averages);
}

/** The t-interval of the mean of differences at a two-sided confidence (0–1). Unbounded for fewer than two. */
export function pairedInterval(differences: readonly number[], confidence: number, minSd = 0): Bounds {
  const { n, sd } = pairedShift(differences, minSd);
  if (n < 2) return { low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const mean = differences.reduce((sum, difference) => sum + difference, 0) / n;
  const half = studentQuantile((1 + confidence) / 2, n - 1) * (sd / Math.sqrt(n));
  return { low: mean - half, high: mean + half };
}

/**
 * One-sided p that the differences are above 0, by flipping their signs: the share of all 2^n sign patterns whose sum
 * is at least as large. It assumes no distribution, but n pairs cannot give less than 2^−n.
 * @param differences at most 16, so that all patterns are looked at
 */
export function signFlipP(differences: readonly number[]): number {
  const n = differences.length;
  const observed = differences.reduce((sum, difference) => sum + difference, 0);
  const sizes = differences.map(Math.abs);
  // Sums that are equal but for rounding count as equal.
  const tolerance = 1e-9 * sizes.reduce((sum, size) => sum + size, 0);
  const isPositive = new Array<boolean>(n).fill(true);
  let sum = sizes.reduce((all, size) => all + size, 0);
  let extreme = sum >= observed - tolerance ? 1 : 0;
  // In the order of a Gray code one sign changes from each pattern to the next.
  for (let pattern = 1; pattern < 2 ** n; pattern++) {
    const index = 31 - Math.clz32(pattern & -pattern);
    sum += (isPositive[index] ? -2 : 2) * (sizes[index] as number);
    isPositive[index] = !isPositive[index];
    if (sum >= observed - tolerance) extreme++;
  }
  return extreme / 2 ** n;
}

/** p-values made fit for several questions at once (Holm 1979): each at least as large as before, in the same order. */
export function holm(ps: readonly number[]): number[] {
  const order = ps.map((p, index) => ({ p, index })).sort((a, b) => a.p - b.p);
  const adjusted = new Array<number>(ps.length).fill(1);
  let largest = 0;
  for (const [rank, { p, index }] of order.entries()) {
    largest = Math.min(1, Math.max(largest, p * (ps.length - rank)));
    adjusted[index] = largest;
  }
  return adjusted;
}

/**
 * How likely a one-sided paired t-test at `alpha` finds a shift, by the noncentral t distribution: P(T' > t(1−α; n−1))
 * with noncentrality shift·√n/sd, as the integral of Φ(shift·√n/sd − t·s) over the distribution of s = √(χ²/(n−1)).
 * @internal Tested by itself.
 */
export function pairedPower({ shift, sd, n, alpha }: { shift: number; sd: number; n: number; alpha: number }): number {
  if (n < 2) return 0;
  if (sd === 0) return shift > 0 ? 1 : 0;
  const freedom = n - 1;
  const critical = studentQuantile(1 - alpha, freedom);
  const noncentrality = (shift * Math.sqrt(n)) / sd;
  // s² · freedom is χ²: its density, up to where nothing is left.
  const logScale = (freedom / 2) * Math.log(freedom / 2) - logGamma(freedom / 2) + Math.log(2);
  const density = (s: number) =>
    s <= 0 ? 0 : Math.exp(logScale + (freedom - 1) * Math.log(s) - (freedom * s * s) / 2);
  const end = 1 + 9 / Math.sqrt(2 * freedom) + 1;
  const steps = 400;
  let sum = 0;
  for (let step = 0; step <= steps; step++) {
    const s = (step * end) / steps;
    const weight = step === 0 || step === steps ? 1 : step % 2 === 1 ? 4 : 2;
    sum += weight * density(s) * normalCdf(noncentrality - critical * s);
  }
  return (sum * end) / steps / 3;
}

const maxPairs = 1_000;

/**
 * The fewest pairs with which a one-sided paired t-test at `alpha` finds a shift with the given power; undefined above
 * 1,000.
 */
export function pairsNeeded(need: { shift: number; sd: number; alpha: number; power: number }): number | undefined {
  const finds = (n: number) => pairedPower({ ...need, n }) >= need.power;
  if (!finds(maxPairs)) return undefined;
  let low = 1;
  let high = maxPairs;
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (finds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/** The smallest shift that n pairs find with the given power at `alpha`. */
export function detectableShift({
  sd,
  n,
  alpha,
  power,
}: {
  sd: number;
  n: number;
  alpha: number;
  power: number;
}): number {
  if (n < 2) return Number.POSITIVE_INFINITY;
  let low = 0;
  let high = sd === 0 ? 1e-9 : sd;
  while (pairedPower({ shift: high, sd, n, alpha }) < power) high *= 2;
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (pairedPower({ shift: middle, sd, n, alpha }) < power) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * How far one later value is above n earlier ones: against their mean, with the spread of one more value among them,
 * s·√(1 + 1/n) (a prediction interval, t(n−1)).
 * @param earlier at least 1; of one alone no spread is known, and the bounds are infinite
 */
export function laterShift(
  earlier: readonly number[],
  later: number,
  confidence: number,
  minSd = 0,
): Pick<PairedShift, 'shift' | 'sd' | 'pAbove' | 'pBelow'> & { readonly low: number; readonly high: number } {
  const n = earlier.length;
  const mean = earlier.reduce((sum, value) => sum + value, 0) / n;
  const shift = later - mean;
  if (n < 2)
    return { shift, sd: 0, pAbove: 0.5, pBelow: 0.5, low: Number.NEGATIVE_INFINITY, high: Number.POSITIVE_INFINITY };
  const sd = Math.max(minSd, Math.sqrt(earlier.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1)));
  const spread = sd * Math.sqrt(1 + 1 / n);
  const half = studentQuantile((1 + confidence) / 2, n - 1) * spread;
  const pBelow = spread === 0 ? (shift === 0 ? 0.5 : shift > 0 ? 1 : 0) : studentCdf(shift / spread, n - 1);
  return { shift, sd, pAbove: 1 - pBelow, pBelow, low: shift - half, high: shift + half };
}
