import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { standardObjectives } from '../../lib/contract/objective.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import { resultSchema } from '../../lib/model/result.ts';
import { planLoad } from '../../lib/plan/load-plan.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { foreignSubject, type RunSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSummary, type Summary } from '../../lib/results/summary.ts';
import case1 from '../../profiles/case1.ts';
import case2 from '../../profiles/case2.ts';
import case3 from '../../profiles/case3.ts';
import { flatResult } from '../flat-result.ts';
import { completed, planOf, scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();
const constant = { executor: 'constant-arrival-rate', rateRps: 10, durationMs: 30_000 } as const;

async function resultOf(subject: RunSubject, summary: Summary) {
  const files = { samples: [], summary, k6Log: undefined, signals: undefined };
  const result = await buildResult(subject, files, subject.origin === 'foreign' ? undefined : completed);
  expect(resultSchema.safeParse(JSON.parse(JSON.stringify(result))).error?.issues ?? []).toEqual([]);
  return result;
}

const counter = (count: number) => ({ type: 'counter', values: { count, rate: count / 30 } });
const rate = (passes: number, fails: number) => ({
  type: 'rate',
  values: { rate: passes / (passes + fails), passes, fails },
});
const trend = (count: number, med = 5) => ({
  ...{ type: 'trend', values: { count, min: 1, avg: 6, med, 'p(90)': 8, 'p(95)': 9, 'p(99)': 10, max: 11 } },
});
const check = (name: string, passes: number, fails: number) => ({ name, passes, fails });
const summaryOf = (metrics: object, checks: object[] = []) =>
  readSummary(
    write('summary.json', JSON.stringify({ metrics, root_group: { checks }, state: { testRunDurationMs: 30_500 } })),
  );

/** 300 scheduled: 280 started, 250 ok, 20 failed (12 at signup, 8 at order), 10 unfinished, 20 dropped. */
const metrics = (tags = '') => {
  const inLoad = (name: string, more = '') => {
    const words = [tags, more].filter((one) => one !== '').join(',');
    return words === '' ? name : `${name}{${words}}`;
  };
  return {
    [inLoad('journeys_started')]: counter(280),
    [inLoad('journeys_ok')]: counter(250),
    [inLoad('journeys_failed')]: counter(20),
    [inLoad('journeys_failed', 'failed_step:signup')]: counter(12),
    [inLoad('journeys_failed', 'failed_step:order')]: counter(8),
    [inLoad('dropped_iterations')]: counter(20),
    [inLoad('iterations')]: counter(270),
    [inLoad('iteration_duration')]: trend(270, 15),
    [inLoad('http_reqs')]: counter(798),
    [inLoad('http_req_duration')]: trend(798),
    [inLoad('http_req_duration', 'step:signup')]: trend(276, 4),
    [inLoad('http_req_duration', 'step:charge')]: trend(264, 5),
    [inLoad('http_req_duration', 'step:order')]: trend(258, 6),
    [inLoad('http_req_failed')]: rate(20, 778),
    [inLoad('order_success')]: rate(250, 8),
    'journeys_failed{cause:exception}': counter(3),
    vus: { type: 'gauge', values: { value: 1, min: 0, max: 7 } },
  };
};

describe('a run without samples', () => {
  const subject = subjectOfPlan(planOf(constant, 'none'));

  test('is accounted for by the counters of its journeys', async () => {
    const result = await resultOf(subject, summaryOf(metrics()));
    expect(flatResult(result)).toMatchObject({
      source: 'summary',
      precision: 'exact',
      stampMs: null,
      series: null,
      distributions: [],
      selection: null,
    });
    expect(result.accounting).toEqual({
      ...{ scheduled: 300, started: 280, ok: 250, failed: 20, unfinished: 10, dropped: 20, missing: 0 },
      ...{ droppedByTarget: 0, exceptions: 3, basis: 'counted' },
    });
    const { ok, failed, unfinished, dropped, missing } = result.accounting;
    expect([ok, failed, unfinished, dropped, missing].reduce<number>((sum, one) => sum + (one ?? 0), 0)).toBe(300);
    expect(result.latency.journeys).toMatchObject({ n: 270, p50Ms: 15 });
    expect(result.latency.requests).toEqual({
      ...{ n: 798, failed: 20, unknown: 0, timeouts: null, okLatency: null, failedLatency: null },
      latency: {
        n: 798,
        unfinished: 0,
        atLeast: [],
        minMs: 1,
        meanMs: 6,
        p50Ms: 5,
        p90Ms: 8,
        p95Ms: 9,
        p99Ms: 10,
        maxMs: 11,
      },
    });
    expect(result.run.durationMs).toBe(completed.durationMs);
  });

  test('that was cut short has missed the success of its journeys once too many failed or were dropped', async () => {
    const objectives = [0.86, 0.87].map((aboveRatio) => ({ kind: 'journey-success' as const, aboveRatio }));
    const plan = { ...planOf(constant, 'none'), objectives };
    const ending = { kind: 'interrupted' as const, detail: 'stopped by the user', k6ExitCode: 105 };
    const files = { samples: [], summary: summaryOf(metrics()), k6Log: undefined, signals: undefined };
    const result = await buildResult(subjectOfPlan(plan), files, { ...completed, ending });
    // 40 of 300 are lost: 86.7 % could still have succeeded.
    expect(result.objectives.results.map(({ status }) => status)).toEqual(['NO_DATA', 'FAIL']);
  });

  test('has its steps by their sub-metrics, and where those were lost who never came', async () => {
    const {
      latency: { steps },
    } = await resultOf(subject, summaryOf(metrics()));
    expect(
      steps.map(({ name, reached, attempted, succeeded, failed, unfinished }) => [
        name,
        reached,
        attempted,
        succeeded,
        failed,
        unfinished,
      ]),
    ).toEqual([
      ['signup', 280, 276, 264, 12, 4],
      ['charge', 264, 264, 264, 0, 0],
      ['order', 264, 258, 250, 8, 6],
    ]);
    expect(steps[2]?.skipped).toEqual([
      { at: '', count: 20 },
      { at: 'signup', count: 16 },
    ]);
    // Whether failures cluster cannot be seen.
    expect(steps.map(({ successInterval }) => successInterval?.method)).toEqual([undefined, 'exact', undefined]);
  });

  test('measures its objectives by k6’s own values', async () => {
    const {
      objectives: { results: objectives },
    } = await resultOf(subject, summaryOf(metrics()));
    expect(objectives.map(({ value, n, status, interval }) => [value, n, status, interval])).toEqual([
      [9, 798, 'PASS', null],
      [20 / 798, 798, 'FAIL', null],
      [250 / 258, 258, 'FAIL', null],
      [250 / 300, 300, 'FAIL', null],
    ]);
  });

  test('blames drops on the target when so many VUs were busy at once', async () => {
    const vus = subject.load?.virtualUsers?.count ?? Number.NaN;
    const of = async (max: number) =>
      (await resultOf(subject, summaryOf({ ...metrics(), vus: { type: 'gauge', values: { max } } }))).accounting
        .droppedByTarget;
    expect(await of(Math.ceil(0.95 * vus))).toBe(20);
    expect(await of(Math.floor(0.9 * vus))).toBe(0);
  });

  test('has the stages of its plan, with nothing known of them', async () => {
    const {
      series: { stages },
    } = await resultOf(subject, summaryOf(metrics()));
    expect(stages).toMatchObject([
      { scheduled: 300, started: null, ok: null, requests: null, inFlightMean: null, steps: [] },
    ]);
  });

  test('with a warm-up is told by the load’s sub-metrics', async () => {
    const plan: RunPlan = planOf({ ...constant, warmUp: { rateRps: 1, durationMs: 5_000 } }, 'none');
    const all = {
      ...metrics('scenario:load'),
      journeys_started: counter(999),
      http_req_duration: trend(9_999),
      dropped_iterations: counter(99),
    };
    const {
      accounting,
      latency: { requests, steps },
    } = await resultOf(subjectOfPlan(plan), summaryOf(all));
    expect(accounting).toMatchObject({ started: 280, ok: 250, dropped: 20, missing: 0 });
    expect(requests.n).toBe(798);
    expect(steps.map(({ attempted }) => attempted)).toEqual([276, 264, 258]);
  });

  test('knows no drops where the counter never counted', async () => {
    const { dropped_iterations: _, ...rest } = metrics() as Record<string, object>;
    expect((await resultOf(subject, summaryOf(rest))).accounting).toMatchObject({
      dropped: 0,
      droppedByTarget: 0,
      missing: 20,
    });
  });

  test.each<[string, object]>([
    ['no metrics', {}],
    [
      'values that are all null',
      {
        journeys_started: { type: 'counter', values: { count: null } },
        http_req_duration: { type: 'trend', values: { count: null, 'p(95)': null } },
      },
    ],
    [
      'a Trend that saw no sample',
      { http_req_duration: trend(0), http_req_failed: { type: 'rate', values: { passes: 0, fails: 0 } } },
    ],
  ])('passes nothing with %s', async (_name, some) => {
    const {
      objectives: { results: objectives },
      latency: { requests },
    } = await resultOf(subject, summaryOf(some));
    expect(requests.latency).toBeNull();
    expect(objectives.map(({ status }) => status)).not.toContain('PASS');
  });
});

describe('a summary of a script that caseload did not run', () => {
  const steps = [
    { name: 'signup', check: 'register 201', timeLimitMs: 1 },
    { name: 'charge', check: 'charge 200/201', timeLimitMs: 1 },
    { name: 'order', check: 'order 200/201', timeLimitMs: 1 },
  ];
  const scenario = { name: 'e2e', isList: true, steps, objectives: standardObjectives('order') };
  const published = (name: string) =>
    readSummary(fileURLToPath(new URL(`../fixtures/cases/${name}.summary.json`, import.meta.url)));

  test.each([
    [
      'case1',
      case1,
      { scheduled: 3_500, started: 1_975, ok: 726, failed: 1_249, missing: 1_525 },
      23_220,
      ['FAIL', 'FAIL', 'PASS', 'FAIL'],
      3_427,
    ],
    [
      'case2',
      case2,
      { scheduled: 312, started: 312, ok: 312, failed: 0, missing: 0 },
      1_590,
      ['FAIL', 'PASS', 'PASS', 'PASS'],
      936,
    ],
    [
      'case3',
      case3,
      { scheduled: 430, started: 429, ok: 429, failed: 0, missing: 1 },
      82.84,
      ['PASS', 'PASS', 'PASS', 'PASS'],
      1_287,
    ],
  ] as const)('gives the published figures of %s', async (name, profile, accounting, p95Ms, statuses, requests) => {
    const subject = foreignSubject({ scenario, load: planLoad(profile, {}) });
    const result = await resultOf(subject, published(name));
    expect(result.accounting).toMatchObject({ ...accounting, basis: 'derived', unfinished: null });
    expect(result.latency.requests).toMatchObject({ n: requests, latency: { p95Ms, n: requests } });
    expect(result.objectives.results.map(({ status }) => status)).toEqual(statuses);
    expect(result.objectives.results[3]?.value).toBeCloseTo(accounting.ok / accounting.scheduled, 12);
  });

  test('has its checks, which are no steps', async () => {
    const summary = summaryOf({ http_req_duration: trend(9) }, [check('a', 3, 1), check('b', 3, 0)]);
    const {
      latency: { steps: found },
      accounting,
      objectives: { results: objectives, thresholds, checks },
    } = await resultOf(foreignSubject({ scenario: undefined, load: undefined }), summary);
    expect(found).toEqual([]);
    expect(checks).toEqual([check('a', 3, 1), check('b', 3, 0)]);
    expect(accounting).toMatchObject({ scheduled: null, started: null, ok: null, missing: null, basis: 'derived' });
    expect([objectives, thresholds]).toEqual([[], []]);
  });

  test('has its tagged sub-metrics for steps where there are any', async () => {
    const summary = summaryOf(
      {
        'http_req_duration{step:a}': trend(4),
        'http_req_duration{step:b}': trend(0),
        'http_req_duration{x:y}': trend(1),
      },
      [check('c', 1, 0)],
    );
    const {
      latency: { steps: found },
    } = await resultOf(foreignSubject({ scenario: undefined, load: undefined }), summary);
    expect(found.map(({ name, attempted }) => [name, attempted])).toEqual([['a', 4]]);
  });

  test('is judged by its own thresholds where no objectives are known', async () => {
    const summary = summaryOf({
      http_req_duration: { ...trend(100), thresholds: { 'p(95)<8': { ok: true }, 'p(99)<100': { ok: true } } },
      http_req_failed: { ...rate(0, 100), thresholds: { 'rate<0.01': { ok: true } } },
      empty: { type: 'trend', values: { count: 0, 'p(95)': 0 }, thresholds: { 'p(95)<1': { ok: true } } },
    });
    const {
      objectives: { results: objectives },
    } = await resultOf(foreignSubject({ scenario: undefined, load: undefined }), summary);
    expect(objectives.map(({ text, status }) => [text, status])).toEqual([
      ['empty p(95)<1', 'NO_DATA'],
      // Its value does not hold, whatever the file says.
      ['http_req_duration p(95)<8', 'FAIL'],
      // 100 samples are too few for a p99.
      ['http_req_duration p(99)<100', 'NO_DATA'],
      ['http_req_failed rate<0.01', 'PASS'],
    ]);
  });
});
