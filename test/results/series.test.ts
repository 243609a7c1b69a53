import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { DurationStore } from '../../lib/results/durations.ts';
import { censoredSample } from '../../lib/results/latency.ts';
import { distributionOf, seriesOf } from '../../lib/results/series.ts';
import { Windows } from '../../lib/results/windows.ts';
import { histogramQuantiles } from '../../lib/stats/histogram.ts';
import { planOf } from './samples/samples-file.ts';

const sum = (values: readonly (number | null)[]) => values.reduce<number>((total, value) => total + (value ?? 0), 0);

const plan = planOf({
  executor: 'ramping-arrival-rate',
  startRps: 0,
  stages: [
    { targetRps: 12, durationMs: 5_500 },
    { targetRps: 12, durationMs: 4_000 },
    { targetRps: 30, durationMs: 0 },
    { targetRps: 30, durationMs: 2_250 },
    { targetRps: 0, durationMs: 3_000 },
  ],
});

describe('the series of a run', () => {
  test.each([600, 8, 3])('has offered journeys that add up to those that are due, in at most %i windows', (most) => {
    const windows = new Windows(most);
    windows.at(plan.durationMs - 1);
    const { offered, windowMs } = seriesOf(windows, [], 0, plan.stages);
    // 33 + 48 + 67.5 + 45: k6 starts whole ones only.
    expect(sum(offered ?? [])).toBeCloseTo(193.5, 1);
    expect(plan.scheduled).toBe(193);
    expect(offered?.length).toBe(Math.ceil(plan.durationMs / windowMs));
  });

  test('offers in each window what the rates give by hand', () => {
    const windows = new Windows();
    windows.at(plan.durationMs - 1);
    const { offered } = seriesOf(windows, [], 0, plan.stages);
    // At 12/5.5 rps more each second: ½·2.1818·(1², 2² − 1², …).
    expect(offered?.slice(0, 3)).toEqual([1.091, 3.273, 5.455]);
    expect(offered?.slice(6, 9)).toEqual([12, 12, 12]);
    // Half a second of 12 rps and half of 30.
    expect(offered?.[9]).toBe(21);
  });

  test('offers nothing that is known where the schedule is not', () => {
    expect(seriesOf(new Windows(), [], 0, []).offered).toBeNull();
  });

  test('has the mean of the journeys in flight in each window, and counts that add up', () => {
    const journey = fc.record({ startMs: fc.nat(90_000), lastedMs: fc.option(fc.nat(60_000), { nil: undefined }) });
    fc.assert(
      fc.property(fc.array(journey, { minLength: 1, maxLength: 50 }), fc.constantFrom(600, 20, 7), (journeys, most) => {
        const windows = new Windows(most);
        for (const { startMs, lastedMs } of journeys) {
          windows.addStart(startMs);
          if (lastedMs !== undefined) windows.addEnd(startMs + lastedMs);
        }
        const { started, ended, inFlight, windowMs } = seriesOf(windows, [], 0, []);
        expect(sum(started)).toBe(journeys.length);
        expect(sum(ended)).toBe(journeys.filter(({ lastedMs }) => lastedMs !== undefined).length);
        for (const [index, open] of inFlight.entries()) {
          const [fromMs, endMs] = [index * windowMs, (index + 1) * windowMs];
          const openMs = journeys.map(({ startMs, lastedMs = Number.POSITIVE_INFINITY }) =>
            Math.max(0, Math.min(endMs, startMs + lastedMs) - Math.max(fromMs, startMs)),
          );
          expect(open).toBeCloseTo(sum(openMs) / windowMs, 2);
        }
      }),
    );
  });

  test('has the requests of each window and step by hand', () => {
    const windows = new Windows();
    for (const [atMs, step, ms, hasFailed] of [
      [100, 0, 10, false],
      [200, 0, 30, true],
      [900, 1, 20, false],
      [2_100, 1, 40, true],
    ] as const)
      windows.addRequest(atMs, step, ms, hasFailed);
    const { requests, steps, meanLogMs, windowMs, originMs } = seriesOf(windows, ['a', 'b'], 77, []);
    expect({ windowMs, originMs }).toEqual({ windowMs: 1_000, originMs: 77 });
    expect(requests).toMatchObject({ name: '', n: [3, 0, 1], failed: [1, 0, 1], maxMs: [30, null, 40] });
    expect(requests.p50Ms).toEqual([expect.closeTo(20, 1), null, 40]);
    expect(requests.p95Ms).toEqual([30, null, 40]);
    expect(steps.map(({ name, n, failed }) => ({ name, n, failed }))).toEqual([
      { name: 'a', n: [2, 0, 0], failed: [1, 0, 0] },
      { name: 'b', n: [1, 0, 1], failed: [0, 0, 1] },
    ]);
    expect(meanLogMs).toEqual([
      expect.closeTo((Math.log(10) + Math.log(30) + Math.log(20)) / 3, 3),
      null,
      expect.closeTo(Math.log(40), 3),
    ]);
  });

  test('has a heat map that counts every request, in at most 120 columns', () => {
    const request = fc.tuple(fc.nat(900_000), fc.integer({ min: 1, max: 50_000_000 }));
    fc.assert(
      fc.property(fc.array(request, { minLength: 1, maxLength: 60 }), (requests) => {
        const windows = new Windows();
        for (const [atMs, us] of requests) windows.addRequest(atMs, us % 3, us / 1_000, false);
        const { heat } = seriesOf(windows, ['a', 'b', 'c'], 0, []);
        expect(heat.counts.length).toBeLessThanOrEqual(120);
        expect(sum(heat.counts.flat())).toBe(requests.length);
        expect(heat.counts.every((column) => column.length === heat.boundsMs.length)).toBe(true);
        expect(heat.boundsMs).toEqual([...heat.boundsMs].sort((a, b) => a - b));
        for (const [index, column] of heat.counts.entries()) {
          const own = requests.filter(([atMs]) => Math.floor(atMs / heat.columnMs) === index);
          expect(sum(column)).toBe(own.length);
        }
        expect(heat.boundsMs[0]).toBeLessThanOrEqual(
          Math.max(0.01, Math.min(...requests.map(([, us]) => us / 1_000))) * 1.1,
        );
      }),
    );
  });

  test('of nothing is empty', () => {
    expect(seriesOf(new Windows(), ['a'], 0, plan.stages)).toMatchObject({
      ...{ offered: [], started: [], inFlight: [], meanLogMs: [], heat: { boundsMs: [], counts: [] } },
      steps: [{ name: 'a', n: [] }],
    });
  });
});

