import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allRequests, meanInFlight, mergeWindows, type Window, Windows } from '../../lib/results/windows.ts';

interface Happening {
  readonly what: 'started' | 'dropped' | 'ended' | 'failed' | 'request';
  readonly atMs: number;
  readonly step: number;
  readonly ms: number;
  readonly hasFailed: boolean;
}

const happening = (latestMs: number): fc.Arbitrary<Happening> =>
  fc.record({
    what: fc.constantFrom('started', 'dropped', 'ended', 'failed', 'request', 'request'),
    atMs: fc.integer({ min: -500, max: latestMs }),
    step: fc.nat(4),
    ms: fc.integer({ min: 1, max: 90_000 }).map((tenth) => tenth / 10),
    hasFailed: fc.boolean(),
  });

function windowsOf(all: readonly Happening[], most: number): Windows {
  const windows = new Windows(most);
  for (const { what, atMs, step, ms, hasFailed } of all) {
    if (what === 'request') windows.addRequest(atMs, step, ms, hasFailed);
    else windows.at(atMs)[what]++;
  }
  return windows;
}

/** Everything that is counted in windows, added up the plain way. */
const totalsOf = (windows: readonly Window[]) => {
  const requests = windows.map(({ steps }) => allRequests(steps));
  const sum = (numbers: readonly number[]) => numbers.reduce((total, value) => total + value, 0);
  return {
    started: sum(windows.map(({ started }) => started)),
    dropped: sum(windows.map(({ dropped }) => dropped)),
    ended: sum(windows.map(({ ended }) => ended)),
    failed: sum(windows.map(({ failed }) => failed)),
    n: sum(requests.map(({ histogram }) => histogram.n)),
    hasFailed: sum(requests.map(({ failed }) => failed)),
    sumLog: sum(requests.map(({ sumLog }) => sumLog)),
  };
};

