import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Ending } from '../../lib/contract/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { evaluateObjective } from '../../lib/results/objectives.ts';
import { readSummary, valuesOf } from '../../lib/results/summary.ts';
import { completed, planOf, samplesFile } from './samples-file.ts';

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'results-test-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const files = () => ({ samples: join(folder, 'samples.csv.gz'), summary: join(folder, 'summary.json') });
const stepNames = ['signup', 'charge', 'order'] as const;
type Rows = Parameters<typeof samplesFile>[0];

/** One scheduled journey: when it was due or dropped, and what became of it. `ok` and `failed` steps answer. */
interface Fate {
  readonly kind: 'ok' | 'dropped' | 'missing' | 'failed' | 'interrupted' | 'threw';
  readonly atMs: number;
  /** Where it failed, was interrupted or threw. */
  readonly step: number;
}

/** The rows that k6 leaves of a journey. */
function rowsOf(fate: Fate, scenario = 'load'): Rows {
  const { atMs } = fate;
  if (fate.kind === 'missing') return [];
  if (fate.kind === 'dropped') return [{ metric: 'dropped_iterations', atMs, scenario }];
  const failedStep = fate.kind === 'ok' ? stepNames.length : fate.step;
  const request = (index: number, isExpected: boolean) => [
    { metric: 'http_reqs', atMs: atMs + index, scenario, extraTags: `step=${stepNames[index]}`, isExpected },
    {
      metric: 'http_req_duration',
      atMs: atMs + index,
      value: 1 + index,
      scenario,
      extraTags: `step=${stepNames[index]}`,
      isExpected,
    },
    { metric: 'checks', atMs: atMs + index, value: isExpected ? 1 : 0, scenario, check: `${stepNames[index]} 201` },
  ];
  const cause = fate.kind === 'threw' ? 'exception' : 'status 500';
  const end = {
    ok: [
      { metric: 'journeys_ok', atMs: atMs + 5, scenario },
      { metric: 'journey_duration', atMs: atMs + 5, value: 5, scenario, extraTags: 'outcome=ok' },
    ],
    failed: [
      ...request(failedStep, false),
      {
        metric: 'journey_duration',
        atMs: atMs + 5,
        value: 5,
        scenario,
        extraTags: `cause=${cause}&failed_step=${stepNames[failedStep]}&outcome=failed`,
      },
    ],
    threw: [
      { metric: 'script_exceptions', atMs: atMs + 5, scenario },
      {
        metric: 'journey_duration',
        atMs: atMs + 5,
        value: 5,
        scenario,
        extraTags: `cause=${cause}&failed_step=${stepNames[failedStep]}&outcome=failed`,
      },
    ],
    interrupted: [],
  }[fate.kind];
  const passed = stepNames.slice(0, failedStep).flatMap((_, index) => request(index, true));
  return [{ metric: 'journeys_started', atMs, scenario }, ...passed, ...end];
}

const step = fc.nat(stepNames.length - 1);
const atMs = fc.nat(20_000);
const kinds = ['ok', 'ok', 'ok', 'dropped', 'missing', 'failed', 'interrupted', 'threw'] as const;
const fate: fc.Arbitrary<Fate> = fc.record({ kind: fc.constantFrom(...kinds), atMs, step });

