import { describeObjective, minimumCount } from '../../../lib/contract/objective.ts';
import type {
  Distribution,
  Latency,
  ObjectiveResult,
  RunResult,
  Series,
  StepResult,
} from '../../../lib/model/result.ts';
import { subjectOfPlan } from '../../../lib/results/run-context.ts';
import e2e from '../../../scenarios/e2e.ts';
import { type FlatResult, groupedResult } from '../../flat-result.ts';
import { planOf } from '../../plan-of.ts';

/** A plan of 300 journeys of e2e: a plateau of 10/s with 100 of them, then a ramp to 30/s with 200. */
export const samplePlan = planOf(
  e2e,
  {
    name: 'test',
    summary: 'of a test',
    executor: 'ramping-arrival-rate',
    startRps: 10,
    stages: [
      { targetRps: 10, durationMs: 10_000 },
      { targetRps: 30, durationMs: 10_000 },
    ],
  },
  {},
  { runId: 'r1', toolVersion: '0.0.0', command: 'npm run load -- --scenario e2e --profile test' },
);

/** Latencies of n samples; all of them grow with `factor`. */
export const latencyOf = (n: number, factor = 1): Latency => ({
  n,
  unfinished: 0,
  atLeast: [],
  minMs: 0.512 * factor,
  meanMs: 14.27 * factor,
  p50Ms: 9.87 * factor,
  p90Ms: 31.4 * factor,
  p95Ms: 48.6 * factor,
  p99Ms: 412.4 * factor,
  maxMs: 1_234.5 * factor,
});

const stepNames = samplePlan.scenario.steps.map(({ name }) => name);
/** Journeys due in each second of the plan: 300 in all. */
const offered = [...Array<number>(10).fill(10), ...Array.from({ length: 10 }, (_, second) => 11 + 2 * second)];
const all = (value: number): number[] => offered.map(() => value);

const sampleSeries: Series = {
  windowMs: 1_000,
  originMs: Date.UTC(2026, 0, 1, 0, 0, 1),
  offered,
  started: offered,
  dropped: all(0),
  ended: offered,
  failed: all(0),
  inFlight: offered.map((count) => Math.round(count / 10)),
  meanLogMs: all(2.3),
  requests: {
    ...{ name: '', n: offered.map((count) => 3 * count), failed: all(0) },
    ...{ p50Ms: all(9.87), p95Ms: offered.map((count) => 30 + count), maxMs: offered.map((count) => 60 + 2 * count) },
  },
  steps: stepNames.map((name, index) => ({
    ...{ name, n: offered, failed: all(0) },
    ...{
      p50Ms: all(9 + index),
      p95Ms: offered.map((count) => 30 + index + count),
      maxMs: offered.map((count) => 60 + 2 * count),
    },
  })),
  heat: {
    columnMs: 1_000,
    boundsMs: [1, 10, 100, 1_000],
    counts: offered.map((count, second) => [count, 2 * count - 2, 2, second === 19 ? 1 : 0]),
  },
};

const distribution = (name: string | null, n: number): Distribution => ({
  ...{ name, n, atLeastFromQ: null },
  points: [
    ...[
      { q: 0, ms: 0.512 },
      { q: 0.5, ms: 9.87 },
      { q: 0.9, ms: 31.4 },
      { q: 0.95, ms: 48.6 },
      { q: 0.99, ms: 412.4 },
    ],
    { q: 1, ms: 1_234.5 },
  ],
});

/** What the sample measured of each objective of e2e. */
const measured = [
  { value: 48.6, n: 900, interval: { low: 41.2, high: 56, method: 'blocks', n: 10 } },
  { value: 0, n: 900, interval: { low: 0, high: 0.0042, method: 'exact', n: 900 } },
  { value: 1, n: 300, interval: { low: 0.9874, high: 1, method: 'exact', n: 300 } },
  { value: 1, n: 300, interval: null },
] as const;

