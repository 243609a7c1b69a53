/**
 * Where a series becomes steady, by MSER-5 (White & Robinson 2010): of the means Z_j of five points each, the number d
 * to leave out that makes Σ_{j>d}(Z_j − mean)²/(k − d)² least, for 0 ≤ d ≤ k/2. A minimum at k/2 says that the series
 * is not steady at all. It looks at the mean only, and is not for ramps.
 * @param values at least 20, at equal distances in time
 * @returns points to leave out; undefined when the series is too short or not steady
 */
export function steadyFrom(values: readonly number[]): number | undefined {
  const means = Array.from({ length: Math.floor(values.length / 5) }, (_, batch) =>
    meanOf(values.slice(batch * 5, batch * 5 + 5)),
  );
  const count = means.length;
  if (count < 4) return undefined;
  let best = { cut: 0, error: Number.POSITIVE_INFINITY };
  for (let cut = 0; cut <= count / 2; cut++) {
    const rest = means.slice(cut);
    const mean = meanOf(rest);
    const error = rest.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - cut) ** 2;
    if (error < best.error) best = { cut, error };
  }
  return best.cut >= Math.floor(count / 2) ? undefined : best.cut * 5;
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length;
