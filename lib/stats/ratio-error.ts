/** What was counted in a window of time, and of how many. */
export interface CountedWindow {
  readonly count: number;
  readonly of: number;
}

const minWindows = 8;

/**
 * The standard error of Σ count / Σ of, from its spread over windows of time: √(k/(k − 1) · Σ (count − ratio · of)²) /
 * Σ of (Cochran, Sampling Techniques, 1977, 2.39). Counts that come in clusters (a journey of many statements among
 * journeys of few) have a larger one. undefined of fewer than 8 windows.
 */
export function ratioError(windows: readonly CountedWindow[]): number | undefined {
  const k = windows.length;
  const total = windows.reduce((sum, { of }) => sum + of, 0);
  if (k < minWindows || total === 0) return undefined;
  const ratio = windows.reduce((sum, { count }) => sum + count, 0) / total;
  const squares = windows.reduce((sum, { count, of }) => sum + (count - ratio * of) ** 2, 0);
  return Math.sqrt((k / (k - 1)) * squares) / total;
}
