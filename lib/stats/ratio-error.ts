/** What was counted in a window of time, and of how many. */
export interface CountedWindow {
  readonly count: number;
  readonly of: number;
}

const minWindows = 8;

/** The variance is no smaller than that part of what it were without the neighbours. */
const minPart = 0.25;

/**
 * The standard error of Σ count / Σ of, from its spread over windows of time: √(k/(k − 1) · (Σ e² + Σ e·e₋₁)) / Σ of
 * with e = count − ratio · of (Cochran, Sampling Techniques, 1977, 2.39; Newey & West 1987, one lag): what the end of a
 * window cuts off a journey is in the next one. Counts that come in clusters (a journey of many statements among
 * journeys of few) have a larger error. It has about half the degrees of freedom of k − 1. undefined of fewer than 8
 * windows.
 */
export function ratioError(windows: readonly CountedWindow[]): number | undefined {
  const k = windows.length;
  const total = windows.reduce((sum, { of }) => sum + of, 0);
  if (k < minWindows || total === 0) return undefined;
  const ratio = windows.reduce((sum, { count }) => sum + count, 0) / total;
  const errors = windows.map(({ count, of }) => count - ratio * of);
  const squares = errors.reduce((sum, error) => sum + error ** 2, 0);
  const neighbours = errors.reduce((sum, error, at) => sum + error * (errors[at - 1] ?? 0), 0);
  return Math.sqrt((k / (k - 1)) * Math.max(minPart * squares, squares + neighbours)) / total;
}
