import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RunPlan } from '../../lib/model/plan.ts';
import type { RunResult } from '../../lib/model/result.ts';
import { resultSchema } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject, type RunSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { flatResult } from '../flat-result.ts';
import { type Fate, fateOf, type Journey, journeyOf, rowsOf, type SentRequest, stepNames } from './journey-rows.ts';
import {
  completed,
  originMs,
  planOf,
  type Row,
  requestRows,
  samplesFile,
  scratchFolder,
} from './samples/samples-file.ts';

const { write } = scratchFolder();

async function resultOf(subject: RunSubject, rows: readonly Row[], facts = completed): Promise<RunResult> {
  const samples = write('samples.csv.gz', samplesFile(rows));
  const result = await buildResult(
    subject,
    { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined },
    subject.origin === 'foreign' ? undefined : facts,
  );
  // What is written can be read again.
  expect(resultSchema.safeParse(JSON.parse(JSON.stringify(result))).error?.issues ?? []).toEqual([]);
  return result;
}

const plan = planOf({
  executor: 'ramping-arrival-rate',
  startRps: 5,
  stages: [
    { targetRps: 5, durationMs: 4_000 },
    { targetRps: 10, durationMs: 0 },
    { targetRps: 10, durationMs: 2_000 },
    { targetRps: 0, durationMs: 2_000 },
  ],
});
const subject = subjectOfPlan(plan);
/** At 5 journeys a second, the first is due after 200 ms, be it started or dropped. */
const firstDueMs = 200;

const sum = (values: readonly number[]) => values.reduce((total, value) => total + value, 0);
const began = ({ kind }: Fate) => kind !== 'dropped' && kind !== 'missing';
/** Rows of requests and iterations carry the VU. */
const hasAnswers = ({ requests, endMs }: Journey) => requests.length > 0 || endMs !== undefined;
const hasEnd = ({ endMs }: Journey) => endMs !== undefined;
const countKinds = (journeys: readonly Fate[], ...kinds: Fate['kind'][]) =>
  journeys.filter(({ kind }) => kinds.includes(kind)).length;

/** Accounts of all journeys, the plain way. */
function expectAccounting(
  { accounting, latency: { steps, requests, journeys: journeyLatency } }: RunResult,
  journeys: readonly Journey[],
) {
  const are = (...kinds: Fate['kind'][]) => countKinds(journeys, ...kinds);
  expect(accounting).toMatchObject({
    scheduled: plan.scheduled,
    started: journeys.filter(began).length,
    ok: are('ok'),
    failed: are('failed', 'body', 'threw'),
    unfinished: are('unfinished'),
    dropped: are('dropped'),
    missing: are('missing'),
    exceptions: are('threw'),
    basis: 'counted',
  });
  const all = journeys.flatMap((journey) => journey.requests);
  expect(requests).toMatchObject({ n: all.length, failed: all.filter(({ hasFailed }) => hasFailed).length });
  expect(journeyLatency?.n ?? 0).toBe(journeys.filter(hasEnd).length);
  let reached = journeys.filter(began).length;
  for (const [index, step] of steps.entries()) {
    const here = (...kinds: Fate['kind'][]) =>
      journeys.filter((journey) => journey.step === index && kinds.includes(journey.kind));
    const attempted = all.filter((request) => request.step === index).length;
    expect(step).toMatchObject({
      name: stepNames[index],
      reached,
      attempted,
      failed: here('failed', 'body').length,
      unfinished: here('unfinished').length,
      succeeded: attempted - here('failed', 'body').length,
      timeouts: here('failed').filter(({ isTimeout }) => isTimeout).length,
    });
    expect(step.latency?.unfinished ?? 0).toBe(here('unfinished').length);
    const isOther = (journey: Journey) =>
      journey.kind === 'threw' ? journey.step === index : journey.kind === 'body' && journey.step === index - 1;
    expectAges(step.unfinishedAgeMs, here('unfinished'), journeys.some(isOther));
    expect(step.failedLatency?.n ?? 0).toBe(here('failed').length);
    expect((step.okLatency?.n ?? 0) + (step.failedLatency?.n ?? 0)).toBe(attempted);
    const causes = here('failed', 'body', 'threw').map(({ cause }) => cause);
    expect(Object.fromEntries(step.causes.map(({ cause, count }) => [cause, count]))).toEqual(
      Object.fromEntries([...new Set(causes)].map((cause) => [cause, causes.filter((one) => one === cause).length])),
    );
    expect(step.causes.map(({ count }) => count)).toEqual(step.causes.map(({ count }) => count).sort((a, b) => b - a));
    // Exceptions are no failures of a step, and yet nobody comes to the next one.
    reached = step.succeeded;
  }
  expect(reached).toBe(are('ok'));
}

