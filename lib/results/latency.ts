import type { Latency } from '../contract/result.ts';
import { quantile } from '../stats/quantile.ts';
import type { FloatList } from './float-list.ts';

/** The latency figures of samples in ms; undefined without any. */
export function latencyOf(list: FloatList): Latency | undefined {
  if (list.length === 0) return undefined;
  const sorted = list.sorted();
  let sum = 0;
  for (const value of sorted) sum += value;
  return {
    n: sorted.length,
    minMs: quantile(sorted, 0),
    meanMs: sum / sorted.length,
    p50Ms: quantile(sorted, 0.5),
    p90Ms: quantile(sorted, 0.9),
    p95Ms: quantile(sorted, 0.95),
    p99Ms: quantile(sorted, 0.99),
    maxMs: quantile(sorted, 1),
  };
}

/** The same from the values of a k6 Trend; undefined when it saw no sample. */
export function latencyOfTrend(values: Readonly<Record<string, number | null>>): Latency | undefined {
  const n = values.count ?? 0;
  if (n === 0) return undefined;
  const value = (name: string) => values[name] ?? Number.NaN;
  return {
    n,
    minMs: value('min'),
    meanMs: value('avg'),
    p50Ms: value('med'),
    p90Ms: value('p(90)'),
    p95Ms: value('p(95)'),
    p99Ms: value('p(99)'),
    maxMs: value('max'),
  };
}
