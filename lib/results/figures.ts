import { k6Scenarios, metrics, stepSuccessMetric } from '../contract/metrics.ts';
import type { Objective } from '../contract/objective.ts';
import type { RunPlan } from '../contract/plan.ts';
import type { CauseCount, CheckResult, Latency, RunResult, StageResult } from '../contract/result.ts';
import { quantile } from '../stats/quantile.ts';
import { judgeDrops } from './drops.ts';
import { latencyOf, latencyOfTrend } from './latency.ts';
import type { Measured } from './objectives.ts';
import type { Samples } from './samples.ts';
import { type Summary, valuesOf } from './summary.ts';

/** What a result needs to know of a run, whichever artifact it is read from. */
export interface Figures {
  readonly source: RunResult['source'];
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  readonly dropped: number;
  readonly droppedByTarget: number;
  readonly exceptions: number;
  readonly requests: RunResult['requests'];
  readonly journeyLatency: Latency | undefined;
  readonly checks: readonly CheckResult[];
  readonly stages: readonly StageResult[];
  step(name: string): {
    readonly attempted: number;
    readonly failed: number;
    readonly causes: readonly CauseCount[];
    readonly latency: Latency | undefined;
  };
  measure(objective: Objective): Measured;
}

/** Figures from all samples. */
export function figuresOfSamples(samples: Samples, plan: RunPlan): Figures {
  const drops = judgeDrops(samples.startsMs, samples.endsMs, samples.dropsMs, plan.virtualUsers.count);
  const requests = {
    n: samples.requests.durationsMs.length,
    failed: samples.requests.failed,
    latency: latencyOf(samples.requests.durationsMs),
  };
  const stepSamples = (name: string | undefined) => (name === undefined ? samples.requests : samples.steps.get(name));
  const causesOf = (name: string) =>
    [...(samples.journeyFailures.get(name) ?? [])].map(([cause, count]) => ({ cause, count }));
  const step = (name: string) => {
    const list = samples.steps.get(name)?.durationsMs;
    const causes = causesOf(name).sort((a, b) => b.count - a.count);
    // An exception is the script's, not an answer of the target.
    const failed = causes.reduce((sum, { cause, count }) => sum + (cause === 'exception' ? 0 : count), 0);
    return { attempted: list?.length ?? 0, failed, causes, latency: list && latencyOf(list) };
  };
  return {
    source: 'samples',
    started: samples.startsMs.length,
    ok: samples.journeysOk,
    failed: samples.journeysFailed,
    dropped: drops.length,
    droppedByTarget: drops.filter((drop) => drop.isTargets).length,
    exceptions: samples.exceptions,
    requests,
    journeyLatency: latencyOf(samples.journeyDurationsMs),
    checks: samples.checks,
    stages: stagesOf(plan, samples.startsMs.sorted(), drops),
    step,
    measure: (objective) => {
      if (objective.kind === 'journey-success') return ofScheduled(samples.journeysOk, plan);
      if (objective.kind === 'step-success') {
        const { attempted, failed } = step(objective.step);
        return { value: attempted === 0 ? undefined : (attempted - failed) / attempted, n: attempted };
      }
      const of = stepSamples(objective.step);
      const n = of?.durationsMs.length ?? 0;
      if (of === undefined || n === 0) return { value: undefined, n };
      if (objective.kind === 'failed-requests') return { value: of.failed / n, n };
      return { value: quantile(of.durationsMs.sorted(), objective.percentile / 100), n };
    },
  };
}

/** Started and dropped journeys, sorted, stand one to one against the planned ones: the k-th of them belongs to the stage of the k-th planned. */
function stagesOf(
  plan: RunPlan,
  startsMs: Float64Array,
  drops: readonly { atMs: number; isTargets: boolean }[],
): StageResult[] {
  const events = [
    ...Array.from(startsMs, (atMs) => ({ atMs, drop: undefined })),
    ...drops.map((drop) => ({ atMs: drop.atMs, drop })),
  ].sort((a, b) => a.atMs - b.atMs);
  let at = 0;
  return plan.stages.map((stage) => {
    const own = events.slice(at, at + stage.scheduled);
    at += stage.scheduled;
    const dropped = own.flatMap(({ drop }) => (drop === undefined ? [] : [drop]));
    return {
      ...stage,
      started: own.length - dropped.length,
      dropped: dropped.length,
      droppedByGenerator: dropped.filter((drop) => !drop.isTargets).length,
    };
  });
}

const ofScheduled = (ok: number, plan: RunPlan): Measured => ({ value: ok / plan.scheduled, n: plan.scheduled });

/** Figures from k6's own summary: what its metrics and the plan's sub-metrics hold, nothing guessed. */
export function figuresOfSummary(summary: Summary, plan: RunPlan): Figures {
  const load: Record<string, string> = plan.warmUp === undefined ? {} : { scenario: k6Scenarios.load };
  const values = (metric: string, tags: Record<string, string> = {}) => valuesOf(summary, metric, { ...load, ...tags });
  const count = (metric: string, tags: Record<string, string> = {}) => values(metric, tags).count ?? 0;
  const dropped = count('dropped_iterations');
  // k6 puts the failed requests of http_req_failed under `passes`.
  const failedRequests = (tags: Record<string, string> = {}) => values('http_req_failed', tags).passes ?? 0;
  const latency = latencyOfTrend(values('http_req_duration'));
  const mostBusyVus = valuesOf(summary, 'vus').max ?? 0;
  const step = (name: string) => {
    const stepLatency = latencyOfTrend(values('http_req_duration', { step: name }));
    const causes: CauseCount[] = [];
    return {
      attempted: stepLatency?.n ?? 0,
      failed: count(metrics.journeyDuration, { failed_step: name }),
      causes,
      latency: stepLatency,
    };
  };
  return {
    source: 'summary',
    started: count(metrics.journeysStarted),
    ok: count(metrics.journeysOk),
    failed: count(metrics.journeyDuration, { outcome: 'failed' }),
    dropped,
    // Without samples only the most VUs that were ever busy at once is known.
    droppedByTarget: mostBusyVus >= 0.95 * plan.virtualUsers.count ? dropped : 0,
    exceptions: valuesOf(summary, metrics.scriptExceptions).count ?? 0,
    requests: { n: latency?.n ?? 0, failed: failedRequests(), latency },
    journeyLatency: latencyOfTrend(values(metrics.journeyDuration)),
    checks: summary.root_group.checks,
    stages: plan.stages.map((stage) => ({
      ...stage,
      started: undefined,
      dropped: undefined,
      droppedByGenerator: undefined,
    })),
    step,
    measure: (objective) => {
      if (objective.kind === 'journey-success') return ofScheduled(count(metrics.journeysOk), plan);
      if (objective.kind === 'step-success') {
        return {
          value: values(stepSuccessMetric(objective.step)).rate ?? undefined,
          n: count('http_reqs', { step: objective.step }),
        };
      }
      const tags: Record<string, string> = objective.step === undefined ? {} : { step: objective.step };
      const n = values('http_req_duration', tags).count ?? 0;
      if (n === 0) return { value: undefined, n };
      if (objective.kind === 'failed-requests') return { value: failedRequests(tags) / n, n };
      return { value: values('http_req_duration', tags)[`p(${objective.percentile})`] ?? undefined, n };
    },
  };
}

/** Figures of a run that left neither samples nor a summary. */
export function noFigures(plan: RunPlan): Figures {
  return { ...figuresOfSummary({ metrics: {}, root_group: { checks: [] } }, plan), source: 'none' };
}