/** k6 waits for open journeys until gracefulStop after the load; what is open has been so since its step began. */
function expectAges(
  ages: { readonly min: number; readonly max: number } | null,
  unfinished: readonly Journey[],
  mayBeOthers: boolean,
) {
  if (ages === null) return expect(unfinished).toEqual([]);
  expect(ages.min).toBeLessThanOrEqual(ages.max);
  const since = unfinished.map(({ requests, startMs }) => requests.at(-1)?.endMs ?? startMs);
  const spread = Math.max(...since) - Math.min(...since);
  // Others that came to the step and sent nothing may be taken for the latest of them: an age is never too great.
  // Neighbours within a millisecond are taken for each other, and theirs again.
  if (!mayBeOthers) expect(Math.abs(ages.max - ages.min - spread)).toBeLessThan(plan.scheduled);
}

/** The account of each stage: the k-th that began or was dropped belongs to the stage of the k-th planned. */
function expectStages({ series: { stages }, accounting }: RunResult, journeys: readonly Journey[]) {
  const events = journeys.filter(({ kind }) => kind !== 'missing').sort((a, b) => a.startMs - b.startMs);
  let at = 0;
  for (const [index, { scheduled }] of plan.stages.entries()) {
    const due = events.slice(at, at + scheduled);
    at += scheduled;
    const stage = stages[index];
    expect(stage).toMatchObject({
      started: due.filter(began).length,
      ok: countKinds(due, 'ok'),
      failed: countKinds(due, 'failed', 'body', 'threw'),
      unfinished: countKinds(due, 'unfinished'),
      dropped: countKinds(due, 'dropped'),
    });
    const { ok, failed, unfinished, dropped } = stage ?? {};
    const known = sum([ok, failed, unfinished, dropped].map((count) => count ?? Number.NaN));
    expect(known).toBe(due.length);
    if (accounting.missing === 0) expect(known).toBe(scheduled);
  }
  const total = (key: 'ok' | 'failed' | 'unfinished' | 'dropped' | 'started') =>
    sum(stages.map((stage) => stage[key] ?? 0));
  expect([total('started'), total('ok'), total('failed'), total('unfinished'), total('dropped')]).toEqual([
    accounting.started,
    accounting.ok,
    accounting.failed,
    accounting.unfinished,
    accounting.dropped,
  ]);
}

