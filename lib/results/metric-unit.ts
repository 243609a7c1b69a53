import type { MetricUnit } from '../model/result.ts';

/** What k6 says of a metric. */
export interface MetricKind {
  readonly type: string | undefined;
  /** `time`, `data` or `default`. */
  readonly contains: string | undefined;
}

/** The unit of an aggregation over a metric, by what k6 says of the metric and never by its name. */
export function unitOf(aggregation: string, { type, contains }: MetricKind): MetricUnit {
  const isData = contains === 'data';
  if (aggregation === 'count') return isData ? 'bytes' : 'number';
  if (aggregation === 'rate') return type === 'rate' ? 'ratio' : isData ? 'bytesPerSecond' : 'perSecond';
  if (contains === 'time') return 'ms';
  return isData ? 'bytes' : 'number';
}

/** Metrics of k6 itself that hold times: a summary of --summary-export leaves out what a metric contains. */
const timeMetrics: readonly RegExp[] = [
  /^http_req_(blocked|connecting|tls_handshaking|sending|waiting|receiving|duration)$/,
  /^(iteration|group|grpc_req|browser_http_req)_duration$/,
  /^ws_(connecting|session_duration|ping)$/,
  /^browser_web_vital_(fcp|fid|inp|lcp|ttfb)$/,
];

/** What a metric of k6 itself contains, or a sub-metric of it; undefined for a metric of the script. */
export function knownContents(metric: string): string | undefined {
  const name = metric.replace(/\{.*$/s, '');
  if (timeMetrics.some((pattern) => pattern.test(name))) return 'time';
  return name === 'data_sent' || name === 'data_received' ? 'data' : undefined;
}
