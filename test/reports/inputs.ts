import { fileURLToPath } from 'node:url';
import { readForeignRun } from '../../lib/app/read-foreign-run.ts';
import { weighHypotheses } from '../../lib/judge/diagnosis/all.ts';
import { judgeFindings } from '../../lib/judge/findings/all.ts';
import { judge } from '../../lib/judge/verdict/verdict.ts';
import type { Environment } from '../../lib/model/environment.ts';
import type { LanguageCode } from '../../lib/model/finding.ts';
import type { ObjectiveResult, RunResult, StepResult } from '../../lib/model/result.ts';
import { languageOf } from '../../reports/languages/language.ts';
import type { ReportInput } from '../../reports/views/report-input.ts';
import { changed } from '../flat-result.ts';
import { latencyOf, sampleResult, withAccounting } from '../judge/findings/sample-result.ts';

export const codes: readonly LanguageCode[] = ['en', 'ko'];
export const languages = { en: languageOf('en'), ko: languageOf('ko') } as const;

export const sampleEnvironment: Environment = {
  schemaVersion: 1,
  host: {
    ...{ cpuModel: 'Test CPU 1000', cpuCount: 2, memoryBytes: 8 * 2 ** 30, os: 'Linux', kernel: '6.1.0', arch: 'x64' },
  },
  versions: { caseload: '0.1.0', k6: '2.2.0', node: '20.20.2', database: '18.4' },
  engine: { source: 'cache' },
  target: { kind: 'shop', url: 'http://127.0.0.1:40001', settings: { BCRYPT_COST: 10, ORDER_LOCK: 'pessimistic' } },
  sameHost: true,
  git: { commit: '0123456789abcdef0123456789abcdef01234567', isDirty: true },
};

/** All that a report is made of, for a result. */
export function inputOf(result: RunResult, environment: Environment | undefined = sampleEnvironment): ReportInput {
  const findings = judgeFindings(result);
  const hypotheses = weighHypotheses(result);
  return { result, findings, hypotheses, verdict: judge(result, findings), environment, toolVersion: '0.1.0' };
}

const sample = sampleResult();
const [signup, charge, order] = sample.latency.steps as [StepResult, StepResult, StepResult];
const [p95, failedRequests, orderSuccess, journeySuccess] = sample.objectives.results as [
  ObjectiveResult,
  ObjectiveResult,
  ObjectiveResult,
  ObjectiveResult,
];
const second = (values: readonly number[], count: number) => values.map((_, index) => (index > 13 ? count : 0));

