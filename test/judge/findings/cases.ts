import type { Objective } from '../../../lib/contract/objective.ts';
import type { Difference } from '../../../lib/model/comparison.ts';
import type { Evidence, FindingStatus, Inapplicable, LoadChange } from '../../../lib/model/finding.ts';
import type {
  Ending,
  Latency,
  LoadFacts,
  ObjectiveResult,
  RunResult,
  Series,
  Soak,
  StageResult,
  StepResult,
} from '../../../lib/model/result.ts';
import { changed, type FlatResult } from '../../flat-result.ts';
import { soakOf } from '../soak-of.ts';
import { latencyOf, sampleResult, withAccounting, withFailures } from './sample-result.ts';

export interface FindingCase {
  readonly name: string;
  readonly result: RunResult;
  readonly differences?: readonly Difference[];
  readonly status: FindingStatus;
  readonly variant?: string;
  readonly reason?: Inapplicable;
  /** Words of what it says, in English and in Korean. */
  readonly says?: readonly string[];
  readonly saysKorean?: readonly string[];
  /** Words that it must not say, in English. */
  readonly saysNot?: readonly string[];
  readonly evidence?: readonly Partial<Evidence>[];
  readonly experiments?: readonly LoadChange[];
}

const sample = sampleResult();
const load = sample.load as LoadFacts;
const series = sample.series.windows as Series;

const ended = (kind: Ending['kind'], detail = 'why it ended'): RunResult =>
  sampleResult({ ending: { kind, detail, k6ExitCode: null } });
const stagesWith = (change: (stage: StageResult, index: number) => Partial<StageResult>): StageResult[] =>
  sample.series.stages.map((stage, index) => ({ ...stage, ...change(stage, index) }));
const stepsWith = (change: (step: StepResult, index: number) => Partial<StepResult>): StepResult[] =>
  sample.latency.steps.map((step, index) => ({ ...step, ...change(step, index) }));
const dropsIn = (byGenerator: readonly number[], droppedByTarget = 0): RunResult =>
  withAccounting(
    { dropped: byGenerator.reduce((sum, count) => sum + count, 0) + droppedByTarget, droppedByTarget },
    { stages: stagesWith((_, index) => ({ droppedByGenerator: byGenerator[index] ?? 0 })) },
  );
const unfinishedIn = (step: string, count: number): RunResult =>
  withAccounting(
    { ok: 300 - count, unfinished: count },
    { steps: stepsWith(({ name }) => ({ unfinished: name === step ? count : 0 })) },
  );
const clockSet = (clockStepMs: number): RunResult => ({ ...sample, run: { ...sample.run, clockStepMs } });
const soaked = (soak: Soak, profile = 'soak'): RunResult => ({ ...sample, run: { ...sample.run, profile }, soak });
type Responses = NonNullable<RunResult['responses']>;
const order = { step: 'order', status: 201, type: 'application/json', encoding: '', sizeBytes: 55 };
const looked = (count: number, firstMs: number, changes: Partial<Responses['load'][number]> = {}) => ({
  ...{ ...order, count, firstMs },
  ...changes,
});
const checked = { ...order, sent: 'application/json', errorField: null };
const html = { type: 'text/html', sizeBytes: 900 };
const withResponses = (load: Responses['load'], preCheck: Responses['preCheck'] = [checked]): RunResult => ({
  ...sample,
  responses: { load, preCheck },
});
type Limits = NonNullable<NonNullable<RunResult['provenance']['log']>['limits']>;
const limitedLog = (limits: Limits): Partial<FlatResult> => ({
  log: { errors: 0, warnings: 9, exceptions: 0, messages: [], limits },
});
const limited = (limits: Limits): RunResult => sampleResult(limitedLog(limits));
/** A minute of 15 requests a second, all of which failed from one second to another. */
function failingIn(from: number, to: number): RunResult {
  const seconds = Array.from({ length: 60 }, (_, second) => second);
  const failed = seconds.map((second) => (second >= from && second < to ? 15 : 0));
  const requests = { ...series.requests, n: seconds.map(() => 15), failed };
  return sampleResult({
    series: { ...series, windowMs: 1_000, requests },
    requests: { ...sample.latency.requests, n: 900, failed: 15 * (to - from) },
  });
}
const survivors = (attempted: number, succeeded: number, ok: number): RunResult =>
  withAccounting(
    { ok },
    {
      steps: stepsWith((_, index) =>
        index === 2
          ? {
              ...{ attempted, succeeded },
              skipped: [
                { at: '', count: 150 },
                { at: 'signup', count: 300 - 150 - attempted },
              ].filter(({ count }) => count > 0),
            }
          : {},
      ),
    },
  );
const vusOf = (virtualUsers: Partial<NonNullable<LoadFacts['virtualUsers']>>): Partial<FlatResult> => ({
  load: { ...load, virtualUsers: { count: 300, wanted: 300, capped: false, chosen: false, ...virtualUsers } },
});
const objective = (index: number, changes: Partial<ObjectiveResult>): ObjectiveResult => ({
  ...(sample.objectives.results[index] as ObjectiveResult),
  ...changes,
});
const objectiveOf = (asked: Objective, changes: Partial<ObjectiveResult>): ObjectiveResult => ({
  ...{ objective: asked, text: 'an objective', status: 'PASS', value: 1, unit: 'ratio', isLowerBound: false },
  ...{ n: 300, neededN: 1, interval: null },
  ...changes,
});
const objectives = (...list: readonly ObjectiveResult[]): RunResult => sampleResult({ objectives: list });
const requests = (changes: Partial<RunResult['latency']['requests']>): RunResult =>
  sampleResult({ requests: { ...sample.latency.requests, ...changes } });
/** Journeys that the second step's answers failed, judged by these objectives. */
const unfit = (count: number, ...list: readonly ObjectiveResult[]): RunResult =>
  sampleResult({
    steps: stepsWith((_, index) =>
      index === 1 ? { failed: count, succeeded: 300 - count, causes: [{ cause: "check 'has items'", count }] } : {},
    ),
    objectives: list,
  });
const noRequests = { requests: { ...sample.latency.requests, n: 0, latency: null } };
const nothing = { checks: [], thresholds: [], journeyLatency: null };
const generator = (changes: Partial<NonNullable<RunResult['generator']>>): RunResult =>
  sampleResult({ generator: { lag: null, cpu: null, host: null, ...changes } });
const lag = (p99Ms: number) => ({ n: 300, p50Ms: 0.4, p99Ms, maxMs: 2 * p99Ms });
const cpu = (meanCores: number) => ({ meanCores, maxCores: 2, cores: 2 });
const foreign = { load: null, generator: null, log: null, sameHost: null, origin: 'foreign' } as const;

const failing = (...failures: Parameters<typeof withFailures>): RunResult => sampleResult(withFailures(...failures));

/** A run of one plateau of a minute at 10/s. */
function plateau(inFlight: (second: number) => number, meanLogMs: (second: number) => number | null): RunResult {
  const seconds = Array.from({ length: 60 }, (_, second) => second);
  const [stage] = sample.series.stages as [StageResult];
  return sampleResult({
    stages: [{ ...stage, durationMs: 60_000, scheduled: 600 }],
    series: {
      ...series,
      started: seconds.map(() => 10),
      inFlight: seconds.map(inFlight),
      meanLogMs: seconds.map(meanLogMs),
    },
  });
}
// A constant would be no series: real ones vary.
const wobble = (second: number) => ((second * 7) % 5) / 50;
const steady = plateau((second) => 5 + ((second * 7) % 3), wobble);
const backlog = plateau((second) => 5 + 2 * second + ((second * 7) % 3), wobble);
const cold = plateau(
  () => 5,
  (second) => (second < 15 ? 3 : 2) + wobble(second),
);

const thresholds = sample.objectives.thresholds;
const crossed = thresholds.map((one, index) => (index === 0 ? { ...one, isOk: false } : one));
const stage = (changes: Partial<StageResult>): StageResult => ({
  ...(sample.series.stages[0] as StageResult),
  ...changes,
});
const slow = latencyOf(300, 30);
const slowRequests = { name: '', n: 300, failed: 0, unknown: 0, latency: slow };
const ramp = { shape: 'ramp', fromRps: 10, toRps: 30, index: 1 } as const;
const selectionOf = (
  reachedMs: number,
  lostMs: number,
  reached = 240,
  lost = 35,
): RunResult['latency']['selection'] => [
  {
    step: 'signup',
    reachedLast: { ...latencyOf(reached), p50Ms: reachedMs },
    lost: { ...latencyOf(lost), p50Ms: lostMs },
  },
];
const without = (field: keyof Latency): Latency => ({ ...latencyOf(300), [field]: null });

const stopped = { kind: 'interrupted', detail: 'stopped by you after 5 of 20 s', k6ExitCode: 105 } as const;
const signalText = "test run was aborted because k6 received a 'interrupt' signal";
const logOf = (errors: number, messages: readonly { readonly text: string; readonly count: number }[]) => ({
  ...{ errors, warnings: 0, exceptions: 0 },
  messages: messages.map((one) => ({ level: 'error', ...one })),
});

/**
 * For each finding: results in which it is found and how it is told, results next to them in which it is not, and those
 * in which it cannot look.
 */