describe('the account of a run', () => {
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
  const fates = fc.array(fate, { minLength: plan.scheduled, maxLength: plan.scheduled });

  test('is that of a plain recount, whatever became of its journeys', async () => {
    expect(plan.stages.map(({ scheduled }) => scheduled)).toEqual([20, 0, 20, 10]);
    await fc.assert(
      fc.asyncProperty(fates, fc.array(fate, { maxLength: 5 }), async (load, warmUp) => {
        const rows = [...warmUp.flatMap((one) => rowsOf(one, 'warmup')), ...load.flatMap((one) => rowsOf(one))];
        writeFileSync(files().samples, samplesFile(rows));
        const result = await buildResult(plan, files(), completed);
        const are = (...kinds: Fate['kind'][]) => load.filter(({ kind }) => kinds.includes(kind));
        const { accounting, steps, stages } = result;
        expect(accounting).toMatchObject({
          scheduled: 50,
          started: are('ok', 'failed', 'interrupted', 'threw').length,
          ok: are('ok').length,
          failed: are('failed', 'threw').length,
          interrupted: are('interrupted').length,
          dropped: are('dropped').length,
          missing: are('missing').length,
          exceptions: are('threw').length,
        });
        // The books balance.
        const { ok, failed, interrupted, dropped, missing } = accounting;
        expect(ok + failed + interrupted + dropped + missing).toBe(plan.scheduled);
        // A step is entered by who succeeded at the one before it.
        const atStep = (index: number, ...kinds: Fate['kind'][]) =>
          load.filter((one) => kinds.includes(one.kind) && one.step === index).length;
        let entered = accounting.started;
        for (const [index, one] of steps.entries()) {
          const thrown = atStep(index, 'threw');
          expect(one.failed).toBe(atStep(index, 'failed'));
          expect(one.interrupted).toBe(atStep(index, 'interrupted'));
          expect(one.attempted).toBe(entered - thrown - atStep(index, 'interrupted'));
          expect(one.succeeded).toBe(one.attempted - one.failed);
          entered = one.succeeded;
        }
        expect(entered).toBe(ok);
        expect(result.requests.n).toBe(steps.reduce((sum, one) => sum + one.attempted, 0));
        expect(result.requests.failed).toBe(are('failed').length);
        // Sorted by time, the k-th started or dropped journey is the k-th planned.
        const events = are('ok', 'failed', 'interrupted', 'threw', 'dropped').sort((a, b) => a.atMs - b.atMs);
        expect(stages.map((stage) => (stage.started ?? 0) + (stage.dropped ?? 0))).toEqual([
          Math.min(20, events.length),
          0,
          Math.min(20, Math.max(0, events.length - 20)),
          Math.max(0, events.length - 40),
        ]);
        expect(stages.reduce((sum, stage) => sum + (stage.dropped ?? 0), 0)).toBe(dropped);
        expect(stages.reduce((sum, stage) => sum + (stage.droppedByGenerator ?? 0), 0)).toBe(
          dropped - accounting.droppedByTarget,
        );
      }),
      { numRuns: 60 },
    );
  });

  test('gives each journey to the stage in which it was due, however late it began', async () => {
    // The last five of the first stage were dropped long after their time, when the second was under way.
    const load: Fate[] = Array.from({ length: 50 }, (_, index) => ({
      kind: index >= 15 && index < 20 ? 'dropped' : 'ok',
      atMs: 10_000 + index,
      step: 0,
    }));
    writeFileSync(files().samples, samplesFile(load.toReversed().flatMap((one) => rowsOf(one))));
    const { stages } = await buildResult(plan, files(), completed);
    expect(stages.map(({ started, dropped, droppedByGenerator }) => [started, dropped, droppedByGenerator])).toEqual([
      [15, 5, 5],
      [0, 0, 0],
      [20, 0, 0],
      [10, 0, 0],
    ]);
  });

  test('names the causes of each step, the most frequent first', async () => {
    const failure = (cause: string) => ({
      metric: 'journey_duration',
      atMs: 1,
      extraTags: `cause=${cause}&failed_step=charge&outcome=failed`,
    });
    writeFileSync(files().samples, samplesFile([failure('timeout'), failure('status 409'), failure('status 409')]));
    const { steps } = await buildResult(plan, files(), completed);
    expect(steps[1]?.causes).toEqual([
      { cause: 'status 409', count: 2 },
      { cause: 'timeout', count: 1 },
    ]);
  });
});

