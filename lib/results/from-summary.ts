import { exceptionCause, k6Scenarios, metrics, stepSuccessMetric } from '../contract/metrics.ts';
import type { Objective } from '../contract/objective.ts';
import type { Accounting, CheckResult, Latency, StepResult } from '../model/result.ts';
import { exactInterval } from '../stats/intervals.ts';
import { type Figures, type Measured, nothingMeasured, skippedBefore } from './figures.ts';
import type { RunSubject } from './run-context.ts';
import { type Summary, valuesOf } from './summary.ts';

type Tags = Readonly<Record<string, string>>;

/** The figures of a run from k6's own summary: what its metrics hold, nothing guessed. */
export function figuresOfSummary(summary: Pick<Summary, 'metrics' | 'checks'>, subject: RunSubject): Figures {
  const load: Tags = subject.hasWarmUp ? { scenario: k6Scenarios.load } : {};
  const values = (metric: string, tags: Tags = {}) => valuesOf(summary, metric, { ...load, ...tags });
  const steps = stepResults(summary, subject, values);
  const n = requestsOf(values);
  const latency = latencyOfTrend(values('http_req_duration'), n);
  // k6 puts the failed requests of http_req_failed under `passes`.
  const failed = values('http_req_failed').passes ?? 0;
  const accounting = accountingOf(summary, subject, steps, values);
  return {
    provenance: { source: 'summary', precision: 'exact', stampMs: null },
    accounting,
    latency: {
      requests: { n, failed, timeouts: null, latency, okLatency: null, failedLatency: null },
      steps: withReach(steps, accounting, subject),
      journeys: latencyOfTrend(
        values('iteration_duration'),
        values('iteration_duration').count ?? values('iterations').count ?? 0,
      ),
      distributions: [],
      selection: null,
    },
    checks: summary.checks,
    series: {
      stages: subject.stages.map((stage) => ({
        ...stage,
        ...{ started: null, dropped: null, droppedByGenerator: null, ok: null, failed: null, unfinished: null },
        ...{ completedRps: null, inFlightMean: null, inFlightMax: null, requests: null, steps: [] },
      })),
      windows: null,
    },
    lag: null,
    measure: (objective) => measure(objective, accounting, steps, values),
  };
}

/** Figures of a run that left neither samples nor a summary. */
export function noFigures(subject: RunSubject): Figures {
  const nothing = figuresOfSummary({ metrics: {}, checks: [] }, subject);
  const scheduled = subject.load?.scheduled ?? null;
  const steps = (subject.steps ?? []).map(({ name }) => stepOf(name, { attempted: 0, failed: 0, latency: null }));
  return {
    ...nothing,
    provenance: { ...nothing.provenance, source: 'none' },
    accounting: {
      ...{ scheduled, started: 0, ok: 0, failed: 0, unfinished: 0, dropped: 0, missing: scheduled },
      ...{ droppedByTarget: 0, exceptions: 0, basis: 'counted' },
    },
    latency: { ...nothing.latency, steps },
  };
}

/** Requests behind a summary's figures: k6 leaves the count of a Trend out unless it is asked for it, but the other metrics of a request have as many. */
function requestsOf(values: ValuesOf, tags: Tags = {}): number {
  const { passes, fails } = values('http_req_failed', tags);
  return values('http_req_duration', tags).count ?? values('http_reqs', tags).count ?? (passes ?? 0) + (fails ?? 0);
}

type ValuesOf = (metric: string, tags?: Tags) => Readonly<Record<string, number | null>>;

/** The steps: where samples were left out, the sub-metrics that the plan asked for; of a foreign run, what its checks or its own sub-metrics tell. */
function stepResults(
  { checks, metrics: all }: Pick<Summary, 'metrics' | 'checks'>,
  subject: RunSubject,
  values: ValuesOf,
): StepResult[] {
  const ofSubMetric = (name: string) => {
    const latency = latencyOfTrend(values('http_req_duration', { step: name }), requestsOf(values, { step: name }));
    return (
      latency &&
      stepOf(name, {
        attempted: latency.n,
        failed: values(metrics.journeysFailed, { failed_step: name }).count ?? 0,
        latency,
      })
    );
  };
  if (subject.steps !== undefined) {
    return subject.steps.map(({ name, check }) => {
      const own = checks.find((one) => one.name === check);
      return ofSubMetric(name) ?? stepOf(name, own ? ofCheck(own) : { attempted: 0, failed: 0, latency: null });
    });
  }
  const tagged = Object.keys(all).flatMap((metric) => /^http_req_duration\{step:([^,}]+)\}$/.exec(metric)?.[1] ?? []);
  if (tagged.length > 0) return tagged.flatMap((name) => ofSubMetric(name) ?? []);
  return checks.map((one) => stepOf(one.name, ofCheck(one)));
}

const ofCheck = ({ passes, fails }: CheckResult) => ({ attempted: passes + fails, failed: fails, latency: null });

function stepOf(
  name: string,
  { attempted, failed, latency }: { attempted: number; failed: number; latency: Latency | null },
): StepResult {
  const succeeded = attempted - failed;
  return {
    ...{ name, reached: null, attempted, succeeded, failed, causes: [], unfinished: null, skipped: [] },
    // Whether failures cluster cannot be seen; without any, or with nothing else, they do not.
    successInterval:
      attempted > 0 && (failed === 0 || succeeded === 0)
        ? { ...exactInterval(succeeded, attempted), method: 'exact', n: attempted }
        : null,
    ...{ timeouts: null, latency, okLatency: null, failedLatency: null },
  };
}

