import { k6Scenarios, metrics } from '../../contract/metrics.ts';

/** What k6's REST API says while it runs. */
export interface LiveFigures {
  readonly inFlight: number;
  readonly done: number;
  readonly failed: number;
  readonly dropped: number;
  /** Over all requests so far; undefined before the first. */
  readonly p95Ms: number | undefined;
}

type Sample = Readonly<Record<string, number>>;

interface MetricResponse {
  readonly data: { readonly attributes: { readonly sample: Sample } };
}

interface StatusResponse {
  readonly data: { readonly attributes: { readonly vus: number } };
}

/**
 * Asks a running k6 for its figures; undefined when it does not answer (not up yet, or ending). Metric by metric,
 * because for the list of all metrics k6 sorts every value of every Trend.
 */
export async function readLiveFigures(port: number, hasWarmUp: boolean): Promise<LiveFigures | undefined> {
  const ask = async (path: string) =>
    fetch(`http://127.0.0.1:${port}/v1/${path}`, { signal: AbortSignal.timeout(2_000) });
  // With a warm-up, k6 keeps the load's own sub-metrics. A metric is not there before its first sample.
  const suffix = hasWarmUp ? `{scenario:${k6Scenarios.load}}` : '';
  const sample = async (metric: string): Promise<Sample | undefined> => {
    const response = await ask(`metrics/${encodeURIComponent(metric + suffix)}`);
    const body: unknown = await response.json();
    return response.ok ? (body as MetricResponse).data.attributes.sample : undefined;
  };
  try {
    const iterations = await sample('iterations');
    // Asked after, so that a journey that ends between the two is never taken for a failed one.
    const [ok, status, dropped, latency] = await Promise.all([
      sample(metrics.journeysOk),
      ask('status').then((response) => response.json() as Promise<StatusResponse>),
      sample('dropped_iterations'),
      sample('http_req_duration'),
    ]);
    const done = iterations?.count ?? 0;
    return {
      inFlight: status.data.attributes.vus,
      done,
      failed: Math.max(0, done - (ok?.count ?? 0)),
      dropped: dropped?.count ?? 0,
      // Before the first sample k6 says 0.
      p95Ms: latency?.['p(95)'] || undefined,
    };
  } catch {
    return undefined;
  }
}
