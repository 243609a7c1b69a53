import type { Baseline } from '../lib/model/comparison.ts';
import { comparedResult, setOf } from './judge/compare/runs.ts';

/** A baseline of so many runs, whose latencies scatter by a percent or two around a median, ms. */
export function baselineNamed(name: string, p50Ms = 20, count = 1): Baseline {
  const factor = (index: number) => 1 + 0.01 * ((index * 7 + name.length) % 3);
  const results = Array.from({ length: count }, (_, index) =>
    comparedResult({ p50Ms: p50Ms * factor(index), p95Ms: 2 * p50Ms * factor(index + 1) }),
  );
  return setOf(name, results);
}