/** Requests belong to the stage in which they began. */
function expectRequestsOfStages({ series: { stages } }: RunResult, journeys: readonly Journey[]) {
  const origin =
    Math.min(...journeys.filter(({ kind }) => kind !== 'missing').map(({ startMs }) => startMs)) - firstDueMs;
  const all = journeys.flatMap(({ requests }) => requests);
  for (const [index, { startMs, durationMs }] of plan.stages.entries()) {
    // The first stage has what came before it, too.
    const from = index === 0 ? Number.NEGATIVE_INFINITY : startMs;
    const isIn = (request: SentRequest) => {
      const offset = request.startMs - origin;
      return offset >= from && offset < startMs + durationMs;
    };
    const own = all.filter(isIn);
    expect(stages[index]?.requests).toMatchObject({
      n: own.length,
      failed: own.filter(({ hasFailed }) => hasFailed).length,
    });
    for (const [step, name] of stepNames.entries()) {
      const ofStep = own.filter((request) => request.step === step);
      const found = stages[index]?.steps[step];
      expect(found).toMatchObject({
        name,
        n: ofStep.length,
        failed: ofStep.filter(({ hasFailed }) => hasFailed).length,
      });
      const latency = found?.latency ?? null;
      const slowestMs = Math.max(...ofStep.map(({ durationMs }) => durationMs));
      expect(latency?.n ?? 0).toBe(ofStep.length);
      if (latency?.unfinished === 0) expect(latency.maxMs).toBeCloseTo(slowestMs, 5);
      else if (latency !== null) expect(latency.maxMs).toBeGreaterThanOrEqual(slowestMs - 1e-5);
    }
  }
}

