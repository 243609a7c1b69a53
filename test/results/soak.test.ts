import { describe, expect, test } from 'vitest';
import type { Soak } from '../../lib/model/result.ts';
import { buildResult } from '../../lib/results/build-result.ts';
import { type RunSubject, subjectOfPlan } from '../../lib/results/run-context.ts';
import { journeyOf, rowsOf } from './journey-rows.ts';
import { completed, csvOf, originMs, planOf, scratchFolder } from './samples/samples-file.ts';

const { write } = scratchFolder();
const seconds = 60;
const rateRps = 10;
const plan = planOf({ executor: 'constant-arrival-rate', rateRps, durationMs: seconds * 1_000 });
const asSoak: RunSubject = { ...subjectOfPlan(plan), profile: 'soak' };

/** A minute of journeys; a request takes 10 ms, and with each second a millisecond more. */
const journeys = Array.from({ length: seconds * rateRps }, (_, index) => {
  const atMs = index * 100;
  const ms = 10 + Math.floor(atMs / 1_000);
  const kind = index % 100 === 99 ? 'failed' : 'ok';
  const fate = { kind, atMs, step: 0, isTimeout: false, durationsMs: [ms, ms, ms], blockedMs: [0, 0, 0] } as const;
  return journeyOf(fate, index);
});
const samples = write('samples.csv', csvOf(rowsOf(journeys, { originMs, hasVu: false })));

/** What is watched once a second: memory that grows, a counter of CPU time, connections. */
const signals = write(
  'signals.ndjson',
  Array.from({ length: seconds }, (_, second) => [
    ['target-processes', 'shop.memory', 1e6 * (100 + second)],
    ['target-processes', 'shop.cpu', second / 4],
    ['target-processes', 'other.memory', 1],
    ['target-database', 'connections', 10],
    ['host-cpu', 'total', second],
  ])
    .flatMap((rows, second) => rows.map((row) => [originMs + second * 1_000 + 500, ...row]))
    .map(([atMs, source, channel, value]) => `${JSON.stringify({ atMs, source, channel, value })}\n`)
    .join(''),
);

const soakOf = async (subject: RunSubject): Promise<Soak | undefined> => {
  const files = { samples: [samples], summary: undefined, k6Log: undefined, signals };
  return (await buildResult(subject, files, completed)).soak;
};
const valuesOf = (soak: Soak | undefined, source: string, name: string) =>
  soak?.series.find((one) => one.source === source && one.name === name)?.values;

describe('a soak', () => {
  test('has windows of a second in a minute, without its first tenth', async () => {
    const soak = await soakOf(asSoak);
    expect(soak).toMatchObject({ windowMs: 1_000, fromMs: 6_000, rateRps: 10 });
    // The last window in which anything began or ended is that of the last journey.
    expect(soak?.series.every(({ values }) => values.length === 54 || values.length === 53)).toBe(true);
  });

  test('has latencies, failures and journeys of each window', async () => {
    const soak = await soakOf(asSoak);
    expect(valuesOf(soak, 'load', 'p50')?.slice(0, 3)).toEqual([
      expect.closeTo(16, 0),
      expect.closeTo(17, 0),
      expect.closeTo(18, 0),
    ]);
    expect(valuesOf(soak, 'load', 'throughput')?.slice(0, 3)).toEqual([10, 10, 10]);
    // Each hundredth journey failed at its first request: it sent one of the 28 requests of its second.
    expect(valuesOf(soak, 'load', 'errors')?.[4]).toBeCloseTo(1 / 28, 9);
    expect(valuesOf(soak, 'load', 'errors')?.[0]).toBe(0);
  });

  test('has what was watched of the target, and nothing of what is not known', async () => {
    const soak = await soakOf(asSoak);
    expect(valuesOf(soak, 'shop', 'memory')?.slice(0, 2)).toEqual([106e6, 107e6]);
    expect(valuesOf(soak, 'shop', 'cpu')?.slice(1, 3)).toEqual([0.25, 0.25]);
    expect(valuesOf(soak, 'database', 'connections')?.[0]).toBe(10);
    expect(soak?.series.map(({ source }) => source)).not.toContain('other');
  });

  test.each<[string, RunSubject]>([
    ['a minute of another profile', subjectOfPlan(plan)],
    ['a rate that changes', { ...asSoak, stages: asSoak.stages.map((stage) => ({ ...stage, fromRps: 5 })) }],
    ['twenty seconds', { ...asSoak, load: asSoak.load && { ...asSoak.load, durationMs: 20_000 } }],
  ])('is not %s', async (_name, subject) => {
    expect(await soakOf(subject)).toBeUndefined();
  });
});