function withReach(
  steps: readonly StepResult[],
  accounting: Accounting,
  { isList, steps: known }: RunSubject,
): StepResult[] {
  if (!isList || known === undefined || accounting.started === null) return [...steps];
  const earlier: StepResult[] = [];
  for (const step of steps) {
    const reached = earlier.at(-1)?.succeeded ?? accounting.started;
    const isCounted = accounting.basis === 'counted' && reached !== null;
    const unfinished = isCounted ? Math.max(0, Math.min(reached - step.attempted, accounting.unfinished ?? 0)) : null;
    earlier.push({ ...step, reached, unfinished, skipped: skippedBefore(accounting, earlier) });
  }
  return earlier;
}

function accountingOf(
  summary: Pick<Summary, 'metrics' | 'checks'>,
  { load, steps: known, isList }: RunSubject,
  steps: readonly StepResult[],
  values: ValuesOf,
): Accounting {
  const scheduled = load?.scheduled ?? null;
  const hasJourneys = summary.metrics[metrics.journeysStarted] !== undefined;
  const ofLoad = values('dropped_iterations').count;
  // A counter that never counted is not in the summary, unless a threshold asks for it.
  const dropped = ofLoad ?? (hasJourneys || values('iterations').count !== undefined ? 0 : null);
  if (!hasJourneys) {
    const isFunnel = known !== undefined && isList;
    const started = isFunnel ? (steps[0]?.attempted ?? null) : null;
    return {
      scheduled,
      started,
      ok: isFunnel ? (steps.at(-1)?.succeeded ?? null) : null,
      failed: isFunnel ? steps.reduce((sum, { failed }) => sum + failed, 0) : null,
      unfinished: null,
      dropped,
      missing: scheduled === null || started === null ? null : scheduled - started - (dropped ?? 0),
      droppedByTarget: dropped === 0 ? 0 : null,
      exceptions: null,
      basis: 'derived',
    };
  }
  const started = values(metrics.journeysStarted).count ?? 0;
  const ok = values(metrics.journeysOk).count ?? 0;
  const failed = values(metrics.journeysFailed).count ?? 0;
  // Without samples only the most VUs that were ever busy at once is known.
  const mostBusyVus = valuesOf(summary, 'vus').max ?? 0;
  const vus = load?.virtualUsers?.count;
  return {
    scheduled,
    started,
    ok,
    failed,
    unfinished: Math.max(0, started - ok - failed),
    dropped: dropped ?? 0,
    missing: scheduled === null ? null : scheduled - Math.max(started, ok + failed) - (dropped ?? 0),
    droppedByTarget: dropped === 0 ? 0 : vus === undefined ? null : mostBusyVus >= 0.95 * vus ? dropped : 0,
    exceptions: valuesOf(summary, metrics.journeysFailed, { cause: exceptionCause }).count ?? 0,
    basis: 'counted',
  };
}

function measure(
  objective: Objective,
  { ok, scheduled }: Accounting,
  steps: readonly StepResult[],
  values: ValuesOf,
): Measured {
  // A summary knows no stages.
  if (objective.stage !== undefined) return nothingMeasured;
  switch (objective.kind) {
    case 'journey-latency': {
      const trend = values('iteration_duration');
      return {
        value: valueOfPercentile(trend, objective.percentile),
        n: trend.count ?? values('iterations').count ?? 0,
        interval: null,
      };
    }
    case 'journey-success':
      return ok === null || scheduled === null
        ? nothingMeasured
        : { value: ok / scheduled, n: scheduled, interval: null };
    case 'step-success': {
      const { rate, passes, fails } = values(stepSuccessMetric(objective.step));
      const step = steps.find(({ name }) => name === objective.step);
      if (typeof rate === 'number')
        return { value: rate, n: (passes ?? 0) + (fails ?? 0), interval: step?.successInterval ?? null };
      if (step === undefined || step.attempted === 0) return nothingMeasured;
      return { value: step.succeeded / step.attempted, n: step.attempted, interval: step.successInterval };
    }
    case 'failed-requests': {
      const { rate, passes, fails } = values('http_req_failed', stepTag(objective.step));
      return typeof rate === 'number'
        ? { value: rate, n: (passes ?? 0) + (fails ?? 0), interval: null }
        : nothingMeasured;
    }
    case 'latency': {
      const value = valueOfPercentile(values('http_req_duration', stepTag(objective.step)), objective.percentile);
      return { value, n: requestsOf(values, stepTag(objective.step)), interval: null };
    }
    case 'threshold':
      return nothingMeasured;
  }
}

/** k6 writes the median as `med`. */
const valueOfPercentile = (trend: Readonly<Record<string, number | null>>, percentile: number): number | null =>
  trend[`p(${percentile})`] ?? (percentile === 50 ? trend.med : null) ?? null;

const stepTag = (step: string | undefined): Tags => (step === undefined ? {} : { step });

/** The latency figures of a k6 Trend of n samples; null when it saw none. */
function latencyOfTrend(values: Readonly<Record<string, number | null>>, n: number): Latency | null {
  if (n === 0 || Object.keys(values).length === 0) return null;
  const value = (name: string) => values[name] ?? null;
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