describe('the account of a run', () => {
  const kinds = ['ok', 'ok', 'ok', 'failed', 'body', 'threw', 'unfinished', 'dropped'] as const;
  const fates = (all: readonly Fate['kind'][]) =>
    fc.array(fateOf(all, 9_000), { minLength: plan.scheduled, maxLength: plan.scheduled });
  const load = fc.oneof(fates(kinds), fates([...kinds, 'missing']));
  const warmUp = fc.array(fateOf(kinds, 3_000), { maxLength: 5 });

  test('is that of a plain recount, in all and stage by stage, whatever became of its journeys', async () => {
    expect(plan.stages.map(({ scheduled }) => scheduled)).toEqual([20, 0, 20, 10]);
    await fc.assert(
      fc.asyncProperty(load, warmUp, fc.boolean(), async (some, before, hasVu) => {
        const journeys = some.map(journeyOf);
        fc.pre(journeys.some(began));
        const rows = [
          ...rowsOf(
            before.map((fate, index) => journeyOf({ ...fate, atMs: fate.atMs - 10_000 }, index)),
            { scenario: 'warmup' },
          ),
          ...rowsOf(journeys, { hasVu, originMs }),
        ];
        const result = await resultOf(subject, rows);
        expect(flatResult(result)).toMatchObject({
          source: 'samples',
          precision: 'exact',
          stampMs: 0.001,
          malformedRows: 0,
          isTruncated: false,
        });
        expectAccounting(result, journeys);
        expectStages(result, journeys);
        expectRequestsOfStages(result, journeys);
        expect(result.latency.selection === null).toBe(!hasVu || !journeys.some(hasAnswers));
      }),
      { numRuns: 400 },
    );
  });

  test('gives each journey to the stage in which it was due, however late it began', async () => {
    // The last five of the first stage were dropped long after their time, when the second was under way.
    const journeys = Array.from({ length: 50 }, (_, index) =>
      journeyOf(
        {
          kind: index >= 15 && index < 20 ? 'dropped' : 'ok',
          atMs: 10_000 + index,
          step: 0,
          isTimeout: false,
          durationsMs: [1, 1, 1],
          blockedMs: [0, 0, 0],
        },
        index,
      ),
    );
    const {
      series: { stages },
    } = await resultOf(subject, rowsOf(journeys));
    expect(stages.map(({ started, dropped, droppedByGenerator }) => [started, dropped, droppedByGenerator])).toEqual([
      [15, 5, 5],
      [0, 0, 0],
      [20, 0, 0],
      [10, 0, 0],
    ]);
  });

  test('counts a sample that stands for several drops', async () => {
    const {
      accounting,
      series: { stages, windows: series },
    } = await resultOf(subject, [
      { metric: 'journeys_started', atMs: 200 },
      { metric: 'dropped_iterations', atMs: 300, value: 12 },
    ]);
    expect(accounting).toMatchObject({ started: 1, dropped: 12, missing: 37 });
    expect(stages[0]?.dropped).toBe(12);
    expect(series?.dropped).toEqual([12]);
  });

  test('shows a surplus when more journeys ended than began', async () => {
    const rows = rowsOf([
      journeyOf({ kind: 'ok', atMs: 0, step: 0, isTimeout: false, durationsMs: [1, 1, 1], blockedMs: [0, 0, 0] }, 0),
    ]);
    const ends = Array.from({ length: 60 }, (_, index) => ({ metric: 'journeys_ok', atMs: 100 + index }));
    const { accounting } = await resultOf(subject, [...rows, ...ends]);
    expect(accounting).toMatchObject({ started: 1, ok: 61, unfinished: 0, missing: -11 });
  });

  test('blames drops on the target while it holds every VU, and on the generator otherwise', async () => {
    const starts = Array.from({ length: 10 }, (_, index) => ({ metric: 'journeys_started', atMs: index }));
    const ends = Array.from({ length: 5 }, (_, index) => ({
      metric: 'iteration_duration',
      atMs: 2_000 + index,
      value: 1_900,
    }));
    const drop = (atMs: number) => ({ metric: 'dropped_iterations', atMs });
    const rows = [...starts, drop(1_000), drop(1_001), ...ends, drop(4_000)];
    const load = subject.load && {
      ...subject.load,
      virtualUsers: { count: 10, wanted: 10, capped: false, chosen: true },
    };
    const {
      accounting,
      series: { stages },
    } = await resultOf({ ...subject, load }, rows);
    expect(accounting).toMatchObject({ dropped: 3, droppedByTarget: 2 });
    expect(stages[0]).toMatchObject({ started: 10, dropped: 3, droppedByGenerator: 1 });
    const unknown = await resultOf({ ...subject, load: subject.load && { ...subject.load, virtualUsers: null } }, rows);
    expect([unknown.accounting.droppedByTarget, unknown.series.stages[0]?.droppedByGenerator]).toEqual([null, null]);
  });

  test('has the journeys open and completed in the time of each stage, whenever they were due', async () => {
    const fate = fc.record({
      startMs: fc.integer({ min: 201, max: 8_500 }),
      lastedMs: fc.integer({ min: 1, max: 6_000 }),
      isOpen: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(fate, { minLength: 1, maxLength: 30 }), async (some) => {
        // The first one is due after 200 ms, so that the origin is 0; none happens on the border of a second.
        const journeys = [{ startMs: firstDueMs, lastedMs: 100, isOpen: false }, ...some].map((one, index) => ({
          endMs: one.isOpen ? Number.POSITIVE_INFINITY : one.startMs + one.lastedMs + 0.5 + index * 0.002,
          startMs: one.startMs + (index === 0 ? 0 : 0.4),
        }));
        const rows = journeys.flatMap(({ startMs, endMs }): Row[] => [
          { metric: 'journeys_started', atMs: startMs },
          ...(Number.isFinite(endMs) ? [{ metric: 'iteration_duration', atMs: endMs, value: endMs - startMs }] : []),
        ]);
        const {
          series: { stages },
        } = await resultOf(
          subject,
          rows.sort((a, b) => a.atMs - b.atMs),
        );
        const lastS = Math.floor(Math.max(...rows.map(({ atMs }) => atMs)) / 1_000);
        const openIn = (fromMs: number) =>
          sum(
            journeys.map(({ startMs, endMs }) =>
              Math.max(0, Math.min(endMs, fromMs + 1_000) - Math.max(startMs, fromMs)),
            ),
          ) / 1_000;
        for (const [index, { startMs, durationMs }] of plan.stages.entries()) {
          const [from, to] = [startMs / 1_000, (startMs + durationMs) / 1_000];
          const ended = journeys.filter(({ endMs }) => endMs >= startMs && endMs < startMs + durationMs).length;
          if (to === from) expect(stages[index]?.completedRps).toBeNull();
          else expect(stages[index]?.completedRps).toBeCloseTo(ended / (to - from), 9);
          // In each of its seconds, as long as there is a run.
          const seconds = Array.from({ length: to - from }, (_, second) => from + second).filter((s) => s <= lastS);
          const open = seconds.map((second) => openIn(second * 1_000));
          if (open.length === 0) expect(stages[index]).toMatchObject({ inFlightMean: null, inFlightMax: null });
          else {
            expect(stages[index]?.inFlightMean).toBeCloseTo(sum(open) / open.length, 2);
            expect(stages[index]?.inFlightMax).toBeCloseTo(Math.max(...open), 2);
          }
        }
      }),
      { numRuns: 100 },
    );
  });

  test('has the same rate of completed journeys where windows are wider than a second', async () => {
    const long = planOf({ executor: 'constant-arrival-rate', rateRps: 1, durationMs: 1_200_000 });
    const ends = Array.from({ length: 299 }, (_, index) => ({
      metric: 'iteration_duration',
      atMs: 3_000 + index * 4_000,
      value: 10,
    }));
    const {
      series: { stages, windows: series },
    } = await resultOf(subjectOfPlan(long), [{ metric: 'journeys_started', atMs: 1_000 }, ...ends]);
    expect(series?.windowMs).toBe(2_000);
    expect(stages[0]?.completedRps).toBeCloseTo(299 / 1_200, 9);
  });

  test('takes no time of another request for that of connecting', async () => {
    const [, duration] = requestRows({ step: 'signup', endMs: 2_205, durationMs: 10 });
    const lone = { metric: 'http_req_blocked', atMs: 2_206, value: 1_500, tags: { step: 'signup' }, isExpected: true };
    const rows = [
      { metric: 'journeys_started', atMs: firstDueMs },
      ...(duration === undefined ? [] : [duration, lone]),
    ];
    expect((await resultOf(subject, rows)).series.windows?.requests.n).toEqual([0, 0, 1]);
  });

  test.each([
    ['a few', 2, 'PASS'],
    ['many', 50, 'NO_DATA'],
  ] as const)(
    'passes no latency that %s refused requests could move over its limit',
    async (_name, refused, status) => {
      const rows = Array.from({ length: 200 }, (_, index) =>
        requestRows({
          ...{ step: 'signup', endMs: firstDueMs + 20 * index },
          ...(index < refused ? { durationMs: 0, isExpected: false, status: 0, errorCode: 1212 } : { durationMs: 10 }),
        }),
      ).flat();
      const { latency, objectives } = await resultOf(subject, rows);
      const p95 = objectives.results.find(({ objective }) => objective.kind === 'latency');
      expect(p95).toMatchObject({ status, value: 10, isLowerBound: true, n: 200 });
      expect(latency.requests).toMatchObject({ n: 200, failed: refused, failedLatency: { n: refused, maxMs: 0 } });
      expect(latency.steps[0]).toMatchObject({ attempted: 200, failed: refused, latency: { n: 200 } });
    },
  );

  test('has the kinds of successful responses that were looked at, the warm-up left out, beside the pre-check', async () => {
    const check = (atMs: number, response: string, changes: Partial<Row> = {}): Row => ({
      ...{ metric: 'checks', atMs, check: 'order 200/201', tags: { response, step: 'order' } },
      ...changes,
    });
    const kind = { step: 'order', status: 200, type: 'text/html', encoding: '', sizeBytes: 1_200 };
    const preCheck = [{ ...kind, sent: 'application/json', errorField: null }];
    const { responses } = await resultOf(
      subject,
      [
        { metric: 'journeys_started', atMs: firstDueMs },
        check(1_000, '200 text/html - 1.2e+3'),
        check(900, '200 text/html - 1.2e+3'),
        check(1_500, '201 application/json gzip -'),
        check(1_600, '500 text/html - 12', { value: 0 }),
        check(1_700, '200 text/html - 12', { scenario: 'warmup' }),
        check(1_800, 'what a foreign script has here'),
        { metric: 'checks', atMs: 1_900, check: 'order 200/201' },
      ],
      { ...completed, preCheck },
    );
    expect(responses).toEqual({
      load: [
        { ...kind, count: 2, firstMs: 900 },
        { ...kind, status: 201, type: 'application/json', encoding: 'gzip', sizeBytes: null, count: 1, firstMs: 1_500 },
      ],
      preCheck,
    });
  });

  test('names the causes of each step, the most frequent first', async () => {
    const failure = (cause: string, atMs: number) => ({
      metric: 'journeys_failed',
      atMs,
      tags: { cause, failed_step: 'charge' },
    });
    const rows = [
      { metric: 'journeys_started', atMs: 0 },
      failure('timeout', 1),
      failure('status 409', 2),
      failure('status 409', 3),
    ];
    const {
      latency: { steps },
    } = await resultOf(subject, rows);
    expect(steps[1]?.causes).toEqual([
      { cause: 'status 409', count: 2 },
      { cause: 'timeout', count: 1 },
    ]);
  });

  test('tells for each step where those who never came to it were lost', async () => {
    const fate = (kind: Fate['kind'], step: number, index: number) =>
      journeyOf(
        { kind, step, atMs: index * 100, isTimeout: false, durationsMs: [1, 1, 1], blockedMs: [0, 0, 0] },
        index,
      );
    const kinds: [Fate['kind'], number, number][] = [
      ['ok', 0, 30],
      ['failed', 0, 6],
      ['failed', 1, 4],
      ['unfinished', 1, 3],
      ['dropped', 0, 7],
    ];
    const journeys = kinds.flatMap(([kind, step, n]) => Array.from({ length: n }, () => [kind, step] as const));
    const {
      latency: { steps },
    } = await resultOf(subject, rowsOf(journeys.map(([kind, step], index) => fate(kind, step, index))));
    expect(steps.map(({ skipped }) => skipped)).toEqual([
      [{ at: '', count: 7 }],
      [
        { at: '', count: 7 },
        { at: 'signup', count: 6 },
      ],
      [
        { at: '', count: 7 },
        { at: 'signup', count: 6 },
        { at: 'charge', count: 7 },
      ],
    ]);
  });
});

