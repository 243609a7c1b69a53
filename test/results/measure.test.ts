import { describe, expect, test } from 'vitest';
import type { Objective } from '../../lib/contract/objective.ts';
import { stageMeets } from '../../lib/judge/findings/stage-objectives.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import type { RunResult, StageResult } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { figuresOfSamples } from '../../lib/results/from-samples.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { readSamples } from '../../lib/results/samples/samples.ts';
import { designEffectOf } from '../../lib/stats/design-effect.ts';
import { blockRatioInterval, exactInterval, isClustered } from '../../lib/stats/intervals.ts';
import { quantile } from '../../lib/stats/quantile.ts';
import { seeded } from '../stats/random.ts';
import { stepNames } from './journey-rows.ts';
import { completed, planOf, type Row, requestRows, samplesFile, scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();
const constant = planOf({ executor: 'constant-arrival-rate', rateRps: 20, durationMs: 60_000 });
const ramp = planOf({
  executor: 'ramping-arrival-rate',
  startRps: 10,
  stages: [{ targetRps: 30, durationMs: 60_000 }],
});

/** Journeys of three requests, one every 50 ms; the latency and the fate of each from its number. */
function rowsOf(
  { failsAt, msAt }: { failsAt: (index: number) => boolean; msAt: (index: number) => number },
  count = 1_200,
): Row[] {
  return Array.from({ length: count }, (_, index) => {
    const startMs = (index + 1) * 50;
    const rows: Row[] = [{ metric: 'journeys_started', atMs: startMs }];
    let atMs = startMs;
    for (const step of stepNames) {
      const durationMs = msAt(index);
      atMs += durationMs;
      const isExpected = !(failsAt(index) && step === 'order');
      rows.push(...requestRows({ step, endMs: atMs, durationMs, isExpected, status: isExpected ? 201 : 500 }));
    }
    rows.push(
      failsAt(index)
        ? { metric: 'journeys_failed', atMs, tags: { cause: 'status 500', failed_step: 'order' } }
        : { metric: 'journeys_ok', atMs },
      { metric: 'iteration_duration', atMs, value: atMs - startMs },
    );
    return rows;
  })
    .flat()
    .sort((a, b) => a.atMs - b.atMs);
}

async function resultOf(plan: RunPlan, rows: readonly Row[], facts = completed): Promise<RunResult> {
  const samples = write('samples.csv.gz', samplesFile(rows));
  return buildResult(
    subjectOfPlan(plan),
    { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined },
    facts,
  );
}
const intervalsOf = ({ objectives: { results: objectives } }: RunResult) =>
  Object.fromEntries(objectives.map(({ objective, interval }) => [objective.kind, interval]));

const random = seeded(3);
const noise = Array.from({ length: 2_000 }, () => random());
const noisy = {
  failsAt: (index: number) => (noise[index] as number) < 0.1,
  msAt: (index: number) => 5 + 10 * (noise[index + 1] as number),
};

describe('the intervals of objectives', () => {
  test('are those of ten time blocks under a load that never changes', async () => {
    const result = await resultOf(constant, rowsOf(noisy));
    const found = intervalsOf(result);
    for (const kind of ['latency', 'failed-requests', 'journey-success']) {
      expect(found[kind]).toMatchObject({ method: 'blocks', n: 10 });
      const { value } = result.objectives.results.find(({ objective }) => objective.kind === kind) ?? {};
      expect(found[kind]?.low).toBeLessThan(value ?? Number.NaN);
      expect(found[kind]?.high).toBeGreaterThan(value ?? Number.NaN);
    }
  });

  test('of journeys are those of ten parts of them in the order in which they were due', async () => {
    const result = await resultOf(constant, rowsOf(noisy));
    const blocks = Array.from({ length: 10 }, (_, block) => ({
      events: Array.from({ length: 120 }, (_, at) => block * 120 + at).filter((index) => !noisy.failsAt(index)).length,
      trials: 120,
    }));
    const { low, high, ratio } = blockRatioInterval(blocks, designEffectOf(result.series.windows?.meanLogMs ?? []));
    const objective = result.objectives.results.find((one) => one.objective.kind === 'journey-success');
    expect(objective?.value).toBeCloseTo(ratio, 12);
    expect(objective?.interval).toEqual({
      low: expect.closeTo(low, 12),
      high: expect.closeTo(high, 12),
      method: 'blocks',
      n: 10,
    });
  });

  test.each<[string, RunPlan, Row[]]>([
    ['a ramp', ramp, rowsOf(noisy)],
    [
      'a load with a step',
      planOf({
        executor: 'ramping-arrival-rate',
        startRps: 10,
        stages: [
          { targetRps: 10, durationMs: 30_000 },
          { targetRps: 20, durationMs: 0 },
          { targetRps: 20, durationMs: 30_000 },
        ],
      }),
      rowsOf(noisy),
    ],
    [
      'less than fifty seconds',
      planOf({ executor: 'constant-arrival-rate', rateRps: 20, durationMs: 49_000 }),
      rowsOf(noisy, 980),
    ],
  ])('are none for latencies, requests and journeys under %s', async (_name, plan, rows) => {
    const found = intervalsOf(await resultOf(plan, rows));
    expect([found.latency, found['failed-requests'], found['journey-success']]).toEqual([null, null, null]);
  });

  test('are there under a constant load in several stages', async () => {
    const plan = planOf({
      executor: 'ramping-arrival-rate',
      startRps: 20,
      stages: [
        { targetRps: 20, durationMs: 30_000 },
        { targetRps: 20, durationMs: 30_000 },
      ],
    });
    expect(intervalsOf(await resultOf(plan, rowsOf(noisy))).latency).toMatchObject({ method: 'blocks' });
  });

  test('are none of requests when a tenth of the time had none', async () => {
    const found = intervalsOf(
      await resultOf(
        constant,
        rowsOf(noisy).filter(({ atMs }) => atMs < 23_900 || atMs > 30_100),
      ),
    );
    expect([found.latency, found['failed-requests']]).toEqual([null, null]);
  });

  test('widen when the failures come all at once', async () => {
    const evenly = intervalsOf(await resultOf(constant, rowsOf({ ...noisy, failsAt: (index) => index % 10 === 0 })));
    const atOnce = intervalsOf(await resultOf(constant, rowsOf({ ...noisy, failsAt: (index) => index < 120 })));
    const width = (interval: typeof evenly.latency) => (interval?.high ?? Number.NaN) - (interval?.low ?? Number.NaN);
    expect(width(atOnce['failed-requests'])).toBeGreaterThan(10 * width(evenly['failed-requests']));
    expect(width(atOnce['journey-success'])).toBeGreaterThan(10 * width(evenly['journey-success']));
  });
});

describe('the interval of a step’s success', () => {
  test('is that of independent trials while failures do not cluster', async () => {
    const {
      latency: { steps },
    } = await resultOf(ramp, rowsOf({ ...noisy, failsAt: (index) => index % 10 === 0 }));
    expect(steps[2]?.successInterval).toMatchObject(exactInterval(1_080, 1_200));
    expect(steps[0]?.successInterval).toMatchObject(exactInterval(1_200, 1_200));
  });

  test('is that of time blocks when they do', async () => {
    const {
      latency: { steps },
    } = await resultOf(ramp, rowsOf({ ...noisy, failsAt: (index) => index < 120 }));
    expect(isClustered([{ events: 120, trials: 120 }, ...Array(9).fill({ events: 0, trials: 120 })])).toBe(true);
    expect(steps[2]?.successInterval).toMatchObject({ method: 'blocks', n: 10 });
    expect(steps[2]?.successInterval?.high).toBeGreaterThan(0.99);
    expect(steps[2]?.successInterval?.low).toBeLessThan(0.8);
  });

  test('is none without an attempt', async () => {
    const {
      latency: { steps },
    } = await resultOf(ramp, [{ metric: 'journeys_started', atMs: 1 }]);
    expect(steps.map(({ successInterval }) => successInterval)).toEqual([null, null, null]);
  });
});

describe('a run that was cut short', () => {
  test('has no intervals, and the rates of the time that it took', async () => {
    const facts = {
      ...completed,
      ending: { kind: 'interrupted' as const, detail: 'stopped by the user', k6ExitCode: 105 },
    };
    // A third of the minute that was planned.
    const rows = rowsOf({ failsAt: (index) => index % 10 === 0, msAt: () => 5 }, 400);
    const whole = await resultOf(constant, rows);
    const cut = await resultOf(constant, rows, facts);
    expect(intervalsOf(whole)['journey-success']).toMatchObject({ method: 'blocks' });
    expect(intervalsOf(cut)['journey-success']).toBeNull();
    expect(whole.series.stages[0]?.completedRps).toBeCloseTo(400 / 60, 1);
    expect(cut.series.stages[0]?.completedRps).toBeCloseTo(20, 0);
    const stage = cut.series.stages[0] as StageResult;
    expect(stageMeets(stage, [{ kind: 'journey-success', aboveRatio: 0.5 }])).toBeUndefined();
  });

  test.each([
    [0.97, undefined, 'FAIL'],
    [0.97, 1, 'FAIL'],
    [0.9, undefined, 'NO_DATA'],
    [0.9, 1, 'NO_DATA'],
  ])('has missed a success of journeys > %d (stage %s) once too many of those scheduled failed: %s', async (...of) => {
    const [aboveRatio, stage, status] = of;
    const objective: Objective = { kind: 'journey-success', aboveRatio, ...(stage && { stage }) };
    const ending = { kind: 'interrupted' as const, detail: 'stopped by the user', k6ExitCode: 105 };
    // 40 of the 400 that ended failed, of 1,200 scheduled: 96.7 % could still have succeeded.
    const rows = rowsOf({ failsAt: (index) => index % 10 === 0, msAt: () => 5 }, 400);
    const cut = await resultOf({ ...constant, objectives: [objective] }, rows, { ...completed, ending });
    expect(cut.objectives.results.map((one) => one.status)).toEqual([status]);
  });
});

describe('a run with more samples than are kept', () => {
  test('has the same counts, and quantiles within 0.1 %', async () => {
    const rows = rowsOf(noisy);
    const samples = write('samples.csv.gz', samplesFile(rows));
    const subject = subjectOfPlan(constant);
    const question = {
      ...{
        isList: true,
        steps: stepNames,
        stages: constant.stages,
        originMs: undefined,
        firstDueMs: 50,
        thresholds: [],
      },
    };
    const exact = figuresOfSamples(await readSamples([samples], question), subject);
    for (const maxDurations of [0, 500, 3_000]) {
      const rough = figuresOfSamples(await readSamples([samples], { ...question, maxDurations }), subject);
      expect([exact.provenance.precision, rough.provenance.precision]).toEqual(['exact', 'histogram']);
      expect(rough.accounting).toEqual(exact.accounting);
      const counts = ({ latency: { steps, requests }, series: { stages, windows: series } }: typeof exact) => ({
        steps: steps.map(({ latency: _a, okLatency: _b, failedLatency: _c, ...rest }) => rest),
        stages: stages.map(({ started, ok, failed, requests: own }) => [started, ok, failed, own?.n, own?.failed]),
        requests: [requests.n, requests.failed],
        series,
      });
      expect(counts(rough)).toEqual(counts(exact));
      const durations = rows.filter(({ metric }) => metric === 'http_req_duration').map(({ value = 0 }) => value);
      const sorted = durations.sort((a, b) => a - b);
      for (const [key, q] of [
        ['p50Ms', 0.5],
        ['p90Ms', 0.9],
        ['p95Ms', 0.95],
        ['p99Ms', 0.99],
      ] as const) {
        const of = quantile(sorted, q);
        expect(exact.latency.requests.latency?.[key]).toBeCloseTo(of, 5);
        expect(Math.abs((rough.latency.requests.latency?.[key] ?? 0) - of)).toBeLessThanOrEqual(0.001 * of);
      }
      for (const key of ['n', 'minMs', 'maxMs'] as const)
        expect(rough.latency.requests.latency?.[key]).toBe(exact.latency.requests.latency?.[key]);
      expect(rough.latency.requests.latency?.meanMs).toBeCloseTo(exact.latency.requests.latency?.meanMs ?? 0, 9);
    }
  });
});
