// k6's summary as handleSummary() is handed it, whose trends have no count unless the script asks for one.

interface MetricOfSummary {
  readonly type: string;
  readonly contains: string;
  readonly values: Readonly<Record<string, number>>;
  readonly thresholds?: Readonly<Record<string, { readonly ok: boolean }>>;
}

export const counter = (count: number): MetricOfSummary => ({
  ...{ type: 'counter', contains: 'default', values: { count, rate: count / 10 } },
});

export const rate = (passes: number, fails: number): MetricOfSummary => ({
  ...{ type: 'rate', contains: 'default', values: { rate: passes / (passes + fails), passes, fails } },
});

export const gauge = (value: number): MetricOfSummary => ({
  ...{ type: 'gauge', contains: 'default', values: { value, min: 0, max: value } },
});

/** All its values are one. */
export const trend = (value: number, contains = 'time'): MetricOfSummary => ({
  ...{ type: 'trend', contains },
  values: { avg: value, min: value, med: value, max: value, 'p(90)': value, 'p(95)': value },
});

export const withThreshold = (metric: MetricOfSummary, expression: string, ok = true): MetricOfSummary => ({
  ...metric,
  thresholds: { [expression]: { ok } },
});

/** 100 iterations. */
export const iterations = { iterations: counter(100), iteration_duration: trend(20) };

/** 100 iterations of one request that succeeded. */
export const requests = {
  ...iterations,
  ...{ http_reqs: counter(100), http_req_duration: trend(12), http_req_failed: rate(0, 100) },
};

export const summaryText = (metrics: Readonly<Record<string, MetricOfSummary>>, checks: readonly object[] = []) =>
  JSON.stringify({
    root_group: { name: '', checks, groups: [] },
    state: { testRunDurationMs: 10_000 },
    metrics,
  });