describe('the selection of a run whose rows carry the VU', () => {
  test('parts the durations of each step by whether the journey came to the last one', async () => {
    const kinds = ['ok', 'failed', 'body', 'threw', 'unfinished'] as const;
    await fc.assert(
      fc.asyncProperty(fc.array(fateOf(kinds, 5_000), { minLength: 1, maxLength: 25 }), async (some) => {
        const journeys = some.map(journeyOf);
        fc.pre(journeys.some(hasAnswers));
        const {
          latency: { selection },
        } = await resultOf(subject, rowsOf(journeys, { hasVu: true }));
        expect(selection?.map(({ step }) => step)).toEqual(['signup', 'charge']);
        for (const [index, { reachedLast, lost }] of (selection ?? []).entries()) {
          const of = (hasReached: boolean) =>
            journeys
              .filter(({ requests }) => requests.some(({ step }) => step === 2) === hasReached)
              .flatMap(({ requests }) =>
                requests.filter(({ step }) => step === index).map(({ durationMs }) => durationMs),
              );
          for (const [found, expected] of [
            [reachedLast, of(true)],
            [lost, of(false)],
          ] as const) {
            expect(found?.n ?? 0).toBe(expected.length);
            if (found) expect(found.meanMs).toBeCloseTo(sum(expected) / expected.length, 6);
          }
        }
      }),
      { numRuns: 60 },
    );
  });

  test('keeps the journeys of a VU apart that come one after another', async () => {
    const request = (step: string, endMs: number, durationMs: number) =>
      requestRows({ step, endMs, durationMs, vu: 3 });
    const end = (atMs: number) => ({ metric: 'iteration_duration', atMs, value: 50, vu: 3 });
    const rows = [
      ...[...request('signup', 10, 1), ...request('charge', 20, 2), ...request('order', 30, 3), end(40)],
      ...[...request('signup', 110, 4), end(140)],
      ...request('signup', 210, 8),
    ];
    const {
      latency: { selection },
    } = await resultOf(subject, rows);
    expect(selection?.map(({ reachedLast, lost }) => [reachedLast?.maxMs, lost?.n, lost?.meanMs])).toEqual([
      [1, 2, 6],
      [2, undefined, undefined],
    ]);
  });
});

