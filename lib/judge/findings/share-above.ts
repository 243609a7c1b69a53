import type { Distribution } from '../../model/result.ts';

/**
 * At least this share of requests took as long as the limit, as far as the curve of their percentiles tells.
 * @param name of a step; undefined for all requests
 */
export function shareAbove(distributions: readonly Distribution[], limitMs: number, name?: string): number {
  const points = distributions.find((one) => one.name === (name ?? null))?.points ?? [];
  return Math.max(0, ...points.filter(({ ms }) => ms >= limitMs).map(({ q }) => 1 - q));
}
