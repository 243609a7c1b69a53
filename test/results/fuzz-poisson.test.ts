// Poisson loads that were never sent: what each journey would have come to is made up, and counted by hand.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { instantsMs } from '../../lib/plan/schedule.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { subjectOfPlan } from '../../lib/results/run-context.ts';
import { fateOf, journeyOf, rowsOf } from './journey-rows.ts';
import { completed, originMs, planOf, samplesFile, scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();

type Generated<Of> = Of extends fc.Arbitrary<infer Value> ? Value : never;

const kinds = ['ok', 'ok', 'ok', 'failed', 'body', 'threw', 'unfinished', 'dropped'] as const;
const stage = fc.record({
  targetRps: fc.integer({ min: 1, max: 15 }),
  durationMs: fc.oneof(fc.integer({ min: 500, max: 6_000 }), fc.constant(0)),
});
const shapes = fc.record({
  startRps: fc.integer({ min: 1, max: 15 }),
  stages: fc.array(stage, { maxLength: 4 }).map((stages) => [...stages, { targetRps: 12, durationMs: 4_000 }]),
});
const fates = fc.array(fateOf(kinds, 0), { minLength: 200, maxLength: 200 });

test('of 200 Poisson schedules, every journey is accounted for, in its stage and in its second', {
  timeout: 120_000,
}, async () => {
  const check = async (shape: Generated<typeof shapes>, made: Generated<typeof fates>) => {
    const plan = planOf({ executor: 'ramping-arrival-rate', arrivals: 'poisson', ...shape });
    const due = plan.arrival === undefined ? [] : [...instantsMs(plan.arrival)];
    const journeys = due.map((atMs, index) =>
      journeyOf({ ...(made[index % made.length] as (typeof made)[number]), atMs: atMs + 0.01 }, index),
    );
    const samples = write('samples.csv.gz', samplesFile(rowsOf(journeys, { originMs })));
    const files = { samples: [samples], summary: undefined, k6Log: undefined, signals: undefined };
    const { accounting, series, load, generator } = await buildResult(subjectOfPlan(plan), files, completed);

    const count = (...of: (typeof kinds)[number][]) =>
      journeys.filter(({ kind }) => of.some((one) => one === kind)).length;
    expect(load?.arrivals).toBe('poisson');
    expect(accounting).toMatchObject({
      ...{ scheduled: due.length, started: due.length - count('dropped'), ok: count('ok'), missing: 0 },
      ...{ failed: count('failed', 'body', 'threw'), unfinished: count('unfinished'), dropped: count('dropped') },
    });
    expect(series.stages.reduce((sum, { scheduled }) => sum + scheduled, 0)).toBe(due.length);
    for (const { startMs, durationMs, scheduled, started, dropped, ok, failed, unfinished } of series.stages) {
      const isOwn = (atMs: number) => atMs > startMs && atMs <= startMs + durationMs;
      expect(scheduled).toBe(due.filter(isOwn).length);
      expect((started ?? 0) + (dropped ?? 0)).toBe(scheduled);
      expect((ok ?? 0) + (failed ?? 0) + (unfinished ?? 0)).toBe(started);
    }
    const { windowMs = 0, offered = [] } = series.windows ?? {};
    expect(offered).toEqual(
      (offered ?? []).map((_, second) => due.filter((atMs) => Math.floor(atMs / windowMs) === second).length),
    );
    expect(generator?.lag?.maxMs).toBeLessThan(1);
  };
  await fc.assert(fc.asyncProperty(shapes, fates, check), { numRuns: 200 });
});
