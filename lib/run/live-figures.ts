import { k6Scenarios, metrics } from '../contract/metrics.ts';

/** What k6's REST API tells while it runs. */
export interface LiveFigures {
  readonly inFlight: number;
  readonly done: number;
  readonly failed: number;
  readonly dropped: number;
  /** Over all requests so far; undefined before the first. */
  readonly p95Ms: number | undefined;
}

interface MetricsAnswer {
  readonly data: readonly {
    readonly id: string;
    readonly attributes: { readonly sample: Readonly<Record<string, number>> };
  }[];
}

interface StatusAnswer {
  readonly data: { readonly attributes: { readonly vus: number } };
}

/** Asks a running k6 for its figures; undefined when it does not answer (not up yet, or ending). */
export async function readLiveFigures(port: number): Promise<LiveFigures | undefined> {
  try {
    const ask = async (path: string) =>
      (await fetch(`http://127.0.0.1:${port}/v1/${path}`, { signal: AbortSignal.timeout(2_000) })).json();
    const [all, status] = (await Promise.all([ask('metrics'), ask('status')])) as [MetricsAnswer, StatusAnswer];
    const byId = new Map(all.data.map(({ id, attributes }) => [id, attributes.sample]));
    // With a warm-up, k6 keeps the load's own sub-metrics.
    const sample = (id: string) => byId.get(`${id}{scenario:${k6Scenarios.load}}`) ?? byId.get(id);
    const done = sample('iterations')?.count ?? 0;
    return {
      inFlight: status.data.attributes.vus,
      done,
      failed: done - (sample(metrics.journeysOk)?.count ?? 0),
      dropped: sample('dropped_iterations')?.count ?? 0,
      // Before the first sample k6 says 0.
      p95Ms: sample('http_req_duration')?.['p(95)'] || undefined,
    };
  } catch {
    return undefined;
  }
}