describe('the artifacts of a run', () => {
  const constant = { executor: 'constant-arrival-rate', rateRps: 10, durationMs: 1_000 } as const;
  const summary = { metrics: { vus: { type: 'gauge', values: { max: 1 } } }, root_group: { checks: [] } };
  beforeAll(() => {
    for (const file of Object.values(files())) rmSync(file, { force: true });
  });

  test('that are all missing make a result of nothing, in which nothing passes', async () => {
    const result = await buildResult(planOf(constant), files(), completed);
    expect(result).toMatchObject({ source: 'none', hasSummary: false, isTruncated: true, thresholds: [] });
    expect(result.accounting).toMatchObject({ scheduled: 10, started: 0, ok: 0, missing: 10 });
    expect(result.objectives.map(({ status }) => status)).not.toContain('PASS');
    expect(result.steps.map(({ interrupted }) => interrupted)).toEqual([undefined, undefined, undefined]);
  });

  test('without the samples that were to be recorded are not whole', async () => {
    writeFileSync(files().summary, JSON.stringify(summary));
    const recorded = await buildResult(planOf(constant), files(), completed);
    expect(recorded).toMatchObject({ source: 'summary', hasSummary: true, isTruncated: true });
    const unrecorded = await buildResult(planOf(constant, 'none'), files(), completed);
    expect(unrecorded).toMatchObject({ source: 'summary', hasSummary: true, isTruncated: false });
    rmSync(files().summary);
  });

  test.each(['', '{', '[]', '{"metrics": {}}', '{"metrics": {"a": 1}, "root_group": {"checks": []}}'])(
    'with the summary %j have none',
    async (text) => {
      writeFileSync(files().summary, text);
      expect(readSummary(files().summary)).toBeUndefined();
      expect(await buildResult(planOf(constant), files(), completed)).toMatchObject({ hasSummary: false });
    },
  );

  test('with a sub-metric are read by its tags', () => {
    const values = { count: 3 };
    const read = {
      metrics: { 'a{scenario:load,step:x}': { type: 'counter', values } },
      root_group: { checks: [] },
    };
    expect(valuesOf(read, 'a', { scenario: 'load', step: 'x' })).toEqual(values);
    expect(valuesOf(read, 'a', { step: 'x' })).toEqual({});
    expect(valuesOf(read, 'a')).toEqual({});
  });

  test.each<Ending['kind']>(['interrupted', 'aborted', 'engine-trouble', 'not-started'])(
    'of a run that ended %s say nothing of journeys that were never due',
    async (kind) => {
      const facts = { ...completed, ending: { kind, detail: 'it ended', k6ExitCode: null } };
      const { objectives } = await buildResult(planOf(constant), files(), facts);
      expect(objectives.map(({ status }) => status)).toEqual(['NO_DATA', 'NO_DATA', 'NO_DATA', 'NO_DATA']);
    },
  );
});

describe('an objective', () => {
  const p95 = { kind: 'latency', percentile: 95, belowMs: 800 } as const;
  const failed = { kind: 'failed-requests', belowRatio: 0.02 } as const;
  const success = { kind: 'step-success', step: 'order', aboveRatio: 0.98 } as const;
  const journeys = { kind: 'journey-success', aboveRatio: 0.98 } as const;
  test.each([
    [p95, 799.9, 72, 'PASS'],
    [p95, 800, 72, 'FAIL'],
    [p95, 1, 71, 'NO_DATA'],
    [p95, 9_999, 71, 'NO_DATA'],
    [{ ...p95, percentile: 99 }, 1, 367, 'NO_DATA'],
    [{ ...p95, percentile: 99 }, 1, 368, 'PASS'],
    [{ ...p95, minCount: 5 }, 1, 5, 'PASS'],
    [p95, undefined, 100, 'NO_DATA'],
    [p95, Number.NaN, 100, 'NO_DATA'],
    [failed, 0.0199, 1, 'PASS'],
    [failed, 0.02, 1_000, 'FAIL'],
    [failed, undefined, 0, 'NO_DATA'],
    [{ ...failed, minCount: 10 }, 0, 9, 'NO_DATA'],
    [success, 0.98, 100, 'FAIL'],
    [success, 0.981, 100, 'PASS'],
    [success, undefined, 0, 'NO_DATA'],
    [journeys, 0.98, 100, 'FAIL'],
    [journeys, 1, 1, 'PASS'],
  ] as const)('%j, measured %s of %s, is %s', (objective, value, n, status) => {
    expect(evaluateObjective(objective, { value, n })).toMatchObject({ status, n });
  });
});
