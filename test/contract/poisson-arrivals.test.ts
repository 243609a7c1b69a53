import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { poissonInstantsUs, poissonSchedule } from '../../lib/contract/poisson-arrivals.ts';
import { loadArrival } from '../../lib/plan/load-shape.ts';
import { rampingInstantsMs, scheduledPerStage } from '../../lib/plan/schedule.ts';

const drawn = (startRps: number, stages: readonly { targetRps: number; durationMs: number }[], seed: number) => ({
  ...loadArrival({ startRps, stages }),
  seed,
});
const steady = (rateRps: number, seconds: number, seed: number) =>
  drawn(rateRps, [{ targetRps: rateRps, durationMs: seconds * 1_000 }], seed);

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const deviation = (values: readonly number[]) => {
  const middle = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - middle) ** 2)));
};

describe('the gaps of 100,000 Poisson arrivals', () => {
  const instants = poissonInstantsUs(steady(100, 1_000, 7)).flat();
  const gapsMs = instants.map((atUs, index) => (atUs - (instants[index - 1] ?? 0)) / 1_000);

  test('are exponential: mean, coefficient of variation, and the whole distribution', () => {
    expect(mean(gapsMs)).toBeGreaterThan(9.9);
    expect(mean(gapsMs)).toBeLessThan(10.1);
    expect(deviation(gapsMs) / mean(gapsMs)).toBeGreaterThan(0.98);
    expect(deviation(gapsMs) / mean(gapsMs)).toBeLessThan(1.02);
    const ascending = [...gapsMs].sort((a, b) => a - b);
    const differences = ascending.map((ms, index) => Math.abs(1 - Math.exp(-ms / 10) - (index + 0.5) / gapsMs.length));
    // Kolmogorov and Smirnov's limit for one error in a thousand.
    expect(Math.max(...differences)).toBeLessThan(1.95 / Math.sqrt(gapsMs.length));
  });

  test('do not know of each other', () => {
    const middle = mean(gapsMs);
    const products = gapsMs.slice(1).map((ms, index) => (ms - middle) * ((gapsMs[index] as number) - middle));
    expect(Math.abs(mean(products) / deviation(gapsMs) ** 2)).toBeLessThan(4 / Math.sqrt(gapsMs.length));
  });
});

test('counts vary from seed to seed as those of a Poisson process: the variance is the mean', () => {
  const counts = Array.from(
    { length: 4_000 },
    (_, seed) => poissonInstantsUs(steady(10, 10, seed * 7_919)).flat().length,
  );
  expect(Math.abs(mean(counts) - 100)).toBeLessThan(4 * Math.sqrt(100 / counts.length));
  expect(deviation(counts) ** 2).toBeGreaterThan(90);
  expect(deviation(counts) ** 2).toBeLessThan(110);
});

test('a ramp has as many in each of its quarters as its rate says', () => {
  const instants = poissonInstantsUs(drawn(0, [{ targetRps: 200, durationMs: 400_000 }], 3)).flat();
  for (const [quarter, share] of [1, 3, 5, 7].entries()) {
    const expected = (40_000 * share) / 16;
    const seen = instants.filter((atUs) => Math.floor(atUs / 100e6) === quarter).length;
    expect(Math.abs(seen - expected)).toBeLessThan(4 * Math.sqrt(expected));
  }
});

test('the same seed draws the same, another one does not', () => {
  expect(poissonInstantsUs(steady(50, 10, 1))).toEqual(poissonInstantsUs(steady(50, 10, 1)));
  expect(poissonInstantsUs(steady(50, 10, 1))).not.toEqual(poissonInstantsUs(steady(50, 10, 2)));
});

describe('what k6 is given', () => {
  const rate = fc.oneof(fc.integer({ min: 0, max: 400 }), fc.constantFrom(0.001, 0.5, 2.5, 7.25));
  const stages = fc.array(
    fc.record({ targetRps: rate, durationMs: fc.oneof(fc.integer({ min: 1, max: 20_000 }), fc.constant(0)) }),
    { minLength: 1, maxLength: 5 },
  );

  test('has, by the closed form, one iteration at each instant that was drawn, and no other', () => {
    fc.assert(
      fc.property(rate, stages, fc.nat(2 ** 32 - 1), (startRps, shape, seed) => {
        const arrival = drawn(startRps, shape, seed);
        const byStage = poissonInstantsUs(arrival);
        const instantsMs = byStage.flat().map((atUs) => atUs / 1_000);
        const inK6 = [...rampingInstantsMs(poissonSchedule(arrival))];
        expect(inK6).toHaveLength(instantsMs.length);
        const isOff = (atMs: number, index: number) => Math.abs((inK6[index] as number) - atMs) >= 0.5;
        expect(instantsMs.findIndex(isOff)).toBe(-1);
        expect(instantsMs.findIndex((atMs, index) => atMs <= (instantsMs[index - 1] ?? 0))).toBe(-1);
        expect(scheduledPerStage(arrival)).toEqual(byStage.map(({ length }) => length));
      }),
      { numRuns: 200 },
    );
  });

  test('has whole, positive rates, and lasts as long as the schedule', () => {
    fc.assert(
      fc.property(rate, stages, fc.nat(), (startRps, shape, seed) => {
        const arrival = drawn(startRps, shape, seed);
        const given = poissonSchedule(arrival);
        const lengthMs = (all: typeof given.stages) => all.reduce((sum, { durationMs }) => sum + durationMs, 0);
        expect(lengthMs(given.stages)).toBeCloseTo(lengthMs(arrival.stages), 1);
        expect(given.stages.filter(({ target }) => !(Number.isSafeInteger(target) && target > 0))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });
});
