import { exceptionCause, k6Scenarios, metrics, stepSuccessMetric } from '../contract/metrics.ts';
import { minimumCount, type Objective } from '../contract/objective.ts';

interface ThresholdNeeds {
  readonly objectives: readonly Objective[];
  /** null of a closed load. */
  readonly scheduled: number | null;
  readonly steps: readonly string[];
  /** With a warm-up, the load's samples must be distinguished from the warm-up's. */
  readonly hasWarmUp: boolean;
  /** The time of a journey is then a metric of its own. */
  readonly hasPauses?: boolean;
  /** Without samples, per-step figures come from sub-metrics that k6 keeps for empty threshold arrays. */
  readonly recordsSamples: boolean;
}

/**
 * The objectives as k6 thresholds. Each limit is paired with a minimum count on a Counter, since a threshold on a
 * metric without samples passes in k6, and `count` on a Rate or a Trend is a configuration error (exit 104).
 */
export function thresholdsOf({
  objectives,
  scheduled,
  steps,
  hasWarmUp,
  hasPauses = false,
  recordsSamples,
}: ThresholdNeeds): Record<string, string[]> {
  const limits = new Map<string, string[]>();
  const counts = new Map<string, number>();
  const selector = (metric: string, tags: Record<string, string | undefined> = {}) => {
    const all = { ...(hasWarmUp ? { scenario: k6Scenarios.load } : {}), ...tags };
    const words = Object.entries(all).flatMap(([tag, value]) => (value === undefined ? [] : [`${tag}:${value}`]));
    return words.length === 0 ? metric : `${metric}{${words.join(',')}}`;
  };
  const limit = (name: string, expression: string) => limits.set(name, [...(limits.get(name) ?? []), expression]);
  const atLeast = (name: string, count: number) => counts.set(name, Math.max(count, counts.get(name) ?? 0));

  const expressed = objectives.filter(isThreshold);
  for (const objective of expressed) {
    if (objective.kind === 'latency') {
      limit(selector('http_req_duration', { step: objective.step }), `p(${objective.percentile})<${objective.belowMs}`);
      atLeast(selector('http_reqs', { step: objective.step }), minimumCount(objective));
    } else if (objective.kind === 'journey-latency') {
      limit(
        selector(hasPauses ? metrics.journeysDuration : 'iteration_duration'),
        `p(${objective.percentile})<${objective.belowMs}`,
      );
      atLeast(selector('iterations'), minimumCount(objective));
    } else if (objective.kind === 'failed-requests') {
      limit(selector('http_req_failed', { step: objective.step }), `rate<${objective.belowRatio}`);
      atLeast(selector('http_reqs', { step: objective.step }), minimumCount(objective));
    } else if (objective.kind === 'step-success') {
      limit(selector(stepSuccessMetric(objective.step)), `rate>${objective.aboveRatio}`);
      atLeast(selector('http_reqs', { step: objective.step }), minimumCount(objective));
    } else if (objective.kind === 'threshold') {
      limit(objective.metric, objective.expression);
    } else if (scheduled !== null && !objective.ofStarted) {
      // Of a closed load k6 has no count to compare with: its samples are compared after the run.
      limit(selector(metrics.journeysOk), `count>${Number((objective.aboveRatio * scheduled).toFixed(6))}`);
    }
  }
  for (const [name, count] of counts) limit(name, `count>=${count}`);
  limit(`${metrics.journeysFailed}{cause:${exceptionCause}}`, 'count<1');
  const keep = (metric: string, tags: Record<string, string> = {}) => {
    const name = selector(metric, tags);
    limits.set(name, limits.get(name) ?? []);
  };
  // An empty array makes k6 keep a sub-metric without a rule.
  if (hasWarmUp) for (const metric of accountMetrics) keep(metric);
  if (hasWarmUp && hasPauses) keep(metrics.journeysDuration);
  if (!recordsSamples) for (const { metric, tags } of stepMetrics(steps)) keep(metric, tags);
  return Object.fromEntries(limits);
}

/**
 * k6 knows no stages and nothing of the target, and what only warns must not end it with 99: such objectives are
 * evaluated after the run alone.
 */
const isThreshold = (objective: Objective): objective is Exclude<Objective, { kind: 'journey-cost' }> =>
  objective.stage === undefined && objective.severity !== 'warn' && objective.kind !== 'journey-cost';

/** What the accounts of a run need, apart from its warm-up. */
const accountMetrics = [
  'iterations',
  'dropped_iterations',
  metrics.journeysStarted,
  metrics.journeysOk,
  metrics.journeysFailed,
  'iteration_duration',
  'http_req_duration',
  'http_req_failed',
] as const;

function stepMetrics(steps: readonly string[]): { metric: string; tags: Record<string, string> }[] {
  return [
    ...steps.map((step) => ({ metric: 'http_req_duration', tags: { step } })),
    ...steps.map((step) => ({ metric: metrics.journeysFailed, tags: { failed_step: step } })),
  ];
}