describe('a distribution', () => {
  const sampleWith = (values: readonly number[], most = 1_000_000) => {
    const store = new DurationStore(most);
    const set = store.make();
    for (const value of values) store.add(set, value);
    return censoredSample([set]);
  };

  test.each([
    [1, [0, 0.1, 1]],
    [10, [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1]],
    [100, [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 1]],
    [1_000, [0, 0.1, 0.25, 0.5, 0.75, 0.9, 0.95, 0.975, 0.99, 0.995, 0.9975, 0.999, 1]],
  ])('of %i goes as far into the tail as there are samples', (n, qs) => {
    const [found] = distributionOf('a', sampleWith(Array.from({ length: n }, (_, index) => index)));
    expect(found).toMatchObject({ name: 'a', n });
    expect(found?.points.map(({ q }) => q)).toEqual(qs);
    expect(found?.points.map(({ ms }) => ms)).toEqual(
      [...(found?.points ?? [])].map(({ ms }) => ms).sort((a, b) => a - b),
    );
  });

  test('begins with the least and ends with the greatest', () => {
    for (const most of [1_000, 10]) {
      const [found] = distributionOf(
        null,
        sampleWith(
          [...Array(50).keys()].map((index) => index + 0.5),
          most,
        ),
      );
      expect(found?.points.at(0)).toEqual({ q: 0, ms: 0.5 });
      expect(found?.points.at(-1)).toEqual({ q: 1, ms: 49.5 });
    }
  });

  test('of nothing is none', () => {
    expect(distributionOf('a', undefined)).toEqual([]);
  });

  test('of windows is that of their histograms', () => {
    const windows = new Windows();
    for (let ms = 1; ms <= 100; ms++) windows.addRequest(0, 0, ms, false);
    const histogram = windows.list()[0]?.steps[0]?.histogram;
    expect(histogram && histogramQuantiles(histogram, [0.5])[0]).toBeCloseTo(50, 0);
  });
});
