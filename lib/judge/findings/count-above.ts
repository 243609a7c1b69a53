import type { Distribution } from '../../model/result.ts';

/**
 * The least number of requests that took as long as the limit, as far as the curve of their percentiles shows; those
 * that never ended are in it with the age that they had.
 * @param name of a step; undefined for all requests
 */
export function countAbove(distributions: readonly Distribution[], limitMs: number, name?: string): number {
  const { points, n } = distributions.find((one) => one.name === (name ?? null)) ?? { points: [], n: 0 };
  return n * Math.max(0, ...points.filter(({ ms }) => ms >= limitMs).map(({ q }) => 1 - q));
}