/** A run in which much went wrong: 300 scheduled = 240 ok + 35 failed + 5 unfinished + 20 dropped. */
export const troubled: RunResult = withAccounting(
  { started: 280, ok: 240, failed: 35, unfinished: 5, dropped: 20, droppedByTarget: 15 },
  {
    changes: ['--scale 2'],
    sameHost: true,
    recorded: 'journeys',
    durationMs: 52_300,
    stages: sample.series.stages.map((stage, index) =>
      index === 0
        ? stage
        : {
            ...stage,
            ...{ started: 180, dropped: 20, droppedByGenerator: 5, ok: 140, failed: 35, unfinished: 5 },
            ...{ completedRps: 14.2, inFlightMean: 12.4, inFlightMax: 31 },
            requests: { name: '', n: 520, failed: 35, unknown: 0, latency: latencyOf(520, 20) },
            steps: [
              { name: 'signup', n: 180, failed: 5, unknown: 0, latency: latencyOf(180, 30) },
              { name: 'charge', n: 175, failed: 5, unknown: 0, latency: latencyOf(175, 1.2) },
              { name: 'order', n: 165, failed: 25, unknown: 0, latency: latencyOf(165, 1.4) },
            ],
          },
    ),
    steps: [
      {
        ...signup,
        ...{ reached: 280, attempted: 280, succeeded: 275, failed: 5, timeouts: 5 },
        causes: [{ cause: 'timeout', count: 5 }],
        skipped: [{ at: '', count: 20 }],
        successInterval: null,
        ...{ latency: latencyOf(280, 20), okLatency: latencyOf(275, 20), failedLatency: latencyOf(5, 6) },
      },
      {
        ...charge,
        ...{ reached: 275, attempted: 275, succeeded: 270, failed: 5 },
        causes: [
          { cause: 'status 500', count: 4 },
          { cause: 'body', count: 1 },
        ],
        skipped: [
          { at: '', count: 20 },
          { at: 'signup', count: 5 },
        ],
        successInterval: { low: 0.962, high: 1, method: 'blocks', n: 10 },
        ...{ latency: latencyOf(275, 1.2), okLatency: latencyOf(270, 1.2), failedLatency: latencyOf(5, 0.4) },
      },
      {
        ...order,
        ...{ reached: 270, attempted: 265, succeeded: 240, failed: 25, unfinished: 5 },
        causes: [
          { cause: 'status 503', count: 20 },
          { cause: 'refused', count: 5 },
        ],
        skipped: [
          { at: '', count: 20 },
          { at: 'signup', count: 5 },
          { at: 'charge', count: 5 },
        ],
        successInterval: { low: 0.861, high: 0.95, method: 'blocks', n: 10 },
        ...{ latency: latencyOf(265, 1.4), okLatency: latencyOf(240, 1.5), failedLatency: latencyOf(25, 0.1) },
      },
    ],
    requests: {
      ...{ n: 820, failed: 35, unknown: 0, timeouts: 5 },
      ...{ latency: latencyOf(820, 18.77), okLatency: latencyOf(785, 19), failedLatency: latencyOf(35, 0.4) },
    },
    journeyLatency: latencyOf(275, 25),
    series: sample.series.windows && {
      ...sample.series.windows,
      started: sample.series.windows.started.map((count, index) => (index > 13 ? count - 3 : count)),
      dropped: second(sample.series.windows.started, 3),
      failed: second(sample.series.windows.started, 6),
      ended: sample.series.windows.ended.map((count, index) => (index > 13 ? 14 : count)),
      inFlight: sample.series.windows.inFlight.map((count, index) => (index > 10 ? count + 3 * (index - 10) : count)),
      requests: {
        ...sample.series.windows.requests,
        failed: second(sample.series.windows.started, 6),
        p50Ms: sample.series.windows.requests.n.map((_, index) =>
          index === 12 ? null : index > 10 ? 100 + 20 * index : 90,
        ),
        p95Ms: sample.series.windows.requests.n.map((_, index) =>
          index === 12 ? null : index > 10 ? 300 + 60 * index : 200,
        ),
        maxMs: sample.series.windows.requests.n.map((_, index) =>
          index === 12 ? null : index > 10 ? 900 + 70 * index : 400,
        ),
      },
    },
    selection: [
      { step: 'signup', reachedLast: latencyOf(240, 10), lost: latencyOf(35, 40) },
      { step: 'charge', reachedLast: latencyOf(240, 1.2), lost: latencyOf(30, 1.1) },
    ],
    objectives: [
      {
        ...p95,
        ...{ status: 'FAIL', value: 912, n: 820, interval: { low: 780, high: 1_044, method: 'blocks', n: 10 } },
      },
      {
        ...failedRequests,
        ...{ status: 'FAIL', value: 35 / 820, n: 820 },
        interval: { low: 0.03, high: 0.0555, method: 'blocks', n: 10 },
      },
      {
        ...orderSuccess,
        ...{ status: 'FAIL', value: 240 / 265, n: 265 },
        interval: { low: 0.861, high: 0.95, method: 'blocks', n: 10 },
      },
      { ...journeySuccess, status: 'FAIL', value: 0.8, n: 300, interval: null },
      {
        objective: { kind: 'latency', percentile: 99, belowMs: 2_000, step: 'order' },
        text: 'order p(99) < 2000 ms',
        ...{ status: 'NO_DATA', value: 577, unit: 'ms', isLowerBound: false, n: 265, neededN: 368, interval: null },
      },
    ],
    thresholds: sample.objectives.thresholds.map((one) => {
      const isOk = one.expression.startsWith('count');
      return { ...one, isOk, holds: isOk };
    }),
    checks: [
      { name: 'register 201', passes: 275, fails: 5 },
      { name: 'charge 200/201', passes: 270, fails: 5 },
      { name: 'order 200/201', passes: 240, fails: 25 },
    ],
    generator: {
      lag: { n: 300, p50Ms: 12, p99Ms: 140, maxMs: 260 },
      cpu: { meanCores: 0.7, maxCores: 1.3, cores: 2 },
      host: { busyRatioMean: 0.94, stealRatioMean: 0.001 },
    },
    log: {
      ...{ errors: 12, warnings: 31, exceptions: 0 },
      messages: [
        { level: 'warning', text: 'Request Failed error=dial tcp #: connection refused', count: 31 },
        { level: 'error', text: 'thresholds on metrics have been crossed', count: 12 },
      ],
    },
    integrity: {
      ok: false,
      checks: [
        { name: 'stock: units left', expected: 999_760, actual: 999_765, ok: false },
        { name: 'orders: points paid', expected: 240_000, actual: 240_000, ok: true },
      ],
    },
    command: 'npm run load -- --scenario e2e --profile test --scale 2 --record journeys',
  },
);

