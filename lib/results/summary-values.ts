import { k6Scenarios, metrics } from '../contract/metrics.ts';
import type { Latency } from '../model/result.ts';
import { type Summary, valuesOf } from './summary.ts';

type Tags = Readonly<Record<string, string>>;
type Values = Readonly<Record<string, number | null>>;

/** The values of a metric of the load, or of its sub-metric with these tags; empty when it saw no sample. */
export type ValuesOf = (metric: string, tags?: Tags) => Values;

/** A part of a summary's figures needs the metrics and checks alone. */
export type SummaryFigures = Pick<Summary, 'metrics' | 'checks'>;

export const loadValues = (summary: SummaryFigures, hasWarmUp: boolean): ValuesOf => {
  const load: Tags = hasWarmUp ? { scenario: k6Scenarios.load } : {};
  return (metric, tags = {}) => valuesOf(summary, metric, { ...load, ...tags });
};

/** How many a Rate counted; null where the file lacks one of the two. */
export const trialsOf = ({ passes, fails }: Values): number | null =>
  passes == null || fails == null ? null : passes + fails;

/**
 * Requests behind a summary's figures: k6 leaves the count of a Trend out unless it is asked for it, but the other
 * metrics of a request have as many. null where only the count is missing.
 */
export function requestsOf(values: ValuesOf, tags: Tags = {}): number | null {
  const duration = values('http_req_duration', tags);
  const count = duration.count ?? values('http_reqs', tags).count ?? trialsOf(values('http_req_failed', tags));
  return count ?? (Object.keys(duration).length === 0 ? 0 : null);
}

/** Iterations that finished, as many as iteration_duration has samples. */
export const iterationsOf = (values: ValuesOf): number | null => {
  const duration = values('iteration_duration');
  return duration.count ?? values('iterations').count ?? (Object.keys(duration).length === 0 ? 0 : null);
};

/** k6 writes the median as `med`. */
export const valueOfPercentile = (trend: Values, percentile: number): number | null =>
  trend[`p(${percentile})`] ?? (percentile === 50 ? trend.med : null) ?? null;

/** The latency figures of a k6 Trend of n samples; null when it saw none. k6 knows nothing of what was cut. */
export function latencyOfTrend(trend: Values, n: number | null): Latency | null {
  if (n === 0 || Object.values(trend).every((value) => value === null)) return null;
  const value = (name: string) => trend[name] ?? null;
  return {
    n,
    unfinished: 0,
    atLeast: [],
    minMs: value('min'),
    meanMs: value('avg'),
    p50Ms: value('med'),
    p90Ms: value('p(90)'),
    p95Ms: value('p(95)'),
    p99Ms: value('p(99)'),
    maxMs: value('max'),
  };
}

/** How long journeys took: without their pauses, where they have any. */
export function journeyTrend(values: ValuesOf): ReturnType<ValuesOf> {
  const own = values(metrics.journeysDuration);
  return own.count ? own : values('iteration_duration');
}