/** The result of a run in which all went well. */
export function sampleResult(changes: Partial<FlatResult> = {}): RunResult {
  const { origin, runId, scenario, profile, isList, load, recorded, target, command } = subjectOfPlan(samplePlan);
  return groupedResult({
    ...{ origin, runId, scenario, profile, isList, load, recorded, target, command },
    changes: [],
    startedAt: '2026-01-01T00:00:00.000Z',
    durationMs: 21_300,
    ending: { kind: 'completed', detail: '', k6ExitCode: 0 },
    ...{ source: 'samples', precision: 'exact', stampMs: 0.001 },
    ...{
      isTruncated: false,
      malformedRows: 0,
      otherMetrics: [],
      hasSummary: true,
      isSummaryExport: false,
      mismatch: null,
    },
    sameHost: false,
    accounting: {
      ...{ scheduled: 300, started: 300, ok: 300, failed: 0, unfinished: 0, dropped: 0, missing: 0 },
      ...{ droppedByTarget: 0, exceptions: 0, basis: 'counted' },
    },
    steps: stepNames.map((name) => ({
      ...{ name, reached: 300, attempted: 300, succeeded: 300, failed: 0, causes: [], unfinished: 0, skipped: [] },
      unfinishedAgeMs: null,
      successInterval: { low: 0.9874, high: 1, method: 'exact', n: 300 },
      ...{ timeouts: 0, latency: latencyOf(300), okLatency: latencyOf(300), failedLatency: null },
    })),
    requests: {
      ...{ n: 900, failed: 0, unknown: 0, timeouts: 0 },
      ...{ latency: latencyOf(900), okLatency: latencyOf(900), failedLatency: null },
    },
    journeyLatency: latencyOf(300, 3),
    checks: samplePlan.scenario.steps.map(({ check }) => ({ name: check, passes: 300, fails: 0 })),
    stages: samplePlan.stages.map((stage) => ({
      ...stage,
      ...{
        started: stage.scheduled,
        dropped: 0,
        droppedByGenerator: 0,
        ok: stage.scheduled,
        failed: 0,
        unfinished: 0,
      },
      ...{ completedRps: stage.scheduled / 10, inFlightMean: 1.4, inFlightMax: 3, generatorCpu: null },
      requests: {
        ...{ name: '', n: 3 * stage.scheduled, failed: 0, unknown: 0 },
        latency: latencyOf(3 * stage.scheduled),
      },
      steps: stepNames.map((name) => ({
        ...{ name, n: stage.scheduled, failed: 0, unknown: 0 },
        latency: latencyOf(stage.scheduled),
      })),
    })),
    series: sampleSeries,
    distributions: [distribution(null, 900), ...stepNames.map((name) => distribution(name, 300))],
    selection: null,
    objectives: samplePlan.objectives.map(
      (objective, index): ObjectiveResult => ({
        objective,
        text: describeObjective(objective),
        status: 'PASS',
        unit: 'belowMs' in objective ? 'ms' : 'ratio',
        isLowerBound: false,
        neededN: minimumCount(objective),
        ...(measured[index] ?? { value: null, n: 0, interval: null }),
      }),
    ),
    thresholds: Object.entries(samplePlan.thresholds).flatMap(([metric, expressions]) =>
      expressions.map((expression) => ({
        metric,
        expression,
        isOk: true,
        value: 1,
        unit: 'number',
        n: 300,
        holds: true,
      })),
    ),
    generator: {
      lag: { n: 300, p50Ms: 0.4, p99Ms: 2.1, maxMs: 3.7 },
      cpu: { meanCores: 0.21, maxCores: 0.5, cores: 2 },
      host: { busyRatioMean: 0.3, stealRatioMean: 0 },
    },
    log: { errors: 0, warnings: 0, exceptions: 0, messages: [] },
    ...{ integrity: null, integrityTrouble: null },
    inputs: [
      { name: 'samples.csv.gz', sizeBytes: 23_456, sha256: '0123456789abcdef'.repeat(4), rows: 5_432 },
      { name: 'summary.json', sizeBytes: 4_321, sha256: 'fedcba9876543210'.repeat(4), rows: null },
    ],
    ...changes,
  });
}

/** The same with other journeys. */
export const withAccounting = (changes: Partial<RunResult['accounting']>, more: Partial<FlatResult> = {}): RunResult =>
  sampleResult({ accounting: { ...sampleResult().accounting, ...changes }, ...more });

/**
 * So many failures at each step of 300 attempts, spread over the windows of a minute, or over its first seconds alone.
 * @param worst of the step that failed most
 */
export function withFailures(
  counts: readonly number[],
  worst: Partial<StepResult> = {},
  seconds = 60,
): Pick<FlatResult, 'steps' | 'series'> {
  const most = Math.max(...counts);
  const steps = sampleResult().latency.steps.map((step, index) => {
    const failed = counts[index] ?? 0;
    return { ...step, attempted: 300, succeeded: 300 - failed, failed, ...(failed === most && worst) };
  });
  const windows = Array.from({ length: 60 }, (_, second) => second);
  // As even as whole numbers are.
  const inSecond = (count: number, second: number) =>
    Math.floor((count * (second + 1)) / seconds) - Math.floor((count * second) / seconds);
  const series = {
    ...sampleSeries,
    started: windows.map(() => 5),
    steps: sampleSeries.steps.map((step, index) => ({
      ...step,
      n: windows.map(() => 5),
      failed: windows.map((second) => (second < seconds ? inSecond(counts[index] ?? 0, second) : 0)),
    })),
  };
  return { steps, series };
}