describe('the windows of a run', () => {
  test('keep every sum, and are never more than the most, however long it is', () => {
    const happenings = fc
      .integer({ min: 1_000, max: 40_000_000 })
      .chain((latestMs) => fc.array(happening(latestMs), { minLength: 1, maxLength: 60 }));
    fc.assert(
      fc.property(happenings, fc.integer({ min: 1, max: 700 }), (all, most) => {
        const windows = windowsOf(all, most);
        const list = windows.list();
        expect(list.length).toBeLessThanOrEqual(most);
        const latest = Math.max(0, ...all.map(({ atMs }) => atMs));
        expect(list.length).toBe(Math.floor(latest / windows.widthMs) + 1);
        // Only as coarse as need be.
        if (windows.widthMs > 1_000) expect(latest).toBeGreaterThanOrEqual((windows.widthMs / 2) * most);
        const are = (what: Happening['what']) => all.filter((one) => one.what === what);
        const { sumLog, ...counts } = totalsOf(list);
        expect(counts).toEqual({
          ...{ started: are('started').length, dropped: are('dropped').length },
          ...{ ended: are('ended').length, failed: are('failed').length, n: are('request').length },
          hasFailed: are('request').filter(({ hasFailed }) => hasFailed).length,
        });
        expect(sumLog).toBeCloseTo(
          are('request').reduce((sum, { ms }) => sum + Math.log(ms), 0),
          6,
        );
      }),
      { numRuns: 300 },
    );
  });

  test('hold each event in the window of its time, those before the origin in the first', () => {
    const happenings = fc.array(happening(60_000), { maxLength: 40 });
    fc.assert(
      fc.property(happenings, (all) => {
        const list = windowsOf(all, 16).list();
        const widthMs = windowsOf(all, 16).widthMs;
        for (const [index, window] of list.entries()) {
          const own = all.filter(({ atMs }) => Math.max(0, Math.floor(atMs / widthMs)) === index);
          for (const what of ['started', 'dropped', 'ended', 'failed'] as const)
            expect(window[what]).toBe(own.filter((one) => one.what === what).length);
          for (let step = 0; step < 5; step++) {
            const requests = own.filter((one) => one.what === 'request' && one.step === step);
            expect(window.steps[step]?.histogram.n ?? 0).toBe(requests.length);
            expect(window.steps[step]?.failed ?? 0).toBe(requests.filter(({ hasFailed }) => hasFailed).length);
          }
        }
      }),
    );
  });

  test('merged are as if all had happened in one, in any order', () => {
    const happenings = fc.array(happening(60_000), { maxLength: 40 });
    fc.assert(
      fc.property(happenings, (all) => {
        const list = windowsOf(all, 600).list();
        const [one] = windowsOf(all, 1).list();
        const { sumLog, ...counts } = totalsOf([mergeWindows(list)]);
        const { sumLog: expectedLog, ...expected } = totalsOf(one === undefined ? [] : [one]);
        expect(counts).toEqual(expected);
        expect(totalsOf([mergeWindows(list.toReversed())])).toMatchObject(counts);
        expect(sumLog).toBeCloseTo(expectedLog, 6);
      }),
    );
  });

  test('are a second wide up to ten minutes, then two', () => {
    const windows = new Windows();
    windows.at(599_999);
    expect([windows.widthMs, windows.list().length]).toEqual([1_000, 600]);
    windows.at(600_000);
    expect([windows.widthMs, windows.list().length]).toEqual([2_000, 301]);
  });

  test.each([1e12, 1e300, Number.MAX_VALUE, Number.POSITIVE_INFINITY])(
    'stay within bounds at an absurd time: %d',
    (atMs) => {
      const windows = windowsOf([{ what: 'started', atMs: 5, step: 0, ms: 1, hasFailed: false }], 600);
      windows.at(atMs).ended++;
      expect(windows.list().length).toBeLessThanOrEqual(600);
      expect(totalsOf(windows.list())).toMatchObject({ started: 1, ended: 1 });
    },
  );

  test('take a latency of nothing for a µs where logarithms are summed', () => {
    const windows = new Windows();
    windows.addRequest(0, 0, 0, false);
    expect(windows.list()[0]?.steps[0]?.sumLog).toBeCloseTo(Math.log(0.001), 12);
  });

  test('know who pauses, however coarse they get, and not beyond the last event', () => {
    const pause = fc.record({ fromMs: fc.integer({ min: 0, max: 400_000 }), ms: fc.integer({ min: 1, max: 90_000 }) });
    fc.assert(
      fc.property(fc.array(pause, { minLength: 1, maxLength: 40 }), fc.integer({ min: 1, max: 400 }), (all, most) => {
        const windows = new Windows(most);
        for (const { fromMs, ms } of all) windows.addPause(fromMs, fromMs + ms);
        let paused = 0;
        windows.list().forEach((window, index) => {
          paused += window.paused;
          const endMs = (index + 1) * windows.widthMs;
          // At the end of a window: begun before it, and not ended before it.
          expect(paused).toBe(all.filter(({ fromMs, ms }) => fromMs < endMs && fromMs + ms >= endMs).length);
        });
      }),
    );
  });

  test.each([600, 4])('know how many journeys were in flight on average, at most %d of them', (most) => {
    const windows = new Windows(most);
    // Evenly spaced, each begins with a second, and is short.
    for (let second = 0; second < 4; second++) {
      windows.addStart(second * 1_000);
      windows.addEnd(second * 1_000 + 100);
    }
    windows.addStart(4_000);
    windows.addPause(4_500, 6_250);
    windows.addEnd(7_000);
    const means = meanInFlight(windows.list(), windows.widthMs);
    const perSecond = [0.1, 0.1, 0.1, 0.1, 0.5, 0, 0.75, 0];
    const expected = most === 600 ? perSecond : [0.1, 0.1, 0.25, 0.375];
    expect(means.map((mean) => mean.toFixed(6))).toEqual(expected.map((mean) => mean.toFixed(6)));
  });

  test('count answers that were not as they should be beside failed requests', () => {
    const windows = new Windows(2);
    windows.addRequest(100, 1, 20, false);
    windows.addUnfit(150, 1);
    windows.addUnfit(5_000, 1);
    expect(mergeWindows(windows.list()).steps[1]).toMatchObject({ failed: 0, unfit: 2 });
    expect(allRequests(windows.list()[0]?.steps ?? [])).toMatchObject({ failed: 0, unfit: 1 });
  });
});