const neverDue = { started: null, dropped: null, droppedByGenerator: null, ok: null, failed: null, unfinished: null };

/** A run that never began. */
export const neverBegan: RunResult = changed(withAccounting({ started: 0, ok: 0, missing: 300 }), {
  ...{ source: 'none', hasSummary: false, durationMs: 0, journeyLatency: null, checks: [], thresholds: [], inputs: [] },
  ...{ series: null, distributions: [], generator: null, log: null, stampMs: null },
  ending: { kind: 'not-started', detail: 'there is no k6', k6ExitCode: null },
  requests: { n: 0, failed: null, unknown: 0, timeouts: null, latency: null, okLatency: null, failedLatency: null },
  stages: sample.series.stages.map((stage) => ({
    ...{ ...stage, ...neverDue },
    ...{ completedRps: null, inFlightMean: null, inFlightMax: null, requests: null, steps: [] },
  })),
  steps: sample.latency.steps.map((step) => ({
    ...{ ...step, reached: null, attempted: 0, succeeded: 0, unfinished: null, successInterval: null, timeouts: null },
    ...{ latency: null, okLatency: null, failedLatency: null },
  })),
  objectives: sample.objectives.results.map((one) => ({
    ...one,
    status: 'NO_DATA',
    value: null,
    n: 0,
    interval: null,
  })),
});

export const madeUp: readonly (readonly [name: string, input: ReportInput])[] = [
  ['well', inputOf(sample)],
  ['troubled', inputOf(troubled)],
  ['never-began', inputOf(neverBegan, undefined)],
];

/** A published case, read as the command line reads it. */
export const caseInput = (name: 'case1' | 'case2' | 'case3'): Promise<ReportInput> =>
  readForeignRun(
    {
      summary: fileURLToPath(new URL(`../fixtures/cases/${name}.summary.json`, import.meta.url)),
      scenario: 'e2e',
      load: { profile: name, changes: {} },
    },
    () => {},
  );

/** A made-up run of many steps, each with failures, checks and thresholds, in many stages: larger than GitHub shows. */
export function wideResult(stepCount: number, stageCount: number): RunResult {
  const [stage] = sample.series.stages as [RunResult['series']['stages'][number]];
  const names = Array.from({ length: stepCount }, (_, index) => `checkout-of-region-${index + 1}`);
  const causes = ['timeout', 'status 500', 'status 502', 'status 503', 'refused', 'reset', 'body', 'no answer'];
  return sampleResult({
    steps: names.map((name) => ({
      ...signup,
      name,
      causes: causes.map((cause, index) => ({ cause, count: 9 - index })),
    })),
    stages: Array.from({ length: stageCount }, (_, index) => ({
      ...stage,
      ...{ index, startMs: 10_000 * index, fromRps: 10 + index, toRps: 10 + index },
      steps: names.map((name) => ({ name, n: 100, failed: 0, unknown: 0, latency: latencyOf(100) })),
    })),
    checks: names.map((name) => ({ name: `${name} 200`, passes: 300, fails: 0 })),
    thresholds: names.flatMap((name) =>
      ['p(95)<800', 'p(99)<2000', 'count>=72'].map((expression) => ({
        ...{ metric: `http_req_duration{step:${name}}`, expression },
        ...{ isOk: true, value: 48.6, unit: 'ms' as const, n: 300, holds: true },
      })),
    ),
  });
}