export const cases: Readonly<Record<string, readonly FindingCase[]>> = {
  'engine-trouble': [
    { name: 'passes a run that k6 carried out', result: sample, status: 'pass' },
    { name: 'leaves a run that was unfinished to another', result: ended('interrupted'), status: 'pass' },
    { name: 'leaves a target that died to another', result: ended('target-died'), status: 'pass' },
    {
      name: 'tells what k6 ended with',
      result: ended('engine-trouble', 'k6 ended with exit code 107'),
      ...{ status: 'invalid', variant: 'failed' },
      says: ['The load could not be run: k6 ended with exit code 107'],
      saysKorean: ['k6 ended with exit code 107'],
    },
    {
      name: 'tells why a run did not start',
      result: ended('not-started', 'there is no k6'),
      ...{ status: 'invalid', variant: 'not-started', says: ['there is no k6'] },
    },
    {
      name: 'does not know how another script ended',
      result: sampleResult(foreign),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'target-died': [
    { name: 'passes a run to its end', result: sample, status: 'pass' },
    { name: 'passes where k6 failed', result: ended('engine-trouble'), status: 'pass' },
    {
      name: 'fails a target that did not outlive its load, and says how it was seen',
      result: ended('target-died', 'nothing listens at http://a any more'),
      ...{ status: 'fail', says: ['died during the run: nothing listens at http://a any more'] },
      saysKorean: ['대상이 종료되었습니다: '],
    },
    {
      name: 'does not know how another script ended',
      result: sampleResult(foreign),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'run-cut-short': [
    { name: 'passes a run to its end', result: sample, status: 'pass' },
    { name: 'passes a run that never started', result: ended('not-started'), status: 'pass' },
    {
      name: 'says after how much of it you stopped it',
      result: changed(ended('interrupted', 'stopped by the user'), {
        durationMs: 22_400,
        load: { ...load, durationMs: 60_000 },
      }),
      ...{ status: 'invalid', variant: 'stopped', says: ['stopped by you after 22 of 60 s'] },
      saysKorean: ['60초 가운데 22초 만에'],
    },
    {
      name: 'counts the warm-up as a part of it',
      result: changed(ended('interrupted', 'stopped by the user'), {
        durationMs: 22_400,
        load: { ...load, durationMs: 60_000, warmUp: { rateRps: 5, durationMs: 10_000 } },
      }),
      ...{ status: 'invalid', variant: 'stopped', says: ['stopped by you after 22 of 70 s'] },
    },
    {
      name: 'says what happened after the load',
      result: ended('interrupted', 'caseload itself was killed'),
      ...{ status: 'invalid', variant: 'cut', says: ['cut short: caseload itself was killed'] },
      saysKorean: ['caseload itself was killed'],
    },
    {
      name: 'says that the script aborted it',
      result: ended('aborted', 'the script called test.abort()'),
      ...{ status: 'invalid', says: ['the script called test.abort()'] },
    },
    {
      name: 'doubts what k6 stopped at an objective',
      result: ended('objective-failed', 'an objective failed (--abort-on-fail)'),
      ...{ status: 'suspect', says: ['cut short: an objective failed'] },
    },
    {
      name: 'does not know how another script ended',
      result: sampleResult(foreign),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'script-exceptions': [
    { name: 'passes a script without any', result: sample, status: 'pass' },
    {
      name: 'finds one in three hundred',
      result: withAccounting({ exceptions: 1 }),
      ...{ status: 'invalid', says: ['1 of 300 started journeys ended in an exception'] },
      saysKorean: ['여정 300건 가운데 1건이 스크립트의 예외로'],
      evidence: [{ name: 'exceptions', value: 1, n: 300, limit: 0 }],
    },
    {
      name: 'counts those of another script in its log',
      result: withAccounting({ exceptions: 50, basis: 'derived' }, { ...foreign, journeyLatency: latencyOf(100) }),
      ...{ status: 'invalid', variant: 'logged', says: ['k6 logged 50 exceptions in the script in 100 iterations'] },
      saysKorean: ['반복 100건 가운데 스크립트의 예외 50건'],
    },
    {
      name: 'doubts a hundredth of another script',
      result: withAccounting({ exceptions: 1, basis: 'derived' }, { ...foreign, journeyLatency: latencyOf(100) }),
      ...{ status: 'suspect', variant: 'logged', says: ['1 exception in the script'] },
    },
    {
      name: 'does not say of how many where that is not known',
      result: withAccounting({ exceptions: 1, basis: 'derived' }, { ...foreign, journeyLatency: null }),
      ...{ status: 'invalid', variant: 'logged', says: ['k6 logged 1 exception in the script'] },
    },
    {
      name: 'cannot see them in files of another script without a log',
      result: withAccounting({ exceptions: null }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'no-samples': [
    { name: 'passes a run with requests', result: sample, status: 'pass', evidence: [{ value: 900 }] },
    {
      name: 'finds that no journey started',
      result: withAccounting({ started: 0 }),
      ...{ status: 'invalid', variant: 'counted' },
      says: ['0 journeys started and 900 requests were answered or failed'],
      saysKorean: ['시작된 여정이 0건', '요청이 900건'],
    },
    {
      name: 'finds that no request was answered',
      result: requests({ n: 0, latency: null }),
      ...{ status: 'invalid', variant: 'counted', says: ['300 journeys started and 0 requests were'] },
    },
    {
      name: 'finds an empty foreign summary',
      result: withAccounting({ started: null }, { ...nothing, ...noRequests }),
      ...{
        status: 'invalid',
        variant: 'unknown',
        says: ['no requests in the figures'],
        saysKorean: ['하나도 없습니다'],
      },
    },
    {
      name: 'passes a target that never answered: its journeys are unfinished',
      result: withAccounting({ ok: 0, unfinished: 300 }, noRequests),
      status: 'pass',
    },
    {
      name: 'judges a script without HTTP by its checks',
      result: withAccounting(
        { started: null },
        { ...nothing, ...noRequests, checks: [{ name: 'echo', passes: 90, fails: 10 }] },
      ),
      ...{ status: 'note', variant: 'no-http', says: ['contain no HTTP requests', ': 100 checks'] },
      saysKorean: ['HTTP 요청이 없어', ': 체크 100건'],
    },
    {
      name: 'does not judge it by iterations alone, which may all have thrown',
      result: withAccounting({ started: null }, { ...nothing, ...noRequests, journeyLatency: latencyOf(100) }),
      ...{ status: 'invalid', variant: 'unknown' },
    },
    {
      name: 'judges it by the thresholds of its own metrics',
      result: withAccounting(
        { started: null },
        { ...nothing, ...noRequests, thresholds: sample.objectives.thresholds },
      ),
      ...{ status: 'note', variant: 'no-http', says: ['judged by what they do contain'] },
    },
  ],
  'truncated-samples': [
    { name: 'passes whole files', result: sample, status: 'pass' },
    {
      name: 'names the file that ends in the middle',
      result: sampleResult({ isTruncated: true }),
      ...{ status: 'invalid', says: ['samples.csv.gz is missing or ends in the middle'] },
      saysKorean: ['samples.csv.gz 파일이 없거나 중간에서 끊겼습니다'],
    },
    {
      name: 'finds that the file is missing',
      result: sampleResult({ isTruncated: true, source: 'summary', inputs: [] }),
      ...{ status: 'invalid', says: ['samples.csv.gz is missing'] },
    },
    {
      name: 'does not blame a run that was cut short',
      result: changed(ended('interrupted'), { isTruncated: true }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'has nothing to look at where none were recorded',
      result: sampleResult({ recorded: 'none' }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'has nothing to look at where there is a summary alone',
      result: sampleResult({ ...foreign, source: 'summary', inputs: [] }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'mismatched-files': [
    { name: 'passes files that agree', result: sample, status: 'pass' },
    {
      name: 'finds files of two runs',
      result: sampleResult({ mismatch: { metric: 'http_reqs', inSummary: 12_000, inSamples: 900 } }),
      ...{ status: 'invalid', says: ["k6's summary has 12,000 http_reqs, the samples have 900"] },
      saysKorean: ['http_reqs 값이 k6 요약에는 12,000건, 표본에는 900건'],
      evidence: [{ name: 'inSamples', value: 900, limit: 12_000 }],
    },
    {
      name: 'needs both files',
      result: sampleResult({ source: 'summary' }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'malformed-rows': [
    { name: 'passes a file of whole rows', result: sample, status: 'pass' },
    {
      name: 'doubts a few',
      result: sampleResult({ malformedRows: 1 }),
      ...{
        status: 'suspect',
        says: ['1 row of the samples could not be read and was left out'],
        saysKorean: ['표본 1행을'],
      },
      evidence: [{ value: 1, n: 5_432, limit: 0 }],
    },
    {
      name: 'refuses more than one in a hundred',
      result: sampleResult({ malformedRows: 55 }),
      ...{ status: 'invalid', says: ['55 rows'] },
    },
    {
      name: 'has no rows in a summary',
      result: sampleResult({ source: 'summary' }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'missing-summary': [
    { name: 'passes a run with one', result: sample, status: 'pass' },
    {
      name: 'finds that k6 ended normally without',
      result: sampleResult({ hasSummary: false }),
      ...{ status: 'invalid', says: ['wrote no summary'], saysKorean: ['요약을 남기지 않았습니다'] },
    },
    {
      name: 'expects none of a load of which k6 was to keep no metrics',
      result: { ...sample, provenance: { ...sample.provenance, hasSummary: false, isSamplesOnly: true } },
      status: 'pass',
    },
    {
      name: 'expects none of a run that did not come to its end',
      result: changed(ended('target-died'), { hasSummary: false }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'expects none of another script',
      result: sampleResult({ origin: 'foreign', hasSummary: false }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'inconsistent-accounting': [
    {
      name: 'passes an accounting that is consistent',
      result: sample,
      status: 'pass',
      evidence: [{ value: 0, n: 300 }],
    },
    {
      name: 'doubts a hundredth that is missing',
      result: withAccounting({ missing: 3 }),
      ...{ status: 'suspect', variant: 'missing' },
      says: ['of 300 scheduled journeys, 3 neither started nor were dropped'],
      saysKorean: ['300건 가운데 3건은 시작되지도'],
    },
    {
      name: 'refuses more than a hundredth',
      result: withAccounting({ missing: 4 }),
      ...{ status: 'invalid', says: ['4 neither started nor were dropped'] },
    },
    {
      name: 'says of one that it is missing',
      result: withAccounting({ missing: 1 }),
      ...{ status: 'suspect', says: ['1 neither started nor was dropped'] },
    },
    {
      name: 'finds more than were scheduled',
      result: withAccounting({ missing: -2 }),
      ...{ status: 'suspect', variant: 'surplus', says: ['2 more than that started or were dropped'] },
      saysKorean: ['그보다 2건 더 많습니다'],
    },
    {
      name: 'doubts another script of which more was scheduled than its iterations show',
      result: withAccounting({ started: null, ok: null, failed: null, missing: 251, basis: 'derived' }),
      ...{ status: 'suspect', variant: 'unseen', says: ['251 neither ended nor were dropped'] },
      saysKorean: ['251건은 끝나지도 드롭되지도'],
    },
    {
      name: 'leaves the account of another script by its steps to others',
      result: withAccounting({ missing: 251, basis: 'derived' }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
    {
      name: 'expects none of a run that was cut short',
      result: changed(ended('interrupted'), { accounting: { ...sample.accounting, missing: 100 } }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'expects none of a run without any figures',
      result: withAccounting({ missing: 300 }, { source: 'none' }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'expects none where it is derived',
      result: withAccounting({ missing: 30, basis: 'derived' }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
    {
      name: 'expects none without a schedule',
      result: withAccounting({ scheduled: null, missing: null }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
  ],
  'generator-drops': [
    {
      name: 'passes a load that was offered',
      result: sample,
      ...{ status: 'pass', evidence: [{ name: 'droppedByGenerator', value: 0, n: 300, limit: 0.01 }] },
    },
    { name: 'passes drops of the target', result: dropsIn([0, 0], 50), status: 'pass' },
    {
      name: 'notes a hundredth of a stage',
      result: dropsIn([1, 0]),
      ...{ status: 'note', variant: 'generator', says: ['dropped 1 of 300 scheduled journeys while VUs were free'] },
      saysKorean: ['여정 300건 가운데 1건을 드롭'],
      evidence: [{ value: 1 / 300 }],
    },
    { name: 'notes it beside drops of the target', result: dropsIn([1, 0], 50), status: 'note', says: ['1 of 300'] },
    { name: 'doubts more than a hundredth of a stage', result: dropsIn([2, 0]), status: 'suspect' },
    {
      name: 'names the stage, a third of the load, that lost more than a twentieth',
      result: dropsIn([6, 0]),
      ...{ status: 'invalid', says: ['(above 5 % in stage 1)'], saysKorean: ['(5% 초과 구간: 1)'] },
    },
    {
      name: 'names the second stage',
      result: dropsIn([0, 11]),
      ...{ status: 'invalid', says: ['(above 5 % in stage 2)'] },
    },
    {
      name: 'numbers stages as the tables do, without those that take no time',
      result: changed(dropsIn([0, 0]), {
        accounting: { ...sample.accounting, dropped: 11, droppedByTarget: 0 },
        stages: [
          stage({ index: 0 }),
          stage({ index: 1, shape: 'step', durationMs: 0, scheduled: 0, droppedByGenerator: 0 }),
          stage({ index: 2, scheduled: 200, droppedByGenerator: 11 }),
        ],
      }),
      ...{ status: 'invalid', says: ['(above 5 % in stage 2)'] },
    },
    {
      name: 'does not refuse what is a twentieth of each stage at most',
      result: dropsIn([5, 10]),
      ...{ status: 'suspect', says: ['15 of 300'] },
    },
    {
      name: 'takes the worst where the stage is not known, and names none',
      result: withAccounting({ dropped: 30 }, { stages: stagesWith(() => ({ droppedByGenerator: null })) }),
      ...{ status: 'invalid', says: ['dropped 30 of 300 scheduled journeys while VUs were free'] },
    },
    {
      name: 'says of a foreign run that whose fault it was is not known',
      result: withAccounting({ started: 200, dropped: null, droppedByTarget: null }, foreign),
      ...{ status: 'suspect', variant: 'unknown', says: ['100 journeys of 300 scheduled never started'] },
      saysKorean: ['여정 300건 가운데 100건이 미시작입니다'],
      evidence: [{ name: 'neverStarted', value: 100, n: 300 }],
    },
    {
      name: 'notes one of a foreign run',
      result: withAccounting({ started: 299, dropped: null, droppedByTarget: null }, foreign),
      ...{ status: 'note', variant: 'unknown', says: ['1 journey of 300'] },
    },
    {
      name: 'passes a foreign run in which all started',
      result: withAccounting({ dropped: null, droppedByTarget: null }, foreign),
      status: 'pass',
    },
    {
      name: 'counts the drops of a run without a schedule',
      result: withAccounting({ scheduled: null, started: 80, dropped: 20 }, foreign),
      ...{ status: 'invalid', variant: 'no-schedule', says: ['k6 dropped 20 iterations and ran 80 (20 % dropped)'] },
      saysKorean: ['반복 80건을 실행하고 20건'],
      evidence: [{ name: 'dropped', value: 0.2, n: 100, limit: 0.01 }],
    },
    {
      name: 'notes a tiny share of drops of a run without a schedule',
      result: withAccounting({ scheduled: null, started: 752_192, dropped: 188 }, foreign),
      ...{ status: 'note', variant: 'no-schedule', says: ['(< 0.1 % dropped)'] },
    },
    {
      name: 'doubts a few drops of a run without a schedule',
      result: withAccounting({ scheduled: null, started: 97, dropped: 3 }, foreign),
      ...{ status: 'suspect', variant: 'no-schedule' },
    },
    {
      name: 'passes a run without a schedule and without drops',
      result: withAccounting({ scheduled: null, dropped: 0 }),
      status: 'pass',
    },
    {
      name: 'cannot look without a schedule and without a count of drops',
      result: withAccounting({ scheduled: null, dropped: null }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
    {
      name: 'does not look at a run that was cut short',
      result: ended('interrupted'),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
  ],
  'generator-limit': [
    { name: 'passes a log that speaks of none', result: sample, status: 'pass' },
    {
      name: 'refuses a run of which many requests found no local port',
      result: limited({ ports: 90, files: 3 }),
      ...{ status: 'invalid', variant: 'ports', says: ['90 requests of 900 never left', 'no free local port'] },
      saysKorean: ['남은 로컬 포트가 없었습니다'],
      evidence: [{ name: 'limitedRequests', value: 93 / 900, limit: 0.01 }],
    },
    {
      name: 'doubts one of which a few had too many open files',
      result: limited({ files: 3 }),
      ...{ status: 'suspect', variant: 'files', says: ['3 requests of 900 never left', 'too many open files'] },
      saysKorean: ['열린 파일이 너무 많았습니다'],
    },
    {
      ...{ name: 'names memory', result: limited({ memory: 50 }), status: 'invalid', variant: 'memory' },
      ...{ says: ['no memory for a connection'], saysKorean: ['메모리가 없었습니다'] },
    },
    {
      ...{ name: 'names a proxy', result: limited({ proxy: 900 }), status: 'invalid', variant: 'proxy' },
      ...{ says: ['the proxy of the generator failed'], saysKorean: ['프록시가 실패했습니다'] },
    },
    {
      ...{ name: 'names a name server', result: limited({ names: 900 }), status: 'invalid', variant: 'names' },
      ...{ says: ['its name could not be resolved'], saysKorean: ['이름을 찾을 수 없었습니다'] },
    },
    {
      name: 'has no log of a foreign run',
      result: sampleResult({ log: null }),
      status: 'not-applicable',
      reason: 'foreign',
    },
  ],
  outage: [
    { name: 'passes a run of which nothing failed', result: sample, status: 'pass' },
    {
      name: 'fails a target of which nothing works in the last seconds, however little that is of all',
      result: failingIn(57, 60),
      ...{ status: 'fail', variant: 'end', says: ['From 57 s on until the end, 45 of 45 requests failed'] },
      saysKorean: ['끝까지 요청 45건 중 45건이 실패'],
    },
    {
      name: 'tells of one that recovered',
      result: failingIn(20, 24),
      ...{ status: 'note', variant: 'during', says: ['For 4 s from 20 s on, 60 of 60 requests failed'] },
      saysKorean: ['요청 60건 중 60건이 실패'],
    },
    { name: 'passes a second of it', result: failingIn(59, 60), status: 'pass' },
    { name: 'passes failures all over the load', result: failingIn(0, 60), status: 'pass' },
    {
      name: 'says nothing of requests that never left the generator',
      result: changed(failingIn(57, 60), limitedLog({ files: 45 })),
      ...{ status: 'not-applicable', reason: 'generator-limit' },
    },
    {
      name: 'says nothing of a run that was stopped',
      result: changed(failingIn(57, 60), { ending: { kind: 'interrupted', detail: 'stopped', k6ExitCode: 105 } }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    { name: 'needs samples', result: sampleResult({ series: null }), status: 'not-applicable', reason: 'no-samples' },
  ],
  'generator-saturated': [
    {
      name: 'passes a generator with CPU to spare',
      result: sample,
      status: 'pass',
      evidence: [
        { name: 'generatorCpu', value: 0.105, limit: 0.8 },
        { name: 'lagP99', value: 2.1, limit: 100, n: 300 },
      ],
    },
    { name: 'passes at the limit', result: generator({ cpu: cpu(1.6) }), status: 'pass' },
    {
      name: 'doubts one above four fifths',
      result: generator({ cpu: cpu(1.7) }),
      ...{ status: 'suspect', variant: 'cpu', says: ['k6 used 1.7 of 2 CPU cores (85 %) on average'] },
      saysKorean: ['평균 CPU 2코어 가운데 1.7코어를 썼습니다'],
    },
    {
      name: 'doubts one that was short of CPU for a moment of one stage, however idle it was else',
      result: changed(generator({ cpu: cpu(0.3) }), {
        stages: stagesWith((_, index) => ({ generatorCpu: { meanCores: 0.4, peakCores: index === 1 ? 1.9 : 0.5 } })),
      }),
      ...{ status: 'suspect', variant: 'cpu', says: ['1.9 of 2 CPU cores (95 %) in the busiest moment of stage 2'] },
      saysKorean: ['2번 구간에서 가장 바쁠 때'],
      evidence: [{ name: 'generatorCpu', value: 0.95 }],
    },
    {
      name: 'refuses one that had none left over a whole stage',
      result: changed(generator({ cpu: cpu(0.9) }), {
        stages: stagesWith((_, index) => ({ generatorCpu: { meanCores: index === 1 ? 1.92 : 0.4, peakCores: 2 } })),
      }),
      ...{ status: 'invalid', variant: 'cpu' },
    },
    {
      name: 'passes one that had CPU to spare in every stage, whatever k6 took before',
      result: changed(generator({ cpu: cpu(1.9) }), {
        stages: stagesWith(() => ({ generatorCpu: { meanCores: 0.4, peakCores: 0.6 } })),
      }),
      status: 'pass',
    },
    { name: 'refuses one above 95 %', result: generator({ cpu: cpu(1.92) }), status: 'invalid', variant: 'cpu' },
    {
      name: 'doubts one that was late, and shows by how much',
      result: generator({ cpu: cpu(0.2), lag: lag(140) }),
      ...{ status: 'suspect', variant: 'late', says: ['one in a hundred by 140 ms or more (at most 280 ms'] },
      saysKorean: ['1%는 140 ms 이상 늦었습니다'],
      evidence: [{ name: 'lagP99', value: 140 }, { name: 'generatorCpu' }],
    },
    { name: 'passes one that was a tenth of a second late', result: generator({ lag: lag(100) }), status: 'pass' },
    {
      name: 'has no signal of a foreign run',
      result: sampleResult({ generator: null }),
      ...{ status: 'not-applicable', reason: 'no-signal' },
    },
    {
      name: 'has no signal where the system tells none',
      result: generator({}),
      ...{ status: 'not-applicable', reason: 'no-signal' },
    },
  ],
  'mixed-responses': [
    {
      name: 'knows nothing of responses that nobody looked at',
      result: sample,
      status: 'not-applicable',
      reason: 'no-samples',
    },
    {
      name: 'knows nothing of those of a foreign run',
      ...{ result: sampleResult(foreign), status: 'not-applicable', reason: 'foreign' },
    },
    {
      name: 'has too little where only the pre-check is known',
      result: withResponses([]),
      status: 'not-applicable',
      reason: 'too-short',
    },
    { name: 'passes responses of one kind', result: withResponses([looked(300, 10)]), status: 'pass' },
    {
      name: 'passes kinds of different steps and statuses',
      ...{ result: withResponses([looked(300, 10), looked(90, 0, { ...html, status: 200 })], []), status: 'pass' },
    },
    {
      name: 'passes a handful of another type',
      ...{ result: withResponses([looked(300, 10), looked(4, 2_000, html)]), status: 'pass' },
    },
    {
      name: 'passes a share of less than one in a hundred',
      ...{ result: withResponses([looked(2_000, 10), looked(19, 2_000, html)]), status: 'pass' },
    },
    {
      name: 'doubts successes that became a page',
      ...{ result: withResponses([looked(60, 10), looked(40, 12_000, html)]), status: 'suspect', variant: 'types' },
      says: [
        '100 responses with status 201 at order',
        '40 (40 %)',
        'text/html, not application/json as before the load',
        '12 s into',
      ],
      saysKorean: ['40건', 'text/html'],
      evidence: [{ value: 0.4, n: 100 }],
    },
    {
      name: 'doubts the more frequent ones if the pre-check was answered like the others',
      ...{ result: withResponses([looked(20, 10), looked(80, 50, html)]), status: 'suspect', says: ['80 (80 %)'] },
      saysNot: ['the first came'],
    },
    {
      name: 'doubts the fewer ones if nobody knows how the pre-check was answered',
      ...{ result: withResponses([looked(20, 10), looked(80, 50, html)], []), status: 'suspect' },
      says: ['20 (20 %) had the content type application/json, not text/html as the others'],
    },
    {
      name: 'doubts a load that was answered otherwise than the pre-check',
      ...{
        result: withResponses([looked(100, 10, html)]),
        status: 'suspect',
        says: ['100 (100 %)'],
        saysNot: ['first came'],
      },
    },
    {
      name: 'doubts responses without a content type among others',
      ...{ result: withResponses([looked(50, 10), looked(50, 10, { type: '' })]), status: 'suspect', says: ['(none)'] },
    },
    {
      name: 'doubts pages for people in exchange for JSON',
      ...{
        result: withResponses([looked(70, 10, html)], [{ ...checked, ...html }]),
        status: 'suspect',
        variant: 'pages',
      },
      ...{ says: ['order sends JSON, and all 70 of its responses'], saysKorean: ['text/html'] },
    },
    {
      name: 'passes pages where no JSON was sent',
      ...{ result: withResponses([looked(70, 10, html)], [{ ...checked, ...html, sent: '' }]), status: 'pass' },
    },
    {
      name: 'doubts a success that says that it is an error',
      ...{ result: withResponses([looked(70, 10)], [{ ...checked, errorField: 'errors' }]), status: 'suspect' },
      ...{ variant: 'errors', says: ['"errors" in its JSON'], saysKorean: ['"errors" 필드'] },
    },
    {
      name: 'notes sizes in two kinds, the odd ones by the pre-check',
      ...{
        result: withResponses([looked(20, 10), looked(80, 4_000, { sizeBytes: 4_100 })]),
        status: 'note',
        variant: 'sizes',
      },
      says: ['80 (80 %) had about 4.0 KiB, the others about 55 B', '4 s into'],
      saysKorean: ['80건'],
    },
    {
      name: 'notes the fewer ones where the pre-check had another type',
      result: withResponses([looked(20, 10), looked(80, 4_000, { sizeBytes: 4_100 })], []),
      ...{ status: 'note', says: ['20 (20 %) had about 55 B, the others about 4.0 KiB'] },
    },
    {
      name: 'compares no sizes of bodies that were compressed with those of others',
      result: withResponses([looked(50, 10), looked(50, 10, { sizeBytes: 4_100, encoding: 'gzip' })]),
      status: 'pass',
    },
    {
      name: 'compares no sizes that nobody knows',
      result: withResponses([looked(50, 10), looked(50, 10, { sizeBytes: null })]),
      status: 'pass',
    },
  ],
  'stepped-clock': [
    { name: 'passes a run that does not say', result: sample, status: 'pass' },
    { name: 'passes a clock that was slewed', result: clockSet(-240), status: 'pass', evidence: [{ value: 240 }] },
    {
      name: 'doubts a run during which it was set back',
      ...{ result: clockSet(-3_600_000), status: 'suspect', says: ['was set back by'], saysKorean: ['뒤로'] },
    },
    {
      name: 'doubts one during which it was set forward',
      ...{ result: clockSet(900), status: 'suspect', says: ['was set forward by 900 ms'], saysKorean: ['앞으로'] },
    },
    {
      name: 'does not know of a foreign run',
      result: sampleResult({ origin: 'foreign' }),
      status: 'not-applicable',
      reason: 'foreign',
    },
  ],
  'noisy-host': [
    { name: 'passes a quiet host', result: sample, status: 'pass', evidence: [{ value: 0, limit: 0.02 }] },
    {
      name: 'doubts one of which a thirtieth was taken',
      result: generator({ host: { busyRatioMean: 0.5, stealRatioMean: 0.031 } }),
      ...{ status: 'suspect', says: ["took 3.1 % of this host's CPU time"], saysKorean: ['가져갔습니다'] },
    },
    {
      name: 'doubts one in which other programs took a third',
      result: generator({ host: { busyRatioMean: 0.9, stealRatioMean: 0, foreignRatioMean: 0.33 } }),
      ...{ status: 'suspect', says: ["took 33 % of this host's CPU time"], saysKorean: ['33%를 썼습니다'] },
    },
    {
      name: 'doubts one before which other programs took half',
      result: generator({ host: { busyRatioMean: 0.9, stealRatioMean: 0, foreignRatioBefore: 0.5 } }),
      ...{ status: 'suspect', says: ["took 50 % of this host's CPU time just before the load"] },
      ...{ saysKorean: ['직전에'], evidence: [{ value: 0.5, limit: 0.4 }, { value: 0 }] },
    },
    {
      name: 'passes at the limit',
      result: generator({ host: { busyRatioMean: 0.5, stealRatioMean: 0.02, foreignRatioMean: 0.25 } }),
      status: 'pass',
    },
    {
      name: 'has no signal where the system tells none',
      result: generator({}),
      ...{ status: 'not-applicable', reason: 'no-signal' },
    },
  ],
  'unfinished-journeys': [
    { name: 'passes a run in which all ended', result: sample, status: 'pass', evidence: [{ value: 0, n: 300 }] },
    {
      name: 'notes a hundredth, and where they were',
      result: unfinishedIn('order', 3),
      status: 'note',
      says: ['3 of 300 started journeys were unfinished 30 s after the last arrival: 3 in order'],
      saysKorean: ['여정 300건 가운데 3건이 마지막 도착 후 30초가 지나도 미완료', 'order 3건'],
    },
    {
      name: 'says of one that it was',
      result: unfinishedIn('order', 1),
      ...{ status: 'note', says: ['1 of 300 started journeys was unfinished'] },
    },
    {
      name: 'notes any number: they are the target’s, and the measurement knows of them',
      result: unfinishedIn('charge', 290),
      ...{ status: 'note', says: ['290 in charge'] },
      evidence: [{ name: 'unfinished', value: 290 / 300, limit: 0 }],
    },
    {
      name: 'does not blame a run that was cut short',
      result: changed(unfinishedIn('order', 30), { ending: ended('interrupted').run.ending }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'cannot see them in files of another script',
      result: withAccounting({ unfinished: null }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'threshold-disagreement': [
    { name: 'passes where both agree', result: sample, status: 'pass' },
    {
      name: 'names what fails in k6',
      result: sampleResult({ thresholds: crossed }),
      status: 'suspect',
      says: [`${thresholds[0]?.metric} ${thresholds[0]?.expression} fails in k6 and passes by the samples`],
      saysKorean: ['(k6는 미충족, 표본은 충족)'],
      evidence: [{ value: 1, n: thresholds.length, limit: 0 }],
    },
    {
      name: 'names what fails by the samples',
      result: sampleResult({ thresholds: thresholds.map((one) => ({ ...one, holds: false })) }),
      ...{ status: 'suspect', says: ['passes in k6 and fails by the samples'] },
    },
    {
      name: 'passes where the samples cannot say',
      result: sampleResult({ thresholds: crossed.map((one) => ({ ...one, holds: null })) }),
      status: 'pass',
    },
    {
      name: 'needs thresholds',
      result: sampleResult({ thresholds: [] }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'needs samples',
      result: sampleResult({ thresholds: crossed, source: 'summary' }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'does not look at a run that was cut short',
      result: changed(ended('interrupted'), { thresholds: crossed }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'does not compare files of two runs',
      result: sampleResult({ thresholds: crossed, mismatch: { metric: 'http_reqs', inSummary: 1, inSamples: 2 } }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'empty-threshold': [
    { name: 'passes thresholds with samples', result: sample, status: 'pass' },
    {
      name: 'finds one that passed without any',
      result: sampleResult({
        origin: 'foreign',
        thresholds: [
          {
            metric: 'http_req_duration{step:oder}',
            expression: 'p(95)<800',
            isOk: true,
            value: null,
            unit: 'ms',
            n: 0,
            holds: null,
          },
        ],
      }),
      status: 'suspect',
      says: ['k6 passed http_req_duration{step:oder} p(95)<800, although there are no samples of it'],
      saysKorean: ['http_req_duration{step:oder} p(95)<800'],
      evidence: [{ value: 1, n: 1, limit: 0 }],
    },
    {
      name: 'is a note in a run of ours, where a count fails beside it',
      result: sampleResult({ thresholds: thresholds.map((one) => ({ ...one, expression: 'p(95)<1', n: 0 })) }),
      status: 'note',
    },
    {
      name: 'passes a count of nothing, which is what it says',
      result: sampleResult({ thresholds: thresholds.map((one) => ({ ...one, expression: 'count<1', n: 0 })) }),
      status: 'pass',
    },
    {
      name: 'passes where the count is not known',
      result: sampleResult({ thresholds: thresholds.map((one) => ({ ...one, expression: 'p(95)<1', n: null })) }),
      status: 'pass',
    },
    {
      name: 'needs a summary',
      result: sampleResult({ hasSummary: false }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'fast-failures': [
    { name: 'passes a run without failures', result: sample, status: 'pass' },
    {
      name: 'notes failures that were faster than half of the successes',
      result: requests({ failed: 36, failedLatency: latencyOf(36, 0.4), okLatency: latencyOf(864, 1) }),
      ...{ status: 'note', variant: 'faster' },
      says: ['36 of 900 requests (4 %) failed, and failed fast: their median is 3.95 ms, that of the others 9.87 ms'],
      saysKorean: ['요청 900건 가운데 36건', '3.95 ms', '9.87 ms'],
      evidence: [{ name: 'failedRequests', value: 0.04, limit: 0.02 }, { name: 'failedP50' }, { name: 'okP50' }],
    },
    {
      name: 'passes failures that took as long',
      result: requests({ failed: 36, failedLatency: latencyOf(36, 0.5), okLatency: latencyOf(864, 1) }),
      status: 'pass',
    },
    {
      name: 'passes a fiftieth',
      result: requests({ failed: 18, failedLatency: latencyOf(18, 0.1), okLatency: latencyOf(882, 1) }),
      status: 'pass',
    },
    {
      name: 'fails a run in which all failed',
      result: requests({ failed: 900, failedLatency: latencyOf(900, 0), okLatency: null }),
      ...{ status: 'fail', variant: 'all', says: ['All 900 requests failed (median 0 ms)'] },
      saysKorean: ['요청 900건이 모두 실패했습니다'],
    },
    {
      name: 'fails it where a summary alone says so',
      result: requests({ failed: 900, failedLatency: null, okLatency: null }),
      ...{ status: 'fail', variant: 'all', says: ['All 900 requests failed'] },
    },
    {
      name: 'takes requests of unknown outcome for neither',
      result: requests({ failed: 830, unknown: 70, failedLatency: latencyOf(830, 1), okLatency: null }),
      ...{ status: 'fail', variant: 'all', says: ['All 830 requests failed'] },
    },
    {
      name: 'compares no medians of five',
      result: requests({ n: 100, failed: 5, failedLatency: latencyOf(5, 0.1), okLatency: latencyOf(95, 1) }),
      status: 'pass',
    },
    {
      name: 'needs the outcome of requests',
      result: requests({ failed: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'needs the latency of both',
      result: requests({ failed: 36, okLatency: null, failedLatency: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'growing-backlog': [
    { name: 'passes a steady plateau', result: steady, status: 'pass', evidence: [{ name: 'pRising', n: 60 }] },
    {
      name: 'notes a plateau on which journeys pile up',
      result: backlog,
      status: 'note',
      says: ['on the plateau of 10/s the journeys in flight went from 17 to 113 in 1 min'],
      saysKorean: ['10건/초 평탄 구간에서 진행 중인 여정이 1분 동안 17건 → 113건'],
      experiments: [{ scaleBy: 0.5 }],
    },
    {
      name: 'passes one journey more than before',
      result: plateau((second) => (second > 30 ? 6 : 5), wobble),
      status: 'pass',
    },
    { name: 'does not judge ten seconds', result: sample, status: 'not-applicable', reason: 'too-short' },
    {
      name: 'needs a plateau',
      result: sampleResult({ stages: stagesWith(() => ramp) }),
      ...{ status: 'not-applicable', reason: 'no-plateau' },
    },
    {
      name: 'needs samples',
      result: changed(steady, { series: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'needs journeys that were counted',
      result: changed(steady, { accounting: { ...sample.accounting, basis: 'derived' } }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  drift: [
    {
      name: 'says what it could have seen of a soak in which nothing drifts',
      result: soaked(soakOf()),
      ...{ status: 'note', variant: 'steady' },
      says: ['No drift was seen in 5 min at 10/s', 'the smallest drift that this soak could see: p95', 'an hour'],
      saysKorean: ['5분 동안 변화 추세가 보이지 않았습니다', 'p95 시간당'],
      saysNot: ['size of the database'],
    },
    {
      name: 'notes memory that leaks, with its slope',
      result: soaked(soakOf({ 'shop.memory': (window) => (100 + window) * 2 ** 20 })),
      ...{ status: 'note', variant: 'drift' },
      says: ['memory of the shop went from 10', ' MiB an hour, 95 % interval +'],
      saysKorean: ['상점의 메모리 10'],
      saysNot: ['p95'],
      evidence: [{ name: 'pDrift', n: 60, limit: 0.01 }],
    },
    {
      name: 'notes a level that changed at once',
      result: soaked(soakOf({ 'load.p95': (window) => (window < 40 ? 50 : 90) })),
      ...{ status: 'note', variant: 'step' },
      says: ['p95 from 50', '3 min 50 s after the start'],
      saysKorean: ['수준이 한 번에 바뀌었습니다'],
    },
    { name: 'says nothing of a long load that is no soak', result: soaked(soakOf(), 'constant'), status: 'pass' },
    {
      name: 'finds a drift in such a one, too',
      result: soaked(soakOf({ 'load.p95': (window) => 50 + window }), 'constant'),
      ...{ status: 'note', variant: 'drift', says: ['p95 went from'] },
    },
    {
      name: 'does not call steady what did not get through',
      result: { ...soaked(soakOf()), accounting: { ...sample.accounting, scheduled: 300, ok: 200 } },
      ...{ status: 'not-applicable', reason: 'overloaded' },
    },
    {
      name: 'finds a leak that ended in failures',
      result: {
        ...soaked(soakOf({ 'database.connections': (window) => 10 + window })),
        accounting: { ...sample.accounting, scheduled: 300, ok: 200 },
      },
      ...{ status: 'note', variant: 'drift', says: ['connections of the database went from'] },
    },
    { name: 'does not judge twenty seconds', result: sample, status: 'not-applicable', reason: 'no-soak' },
    {
      name: 'needs series',
      result: soaked({ ...soakOf(), series: [] }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'data-reuse': [
    { name: 'passes a run of as many users as VUs', result: sample, status: 'pass' },
    {
      name: 'doubts a file with the same user twice',
      result: sampleResult({ load: { ...load, fixtures: { mode: 'file', count: 50, duplicates: 3 } } }),
      ...{ status: 'suspect', variant: 'duplicates', says: ['3 test users appear more than once among the 50'] },
      saysKorean: ['테스트 사용자 50명 가운데 3명'],
      evidence: [{ name: 'duplicates', value: 3, n: 50, limit: 0 }],
    },
    {
      name: 'doubts conflicts above a hundredth of the attempts',
      result: sampleResult({
        steps: stepsWith((_, index) => ({ causes: index === 0 ? [{ cause: 'status 409', count: 4 }] : [] })),
      }),
      ...{ status: 'suspect', variant: 'conflicts', says: ['4 of 300 attempts at signup were answered with 409'] },
      saysKorean: ['signup 단계의 시도 300번 가운데 4번의 응답이 409'],
      evidence: [{ name: 'conflicts', value: 4 / 300, n: 300, limit: 0.01 }],
    },
    {
      name: 'passes conflicts of a hundredth',
      result: sampleResult({ steps: stepsWith(() => ({ causes: [{ cause: 'status 409', count: 3 }] })) }),
      status: 'pass',
    },
    {
      name: 'does not know the users of another script',
      result: sampleResult(foreign),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'broken-integrity': [
    {
      name: 'passes data that is consistent',
      result: sampleResult({
        integrity: { ok: true, checks: [{ name: 'points', expected: 1, actual: 1, ok: true }] },
      }),
      status: 'pass',
    },
    {
      name: 'names what does not',
      result: sampleResult({
        integrity: {
          ok: false,
          checks: [
            { name: 'stock', expected: 5_000, actual: 5_007, ok: false },
            { name: 'points', expected: 1, actual: 1, ok: true },
          ],
        },
      }),
      ...{ status: 'fail', says: ['stock is 5,007, should be 5,000'] },
      saysKorean: ['stock 값은 5,007, 올바른 값은 5,000'],
      evidence: [{ name: 'stock', value: 5_007, limit: 5_000 }],
    },
    {
      name: 'has no checks of a target that makes none',
      result: sample,
      ...{ status: 'not-applicable', reason: 'no-signal' },
    },
  ],
  'unknown-integrity': [
    {
      name: 'passes a target that was checked',
      result: sampleResult({ integrity: { ok: true, checks: [] } }),
      status: 'pass',
    },
    {
      name: 'expects none of a target that makes no checks',
      result: sample,
      ...{ status: 'not-applicable', reason: 'no-signal' },
    },
    {
      name: 'says why it is not known',
      result: sampleResult({ integrityTrouble: 'no answer within 120 s' }),
      ...{ status: 'invalid', says: ['no answer within 120 s'], saysKorean: ['no answer within 120 s'] },
    },
  ],
  'users-waiting-for-target': [
    { name: 'passes a run in which each had its VU', result: sample, status: 'pass' },
    { name: 'leaves drops of the generator to another', result: withAccounting({ dropped: 10 }), status: 'pass' },
    {
      name: "notes the target's doing where the pool is what the plan takes",
      result: withAccounting({ dropped: 10, droppedByTarget: 10 }, vusOf({})),
      ...{ status: 'note', variant: 'target' },
      says: ['10 of 300 scheduled journeys never started, because all 300 VUs were waiting for the target'],
      saysKorean: ['VU 300개가 모두 대상을 기다리고 있어서 예정된 여정 300건 가운데 10건이 미시작입니다'],
      evidence: [{ name: 'droppedByTarget', value: 10 / 300, n: 300 }],
    },
    {
      name: "notes it at caseload's own cap",
      result: withAccounting(
        { dropped: 10, droppedByTarget: 10 },
        vusOf({ count: 2_000, wanted: 3_000, capped: true }),
      ),
      ...{ status: 'note', variant: 'target' },
    },
    {
      name: "doubts a cap of the user's own below what the load needs",
      result: withAccounting({ dropped: 10, droppedByTarget: 10 }, vusOf({ count: 5, capped: true })),
      ...{ status: 'suspect', variant: 'chosen' },
      says: [
        'because all 5 VUs were busy: this load needs 300, but fewer were set',
        '10 of 300 scheduled journeys never started',
      ],
      saysKorean: ['이 부하에는 300개가 필요하지만'],
      experiments: [{ options: { vus: '300' } }],
    },
    {
      name: 'doubts a plan that could not know of the pauses of run(), and names the VUs that would do',
      // Requests take 14 ms, a journey 10 s; at 30/s half as many again as 30 · 10 are needed.
      result: withAccounting(
        { dropped: 10, droppedByTarget: 10 },
        { ...vusOf({}), isList: false, journeyLatency: { ...latencyOf(290), meanMs: 9_000, maxMs: 10_000 } },
      ),
      ...{ status: 'suspect', variant: 'pauses' },
      says: ['all 300 VUs were busy or in a pause of the script: this load needs 450'],
      saysKorean: ['스크립트의 대기 시간', '450개가 필요합니다'],
      experiments: [{ options: { vus: '450' } }],
    },
    {
      name: "notes the target's doing where journeys of run() pause for less than that",
      result: withAccounting(
        { dropped: 10, droppedByTarget: 10 },
        { ...vusOf({}), isList: false, journeyLatency: latencyOf(290, 3) },
      ),
      ...{ status: 'note', variant: 'target' },
    },
    {
      name: 'doubts it where the user chose the count',
      result: withAccounting({ dropped: 10, droppedByTarget: 10 }, vusOf({ count: 5, chosen: true })),
      ...{ status: 'suspect', variant: 'chosen' },
    },
    {
      name: 'says of one VU that it was busy',
      result: withAccounting({ dropped: 10, droppedByTarget: 10 }, vusOf({ count: 1, chosen: true })),
      ...{ status: 'suspect', says: ['because all 1 VU was busy'] },
    },
    {
      name: 'does not know the VUs of another script',
      result: sampleResult(foreign),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
    {
      name: 'does not know whose fault it was where no samples tell',
      result: withAccounting({ droppedByTarget: null }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  survivorship: [
    {
      name: 'passes a run in which all came to the last step',
      result: sample,
      status: 'pass',
      evidence: [
        { name: 'ofAttempted', value: 1, n: 300 },
        { name: 'ofScheduled', value: 1, n: 300 },
      ],
    },
    {
      name: 'finds a last step that always works, of a third of the journeys',
      result: survivors(100, 100, 100),
      ...{ status: 'note', variant: 'several' },
      says: [
        'order succeeded in 100 of 100 attempts (100 %), but only 100 of 300 scheduled journeys (33.3 %) succeeded',
        ': 150 never started and 50 failed or were unfinished at signup',
      ],
      saysKorean: [
        'order 단계는 100번 시도해 100번 성공했지만',
        '예정된 여정 300건 가운데 성공한 것은 100건',
        '미시작 150건, signup 단계에서 실패 또는 미완료 50건',
      ],
      experiments: [],
    },
    {
      name: 'says of a journey of one step that it is one',
      result: changed(survivors(100, 100, 100), { steps: survivors(100, 100, 100).latency.steps.slice(2) }),
      ...{ status: 'note', variant: 'single', experiments: [] },
    },
    { name: 'notes a hundredth', result: survivors(297, 297, 297), status: 'note', says: ['(99 %)'] },
    { name: 'passes less', result: survivors(298, 298, 298), status: 'pass' },
    { name: 'passes a last step that fails itself', result: survivors(100, 98, 98), status: 'pass' },
    {
      name: 'needs attempts of the last step',
      result: survivors(0, 0, 0),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'does not judge a run that was cut short',
      result: changed(survivors(100, 100, 100), { ending: ended('interrupted').run.ending }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'does not expect that all go to the last step where run() decides',
      result: changed(survivors(100, 100, 100), { isList: false }),
      ...{ status: 'not-applicable', reason: 'no-list' },
    },
    {
      name: 'needs a schedule',
      result: withAccounting({ scheduled: null }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
  ],
  'failures-without-objective': [
    { name: 'passes a run without failures', result: unfit(0, objective(0, {})), status: 'pass' },
    { name: 'passes a hundredth', result: unfit(3, objective(0, {})), status: 'pass' },
    {
      name: 'fails where no objective sees them',
      result: unfit(90, objective(0, {}), objective(1, {}), objective(2, {})),
      status: 'fail',
      says: ["90 of 300 journeys (30 %) failed by what the target answered (most of them: check 'has items')"],
      saysKorean: ['여정 300건 가운데 90건(30%)'],
      evidence: [{ name: 'failedByAnswer', value: 0.3, n: 300, limit: 0.01 }],
    },
    {
      name: 'passes where an objective is about journeys',
      result: unfit(90, objective(0, {}), objective(3, { status: 'FAIL', value: 0.7 })),
      status: 'pass',
    },
    {
      name: 'passes where one is about that step',
      result: unfit(90, objectiveOf({ kind: 'step-success', step: 'charge', aboveRatio: 0.5 }, { value: 0.7 })),
      status: 'pass',
    },
    {
      name: 'fails where one only warns',
      result: unfit(
        90,
        objectiveOf({ kind: 'step-success', step: 'charge', aboveRatio: 0.5, severity: 'warn' }, { value: 0.7 }),
      ),
      status: 'fail',
    },
    {
      name: 'leaves failed requests to their own objective',
      result: sampleResult({ ...withFailures([0, 90, 0]), objectives: [objective(0, {})] }),
      status: 'pass',
    },
    {
      name: 'cannot tell of a run whose journeys are not counted',
      result: withAccounting({ started: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'failing-step': [
    { name: 'passes a run without losses', result: sample, status: 'pass', evidence: [{ value: 0, limit: 0.01 }] },
    {
      name: 'passes a hundredth',
      result: sampleResult({ steps: stepsWith((_, index) => (index === 1 ? { failed: 3 } : {})) }),
      status: 'pass',
    },
    {
      name: 'names the step that failed more than the others, and what later steps never saw',
      result: failing([0, 90, 4], {
        causes: [
          { cause: 'timeout', count: 60 },
          { cause: 'status 500', count: 30 },
        ],
      }),
      ...{ status: 'note', variant: 'named' },
      says: [
        'charge had the most failures: 90 of its 300 attempts (30 %) failed, against 4 of 600 at the other steps',
        '(60 × timeout and 30 × status 500); these journeys never reached the later steps',
      ],
      saysKorean: ['실패가 가장 많은 단계는 charge입니다: 300번 시도해 90번', '60건', '뒤의 단계에 도달하지'],
      evidence: [{ name: 'failedAtStep', value: 0.3, n: 300, limit: 0.01 }],
    },
    {
      name: 'does not say that later steps never saw them of a script that goes on',
      result: changed(failing([0, 90, 4]), { isList: false }),
      ...{ status: 'note', variant: 'named', says: ['against 4 of 600 at the other steps'] },
      saysNot: ['later steps'],
    },
    {
      name: 'has no later step after the last',
      result: failing([0, 4, 90]),
      ...{ status: 'note', variant: 'named', says: ['order had the most failures'], saysNot: ['later steps'] },
    },
    {
      name: 'says that failures which are alike at all steps are spread',
      result: failing([24, 30, 27]),
      ...{ status: 'note', variant: 'spread' },
      says: [
        'Failures are spread over the steps: 24 of 300 attempts at signup (8 %), 30 of 300 attempts at charge (10 %)',
      ],
      saysKorean: ['실패가 여러 단계에 고르게 퍼져 있습니다: signup 단계에서 300번 중 24번'],
    },
    {
      name: 'names no step for a burst, which may be chance',
      result: failing([0, 40, 0], {}, 1),
      ...{
        status: 'note',
        variant: 'unclear',
        says: [
          "40 of 300 attempts at charge (13.3 %) failed: there were failures in 1 of the run's 5 s spans, " +
            'and it takes 6 to tell whether one step fails more than the others',
        ],
      },
      saysKorean: ['특정 단계가 더 많이 실패했다고 말할 수 없습니다'],
    },
    {
      name: 'names no step where it is not known when it failed',
      result: changed(failing([0, 90, 4]), { series: null }),
      ...{
        status: 'note',
        variant: 'unclear',
        says: ['failed: it is not known when, so there is no telling whether one step'],
      },
      saysKorean: ['실패한 시각을 알 수 없어'],
    },
    {
      name: 'names no step where windows do not hold the failures',
      result: changed(failing([0, 90, 4]), { series }),
      ...{ status: 'note', variant: 'unclear' },
    },
    {
      name: 'says nothing of a journey of one step',
      result: sampleResult({ steps: stepsWith(() => ({ failed: 90 })).slice(0, 1) }),
      ...{ status: 'not-applicable', reason: 'one-step' },
    },
    {
      name: 'diagnoses nothing in a run that was stopped',
      result: changed(failing([0, 90, 4]), { ending: ended('interrupted').run.ending }),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
    {
      name: 'needs attempts',
      result: sampleResult({ steps: stepsWith(() => ({ attempted: 0, succeeded: 0 })) }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'coordinated-omission': [
    { name: 'passes an open load without drops', result: sample, status: 'pass', evidence: [{ value: 0, n: 300 }] },
    {
      name: 'counts a slow request for each journey that never started',
      result: withAccounting({ dropped: 100 }),
      ...{ status: 'note', variant: 'dropped' },
      // 100 of 900 + 100, and of the 900 the slowest point of the curve, 0 of them for certain.
      says: ['100 journeys of 300 (33.3 %) never started', 'at least 10 % of the requests would be above 800 ms'],
      saysKorean: ['여정 300건 가운데 100건', '적어도 요청의', '800 ms를 넘습니다'],
      evidence: [{ name: 'dropped', value: 1 / 3, limit: 0.001 }],
    },
    {
      name: 'adds those of the others that were slow, as the curve of percentiles has them',
      result: withAccounting(
        { dropped: 100 },
        {
          distributions: [
            {
              name: null,
              n: 900,
              atLeastFromQ: null,
              points: [0, 0.25, 0.5, 1].map((q) => ({ q, ms: q < 0.5 ? 100 : 1_000 })),
            },
          ],
        },
      ),
      // (450 + 100) of 1,000.
      ...{ status: 'note', says: ['at least 55 % of the requests would be above 800 ms'] },
    },
    {
      name: 'charges nothing where no latency is judged',
      result: withAccounting({ dropped: 30 }, { objectives: [] }),
      ...{
        status: 'note',
        variant: 'dropped',
        says: ['30 journeys of 300 (10 %) never started, so no percentile includes their latency'],
        saysNot: ['at least'],
      },
    },
    {
      name: 'counts those that did not start where drops are not told',
      result: withAccounting({ started: 270, dropped: null }),
      ...{ status: 'note', says: ['30 journeys of 300'] },
    },
    {
      name: 'notes a closed load',
      result: sampleResult({ load: { ...load, executor: 'ramping-vus' } }),
      ...{ status: 'note', variant: 'closed', says: ['The load model is closed (ramping-vus)'] },
      saysKorean: ['닫힌 모델의 부하입니다(ramping-vus)'],
    },
    {
      name: 'needs a schedule',
      result: withAccounting({ scheduled: null, dropped: null }, { load: null }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
  ],
  'censored-latency': [
    { name: 'passes a run without timeouts', result: sample, status: 'pass', evidence: [{ value: 0, n: 900 }] },
    {
      name: 'notes more than a thousandth, and the timeout',
      result: requests({ timeouts: 9 }),
      ...{ status: 'note', says: ['9 of 900 requests (1 %) ran into the timeout of 1 min'] },
      saysKorean: ['요청 900건 가운데 9건'],
      evidence: [{ name: 'timeouts', value: 0.01, limit: 0.001 }],
    },
    {
      name: 'notes them where the timeout is not known',
      result: changed(requests({ timeouts: 9 }), { load: null }),
      ...{ status: 'note', says: ['ran into the timeout'] },
    },
    { name: 'passes a thousandth', result: requests({ n: 9_000, timeouts: 9 }), status: 'pass' },
    {
      name: 'cannot tell without samples',
      result: requests({ timeouts: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'objective-without-data': [
    { name: 'passes objectives with samples', result: sample, status: 'pass' },
    {
      name: 'tells what each has and needs, in the words of the language',
      result: objectives(
        objective(0, { status: 'NO_DATA', value: null, n: 71 }),
        objective(1, { status: 'NO_DATA', value: null, n: 0 }),
      ),
      status: 'note',
      says: ['p(95) < 800 ms has 71 samples and needs 72', 'failed requests < 2 % has 0 samples and needs 1'],
      saysKorean: ['p(95) < 800 ms: 표본 71개, 필요 72개', ': 표본 0개'],
      evidence: [{ value: 2, n: 2, limit: 0 }],
    },
    {
      name: 'passes one that has samples but cannot be known',
      result: objectives(objective(3, { status: 'NO_DATA' })),
      status: 'pass',
    },
  ],
  'objective-margin': [
    {
      name: 'passes values far from their limits',
      result: sample,
      status: 'pass',
      evidence: [{ name: 'margin', value: (800 - 48.6) / 800, n: 900, limit: 0.1 }],
    },
    {
      name: 'notes an interval that holds the limit',
      result: objectives(objective(0, { value: 760, interval: { low: 700, high: 820, method: 'blocks', n: 30 } })),
      status: 'note',
      says: [
        'p(95) < 800 ms is met at 760 ms, but the limit lies within its 95 % interval (700 ms to 820 ms, 30 time blocks)',
      ],
      saysKorean: ['p(95) < 800 ms: 760 ms로 충족이지만, 한계가 95% 구간(700 ms–820 ms, 시간 블록 30개) 안에'],
    },
    {
      name: 'leaves a success without a failure to zero-failures',
      result: objectives(objective(2, { value: 1, n: 80, interval: { low: 0.963, high: 1, method: 'blocks', n: 10 } })),
      status: 'pass',
    },
    {
      name: 'passes a near value whose interval does not hold the limit',
      result: objectives(objective(0, { value: 760, interval: { low: 750, high: 770, method: 'blocks', n: 30 } })),
      status: 'pass',
    },
    {
      name: 'notes a near value where no interval settles it',
      result: objectives(objective(0, { status: 'FAIL', value: 840, interval: null })),
      ...{ status: 'note', says: ['p(95) < 800 ms is missed at 840 ms, within 5 % of the limit'] },
      saysKorean: ['840 ms로 미충족이지만, 한계와의 차이가'],
    },
    {
      name: 'measures a success by the failures that it allows',
      result: objectives(objective(2, { value: 0.981, interval: null })),
      ...{ status: 'note', says: ['order_success > 98 % (of attempted) is met at 98.1 %, within 5 % of the limit'] },
    },
    {
      name: 'does not round a value onto its limit',
      result: objectives(
        objective(0, { value: 799.7, interval: null }),
        objective(1, { status: 'FAIL', value: 0.0204, interval: null }),
      ),
      ...{ status: 'note', says: ['is met at 799.7 ms', 'failed requests < 2 % is missed at 2.04 %'] },
    },
    {
      name: 'needs limits',
      result: objectives(objectiveOf({ kind: 'threshold', metric: 'm', expression: 'p(95)<1' }, {})),
      ...{ status: 'not-applicable', reason: 'no-limits' },
    },
    {
      name: 'says no margin of a lower bound',
      result: objectives(objective(0, { status: 'FAIL', value: 840, interval: null, isLowerBound: true })),
      ...{ status: 'not-applicable', reason: 'no-limits' },
    },
    {
      name: 'needs values',
      result: objectives(objective(0, { status: 'NO_DATA', value: null })),
      ...{ status: 'not-applicable', reason: 'no-limits' },
    },
  ],
  'zero-failures': [
    { name: 'passes what its trials show', result: sample, status: 'pass' },
    {
      name: 'notes that a hundred trials do not show two in a hundred',
      result: objectives(objective(2, { n: 100 })),
      status: 'note',
      says: ['No failure was seen, but in too few trials to prove ', '(100 leave up to 3 %)'],
      saysKorean: ['입증하기에는 시도가 적습니다', '(100번이면 최대 3%)'],
      evidence: [{ name: 'failureBound', n: 100, value: 1 - 0.05 ** 0.01 }],
    },
    {
      name: 'does not round what is allowed',
      result: objectives(objectiveOf({ kind: 'failed-requests', belowRatio: 0.0005 }, { value: 0, n: 3_000 })),
      ...{ status: 'note', says: ['prove failed requests < 0.05 % (3,000 leave up to 0.0998 %)'] },
    },
    { name: 'passes 150 trials', result: objectives(objective(2, { n: 150 })), status: 'pass' },
    {
      name: 'passes where something failed',
      result: objectives(objective(2, { n: 100, value: 0.99 })),
      status: 'pass',
    },
    {
      name: 'needs ratios',
      result: objectives(objective(0, {})),
      ...{ status: 'not-applicable', reason: 'no-limits' },
    },
  ],
  'small-sample': [
    { name: 'passes 45 samples beyond', result: sample, status: 'pass', evidence: [{ value: 45, limit: 10 }] },
    {
      name: 'notes that three lie beyond',
      result: objectives(objective(0, { n: 72 })),
      ...{ status: 'note', says: ['p(95) < 800 ms rests on 72 samples, of which 3 lie beyond the percentile'] },
      saysKorean: ['p(95) < 800 ms: 표본 72개, 그중 백분위수를 넘는 것은 3개뿐입니다'],
    },
    {
      name: 'says of one that it lies',
      result: objectives(objective(0, { n: 20, neededN: 20 })),
      ...{ status: 'note', says: ['of which 1 lies beyond'] },
    },
    { name: 'passes ten beyond', result: objectives(objective(0, { n: 200 })), status: 'pass' },
    {
      name: 'leaves what has no data to another',
      result: objectives(objective(0, { n: 71, status: 'NO_DATA' })),
      ...{ status: 'not-applicable', reason: 'too-short' },
    },
    {
      name: 'needs percentiles',
      result: objectives(objective(1, {})),
      ...{ status: 'not-applicable', reason: 'no-limits' },
    },
  ],
  'warm-up-included': [
    { name: 'passes a plateau that is steady from its start', result: steady, status: 'pass' },
    {
      name: 'notes one that starts cold, and how long a warm-up it takes',
      result: cold,
      status: 'note',
      says: ['Latency settles only 15 s into the plateau of 10/s: it starts at 20.9 ms and continues at 7.69 ms'],
      saysKorean: ['10건/초 평탄 구간에서 지연 시간이 15초 뒤에야 안정됩니다'],
      experiments: [{ options: { warmup: '15s' } }],
    },
    {
      name: 'asks for a longer warm-up where there was one',
      result: changed(cold, { load: { ...load, warmUp: { rateRps: 5, durationMs: 10_000 } } }),
      ...{ status: 'note', experiments: [{ options: { warmup: '25s' } }] },
    },
    {
      name: 'passes a difference of a fifth',
      result: plateau(
        () => 5,
        (second) => (second < 15 ? 2.2 : 2) + wobble(second) / 10,
      ),
      status: 'pass',
    },
    { name: 'does not judge ten seconds', result: sample, status: 'not-applicable', reason: 'too-short' },
    {
      name: 'needs a plateau',
      result: sampleResult({ stages: stagesWith(() => ramp) }),
      ...{ status: 'not-applicable', reason: 'no-plateau' },
    },
    {
      name: 'needs samples',
      result: sampleResult({ series: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'selection-in-latency': [
    {
      name: 'passes journeys that are alike',
      result: sampleResult({ selection: selectionOf(10, 11) }),
      status: 'pass',
    },
    {
      name: 'notes that those that got through were faster',
      result: sampleResult({ selection: selectionOf(10, 40) }),
      status: 'note',
      says: [
        'Journeys that reached order had been faster in earlier steps: at signup they took 10.0 ms (median of 240), the others 40.0 ms (of 35)',
      ],
      saysKorean: ['signup 단계의 중앙값 10.0 ms(240건), 나머지 여정은 40.0 ms(35건)'],
      evidence: [{ name: 'signup', value: 0.25, n: 240, limit: 0.8 }],
    },
    {
      name: 'does not compare a few journeys',
      result: sampleResult({ selection: selectionOf(10, 40, 240, 19) }),
      ...{ status: 'not-applicable', reason: 'too-short' },
    },
    {
      name: 'does not compare with journeys that took no time at all',
      result: sampleResult({ selection: selectionOf(10, 0) }),
      ...{ status: 'not-applicable', reason: 'too-short' },
    },
    {
      name: 'needs journeys with keys',
      result: sample,
      ...{ status: 'not-applicable', reason: 'no-key' },
    },
    {
      name: 'needs some that were lost',
      result: sampleResult({ selection: [] }),
      ...{ status: 'not-applicable', reason: 'no-key' },
    },
  ],
  'sustainable-range': [
    {
      name: 'claims a plateau that met the objectives, and offers to repeat it for longer',
      result: sample,
      ...{ status: 'note', variant: 'plateau', says: ['Of the rates tried, 10/s met the objectives on a plateau'] },
      saysKorean: ['평탄 구간에서 목표를 충족한 것은 10건/초입니다'],
      evidence: [{ name: 'metRate', value: 10, n: 100 }],
      experiments: [{ options: { rate: '10', duration: '5m' } }],
    },
    {
      name: 'offers no repetition of what was just run',
      result: sampleResult({ stages: [stage({ durationMs: 300_000 })] }),
      ...{ status: 'note', variant: 'held', says: ['10/s met the objectives for five minutes'], experiments: [] },
      saysKorean: ['10건/초에서 5분 이상'],
    },
    {
      name: 'says what missed them, and offers plateaus between',
      result: sampleResult({ stages: [stage({}), stage({ ...ramp, requests: slowRequests })] }),
      ...{ status: 'note', variant: 'plateau' },
      says: ['10/s met the objectives on a plateau; the first that did not was the ramp from 10/s to 30/s'],
      saysKorean: ['처음으로 충족하지 못한 것은 10건/초에서 30건/초까지의 램프입니다'],
      experiments: [
        { options: { rate: '10', duration: '5m' } },
        { options: { stages: '10/30s,16.67/0s,16.67/30s,23.33/0s,23.33/30s,30/0s,30/30s', 'start-rate': '10' } },
      ],
    },
    {
      name: 'says so of a ramp down to nothing',
      result: sampleResult({
        stages: [stage({}), stage({ ...ramp, fromRps: 10, toRps: 0, requests: slowRequests })],
      }),
      ...{ status: 'note', variant: 'plateau', says: ['the first that did not was the ramp from 10/s to 0/s'] },
    },
    {
      name: 'calls a ramp indicative',
      result: sampleResult({ stages: [stage({ ...ramp, fromRps: 0, toRps: 14 })] }),
      ...{ status: 'note', variant: 'ramp' },
      says: ['Indicative only', 'while ramping to 14/s (mean of that stage 7/s); no steady rate was tested'],
      saysKorean: ['참고용입니다', '14건/초까지의 램프 구간', '평균 7건/초', '일정한 도착률은 시험하지 않았습니다'],
      experiments: [{ options: { rate: '7', duration: '5m' } }],
    },
    {
      name: 'says at which plateau a ramp missed them',
      result: sampleResult({
        stages: [stage({ ...ramp, fromRps: 0, toRps: 14 }), stage({ fromRps: 14, toRps: 14, requests: slowRequests })],
      }),
      ...{ status: 'note', variant: 'ramp', says: [', and not at 14/s; no plateau is shown to have met them'] },
    },
    {
      name: 'claims no plateau on which the backlog grows, whatever its figures',
      result: backlog,
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'says that no stage met them',
      result: sampleResult({ stages: [stage({ requests: slowRequests })] }),
      ...{
        status: 'note',
        variant: 'none',
        says: ['No stage is shown to have met the objectives: the first that missed them was 10/s'],
        experiments: [{ options: { rate: '5', duration: '1m' } }],
      },
      saysKorean: ['목표를 충족했다고 확인된 구간이 없습니다: 처음으로 충족하지 못한 것은 10건/초입니다'],
    },
    {
      name: 'does not say so where a later stage met them',
      result: sampleResult({
        stages: [stage({ requests: slowRequests }), stage({ fromRps: 20, toRps: 20, index: 1 })],
      }),
      ...{
        status: 'note',
        variant: 'later',
        says: ['The first stage, 10/s, missed the objectives although a later one'],
      },
      saysKorean: ['뒤의 구간에서는 충족했습니다'],
    },
    {
      name: 'does not say so where the stages before have too few samples',
      result: sampleResult({
        stages: [
          stage({ requests: { ...slowRequests, n: 71 } }),
          stage({ fromRps: 20, toRps: 20, requests: slowRequests }),
        ],
      }),
      ...{ status: 'note', variant: 'unproven' },
      says: ['The first stage that missed the objectives was 20/s; those before it are not shown to have met them'],
      saysKorean: ['처음으로 목표를 충족하지 못한 구간은 20건/초이고'],
    },
    {
      name: 'claims nothing of the stages that a summary cannot tell apart',
      result: sampleResult({ source: 'summary' }),
      ...{ status: 'note', variant: 'whole' },
      says: [
        'Indicative only: the run as a whole met the objectives, at rates up to 30/s; without samples there is nothing on its stages',
      ],
      saysNot: ['no steady rate'],
      saysKorean: ['최대 30건/초의 도착률까지 목표를 충족했지만'],
    },
    {
      name: 'takes the whole run for its only stage',
      result: sampleResult({ source: 'summary', stages: [stage({})] }),
      ...{ status: 'note', variant: 'only', says: ['10/s, the only rate tried, met the objectives'] },
      saysKorean: ['시도한 유일한 도착률 10건/초'],
    },
    {
      name: 'says of the only stage of a summary that it missed them',
      result: sampleResult({
        ...{ source: 'summary', stages: [stage({})] },
        objectives: [objective(0, { status: 'FAIL' }), objective(1, {})],
      }),
      ...{ status: 'note', variant: 'none' },
    },
    {
      name: 'claims nothing of a summary that missed an objective',
      result: sampleResult({ source: 'summary', objectives: [objective(0, { status: 'FAIL' })] }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'claims nothing of a summary without objectives',
      result: sampleResult({ source: 'summary', objectives: [] }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'needs the stages',
      result: sampleResult({ stages: [] }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
    {
      name: 'claims nothing of a run that was cut short',
      result: ended('interrupted'),
      ...{ status: 'not-applicable', reason: 'cut-short' },
    },
  ],
  'cost-by-step': [
    {
      name: 'says how much time each step takes, the most first',
      result: sampleResult({
        steps: stepsWith((_, index) => ({ latency: { ...latencyOf(300), meanMs: [20, 60, 20][index] ?? 0 } })),
      }),
      status: 'note',
      says: ['60 % went to charge (mean 60.0 ms, 300 requests), 20 % went to signup'],
      saysKorean: ['(평균 60.0 ms, 요청 300건), signup'],
      evidence: [{ name: 'charge', value: 0.6, n: 300 }, {}, {}],
    },
    {
      name: 'compares no means that are lower bounds',
      result: sampleResult({ steps: stepsWith(() => ({ latency: { ...latencyOf(300), atLeast: ['meanMs'] } })) }),
      ...{ status: 'not-applicable', reason: 'lower-bound' },
    },
    {
      name: 'needs two steps with a mean',
      result: sampleResult({ steps: stepsWith((_, index) => (index > 0 ? { latency: without('meanMs') } : {})) }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
    {
      name: 'needs time that was spent',
      result: sampleResult({ steps: stepsWith(() => ({ latency: latencyOf(300, 0) })) }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'summary-export-shape': [
    { name: 'passes a summary of handleSummary', result: sample, status: 'pass' },
    {
      name: 'tells that true means failed, and which did',
      result: sampleResult({ isSummaryExport: true, thresholds: crossed }),
      status: 'note',
      says: [`a threshold is true when it failed: here ${thresholds[0]?.metric} ${thresholds[0]?.expression}`],
      saysKorean: ['실패한 임계값은 다음과 같습니다'],
    },
    {
      name: 'names none where none failed',
      result: sampleResult({ isSummaryExport: true }),
      ...{ status: 'note', says: ['a threshold is true when it failed'] },
    },
  ],
  'coarse-stamps': [
    { name: 'passes microseconds', result: sample, status: 'pass', evidence: [{ value: 0.001, limit: 1_000 }] },
    { name: 'passes milliseconds', result: sampleResult({ stampMs: 1 }), status: 'pass' },
    {
      name: 'notes whole seconds',
      result: sampleResult({ stampMs: 1_000 }),
      ...{ status: 'note', says: ['whole seconds'], saysKorean: ['초 단위'] },
    },
    {
      name: 'needs samples',
      result: sampleResult({ stampMs: null }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'log-messages': [
    { name: 'passes a k6 that logged nothing', result: sample, status: 'pass' },
    {
      name: 'tells the most frequent one',
      result: sampleResult({
        log: {
          ...{ errors: 1, warnings: 12, exceptions: 0 },
          messages: [
            { level: 'warning', text: 'Request Failed', count: 12 },
            { level: 'error', text: 'thresholds crossed', count: 1 },
          ],
        },
      }),
      ...{ status: 'note', says: ['k6 logged 1 error and 12 warnings, most often: Request Failed (12 ×)'] },
      saysKorean: ['오류 1건과 경고 12건', 'Request Failed'],
      evidence: [
        { name: 'logErrors', value: 1 },
        { name: 'logWarnings', value: 12 },
      ],
    },
    {
      name: 'leaves out the signal by which a run was stopped, which another finding tells',
      result: sampleResult({ ending: stopped, log: logOf(1, [{ text: signalText, count: 1 }]) }),
      status: 'pass',
    },
    {
      name: 'tells what else k6 logged before it was stopped',
      result: sampleResult({
        ending: stopped,
        log: logOf(4, [
          { text: 'no', count: 3 },
          { text: signalText, count: 1 },
        ]),
      }),
      ...{
        status: 'note',
        says: ['k6 logged 3 errors and 0 warnings, most often: no (3 ×)'],
        saysKorean: ['오류 3건'],
      },
    },
    {
      name: 'tells of a signal that nothing else tells of',
      result: sampleResult({ log: logOf(1, [{ text: signalText, count: 1 }]) }),
      ...{ status: 'note', says: [signalText], saysKorean: [signalText] },
    },
    {
      name: 'says nothing of warnings where the log has no levels',
      result: sampleResult({
        log: { errors: 3, warnings: null, exceptions: 3, messages: [{ level: 'error', text: 'no', count: 3 }] },
      }),
      ...{ status: 'note', says: ['k6 logged 3 errors, most often: no (3 ×)'], saysKorean: ['오류 3건을 기록'] },
    },
    {
      name: 'has no log of another script',
      result: sampleResult({ log: null }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'rate-denominator': [
    {
      name: 'passes where stages have rates of their own',
      result: sample,
      ...{ status: 'pass', evidence: [{ name: 'loadOfRun', value: 20_000 / 21_300 }] },
    },
    {
      name: 'notes that k6 divides by more than the load',
      result: sampleResult({ source: 'summary', durationMs: 51_200 }),
      ...{ status: 'note', says: ['divides its rates by the whole run (51.2 s), but load was offered for 20 s of it'] },
      saysKorean: ['전체 실행 시간(51.2초)', '부하를 건 시간은 20초'],
    },
    {
      name: 'passes a twentieth',
      result: sampleResult({ source: 'summary', durationMs: 21_000 }),
      status: 'pass',
    },
    {
      name: 'needs to know the load',
      result: sampleResult({ load: null }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
    {
      name: 'needs to know how long k6 ran',
      result: sampleResult({ durationMs: null }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
    {
      name: 'does not divide by the zero of a run whose caseload was killed',
      result: sampleResult({ durationMs: 0 }),
      ...{ status: 'not-applicable', reason: 'no-schedule' },
    },
    {
      name: 'needs requests',
      result: requests({ n: 0 }),
      ...{ status: 'not-applicable', reason: 'no-samples' },
    },
  ],
  'same-host': [
    { name: 'passes hosts of their own', result: sample, status: 'pass' },
    {
      name: 'notes a shared one, which makes no doubt',
      result: sampleResult({ sameHost: true }),
      ...{ status: 'note', says: ['k6 and the target shared the cores of one host'] },
      saysKorean: ['한 호스트의 코어를 나눠 썼습니다'],
    },
    {
      name: 'does not know the hosts of another script',
      result: sampleResult({ sameHost: null }),
      ...{ status: 'not-applicable', reason: 'foreign' },
    },
  ],
  'incomparable-baseline': [
    { name: 'has no baseline', result: sample, status: 'not-applicable', reason: 'no-baseline' },
    { name: 'passes a baseline of the same conditions', result: sample, differences: [], status: 'pass' },
    {
      name: 'names other tools',
      result: sample,
      differences: [{ name: 'k6', a: '2.1.0', b: '2.2.0', kind: 'other' }],
      ...{ status: 'note', says: ['k6 was 2.1.0, is now 2.2.0'], saysKorean: ['k6: 기준 2.1.0, 이번 2.2.0'] },
    },
    {
      name: 'doubts a comparison across hosts',
      result: sample,
      differences: [{ name: 'CPU cores', a: '2', b: '8', kind: 'host' }],
      ...{ status: 'suspect', says: ['CPU cores was 2, is now 8'] },
    },
  ],
};
