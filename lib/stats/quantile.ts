/**
 * The quantile q of values sorted ascending, by linear interpolation at rank q·(n − 1) (type 7 of Hyndman & Fan 1996),
 * as k6 computes its percentiles.
 * @param sorted ascending, at least one value
 * @param q 0–1
 */
export function quantile(sorted: ArrayLike<number>, q: number): number {
  const rank = q * (sorted.length - 1);
  const low = Math.floor(rank);
  const lowValue = sorted[low] ?? Number.NaN;
  const highValue = sorted[Math.min(low + 1, sorted.length - 1)] ?? Number.NaN;
  return lowValue + (highValue - lowValue) * (rank - low);
}