describe('a run of a script that caseload did not bundle', () => {
  const request = (step: string, endMs: number, isExpected = true) =>
    requestRows({ step, endMs, durationMs: 10, isExpected, status: isExpected ? 200 : 503 });
  const rows = [
    ...[...request('signup', 100), ...request('charge', 200), ...request('order', 300)],
    { metric: 'iteration_duration', atMs: 310, value: 300 },
    ...[...request('signup', 1_100), ...request('charge', 1_200, false)],
    { metric: 'iteration_duration', atMs: 1_310, value: 300 },
    ...request('signup', 2_100),
    { metric: 'dropped_iterations', atMs: 2_200 },
  ];

  test('with known steps is accounted for by their attempts, which assumes that none was interrupted', async () => {
    const foreign = foreignSubject({ scenario: { ...plan.scenario, objectives: plan.objectives }, load: plan });
    const {
      accounting,
      latency: { steps },
      series: { stages },
      load,
    } = await resultOf({ ...foreign, originMs }, rows);
    expect(accounting).toEqual({
      ...{ scheduled: 50, started: 3, ok: 1, failed: 1, unfinished: null, dropped: 1, missing: 46 },
      ...{ droppedByTarget: null, exceptions: null, basis: 'derived' },
    });
    expect(
      steps.map(({ name, reached, attempted, failed, unfinished, causes }) => ({
        name,
        reached,
        attempted,
        failed,
        unfinished,
        causes,
      })),
    ).toEqual([
      { name: 'signup', reached: 3, attempted: 3, failed: 0, unfinished: null, causes: [] },
      {
        name: 'charge',
        reached: 3,
        attempted: 2,
        failed: 1,
        unfinished: null,
        causes: [{ cause: 'status 503', count: 1 }],
      },
      { name: 'order', reached: 1, attempted: 1, failed: 0, unfinished: null, causes: [] },
    ]);
    // Which journey was due in which stage cannot be told; when requests began can.
    expect(stages.map(({ started, ok, requests }) => [started, ok, requests?.n])).toEqual([
      [null, null, 6],
      [null, null, 0],
      [null, null, 0],
      [null, null, 0],
    ]);
    expect(load?.virtualUsers).toBeNull();
  });

  test('without known steps has those of its samples, and no journeys', async () => {
    const {
      accounting,
      latency: { steps },
      series: { windows: series },
      run: { startedAt, runId },
    } = await resultOf(foreignSubject({ scenario: undefined, load: undefined }), rows);
    expect(accounting).toEqual({
      ...{ scheduled: null, started: null, ok: null, failed: null, unfinished: null, dropped: 1, missing: null },
      ...{ droppedByTarget: null, exceptions: null, basis: 'derived' },
    });
    expect(steps.map(({ name, reached, attempted, failed }) => [name, reached, attempted, failed])).toEqual([
      ['signup', null, 3, 0],
      ['charge', null, 2, 1],
      ['order', null, 1, 0],
    ]);
    expect(series?.offered).toBeNull();
    expect(startedAt).toBe(new Date(originMs + 90).toISOString());
    expect(runId).toBeNull();
  });

  test('has its steps by tag, else by group, name or address', async () => {
    const line = (extra: string, group: string, name: string) =>
      `http_req_duration,1795551126000000,5.0,,,true,${group},${name},load,200,${extra},`;
    const header =
      'metric_name,timestamp,metric_value,check,error_code,expected_response,group,name,scenario,status,extra_tags,metadata';
    const text = [
      header,
      line('step=a', '::g', 'n'),
      line('', '::g::h', 'n'),
      line('', '', 'n'),
      line('url=u', '', ''),
      line('', '', ''),
    ];
    const samples = write('foreign.csv', `${text.join('\n')}\n`);
    const files = { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined };
    const {
      latency: { steps },
    } = await buildResult(foreignSubject({ scenario: undefined, load: undefined }), files, undefined);
    expect(steps.map(({ name }) => name)).toEqual(['a', 'h', 'n', 'u', '(unnamed)']);
  });

  test('with an id in each address has forty steps and the others as one', async () => {
    const many = Array.from({ length: 100 }, (_, index) =>
      requestRows({ step: `s${index}`, endMs: 100 + index, durationMs: 1 }),
    ).flat();
    const {
      latency: { steps, requests },
    } = await resultOf(foreignSubject({ scenario: undefined, load: undefined }), many);
    expect(steps.length).toBe(41);
    expect(steps.at(-1)).toMatchObject({ name: '(others)', attempted: 60 });
    expect(requests.n).toBe(100);
  });

  test('with stamps of whole seconds says so', async () => {
    const whole = requestRows({ step: 'a', endMs: 3_000, durationMs: 10 });
    expect((await resultOf(foreignSubject({ scenario: undefined, load: undefined }), whole)).provenance.stampMs).toBe(
      1_000,
    );
  });

  test('whose rows do not tell whether a response was expected is judged by http_req_failed', async () => {
    const row = (metric: string, atUs: number, value: number) => `${metric},${atUs},${value}.000000,load,step=a,`;
    const text = ['metric_name,timestamp,metric_value,scenario,extra_tags,metadata'];
    for (const [index, failed] of [0, 1, 1, 0, 1].entries()) {
      const at = 1_795_551_126_000_000 + index * 1_000;
      text.push(
        row('http_reqs', at, 1),
        row('http_req_duration', at, 5),
        row('http_req_blocked', at, 0),
        row('http_req_failed', at, failed),
      );
    }
    const samples = write('foreign.csv', `${text.join('\n')}\n`);
    const files = { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined };
    const {
      latency: { requests, steps },
    } = await buildResult(foreignSubject({ scenario: undefined, load: undefined }), files, undefined);
    expect(requests).toMatchObject({ n: 5, failed: 3 });
    expect(steps[0]).toMatchObject({ attempted: 5, succeeded: 2 });
  });
});

describe('how late journeys began', () => {
  const steady = planOf({ executor: 'constant-arrival-rate', rateRps: 10, durationMs: 2_000 });
  const starts = (lagOf: (index: number) => number): Row[] =>
    Array.from({ length: 20 }, (_, index) => ({
      metric: 'journeys_started',
      atMs: 500 + (index + 1) * 100 + lagOf(index),
    }));
  const lagsOf = async (rows: readonly Row[], of: RunPlan = steady) =>
    (await resultOf(subjectOfPlan(of), rows)).generator?.lag;

  test('is what each was later than all were', async () => {
    expect(await lagsOf(starts((index) => (index === 7 ? 30 : 0)))).toEqual({
      n: 20,
      p50Ms: expect.closeTo(0, 2),
      p99Ms: expect.closeTo(30 * 0.81, 1),
      maxMs: expect.closeTo(30, 2),
    });
  });

  test('counts a drop as an event that was due, too', async () => {
    const rows = starts(() => 0).map((row, index) => (index === 3 ? { ...row, metric: 'dropped_iterations' } : row));
    expect(await lagsOf(rows)).toMatchObject({ n: 20, maxMs: expect.closeTo(0, 2) });
  });

  test('is unknown when one is missing or too many', async () => {
    expect(await lagsOf(starts(() => 0).slice(1))).toBeNull();
    expect(await lagsOf([...starts(() => 0), { metric: 'journeys_started', atMs: 3_000 }])).toBeNull();
  });
});
