import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Block,
  blockRatioInterval,
  isClustered,
  sectionInterval,
  wilson,
  zeroFailuresBound,
} from '../../lib/stats/intervals.ts';
import { seeded } from './random.ts';

describe("Wilson's interval", () => {
  test.each([
    // Published values (Brown, Cai & DasGupta 2001; R: prop.test(correct = FALSE)).
    [8, 10, 0.4902, 0.9433],
    [0, 100, 0, 0.037],
    [5, 10, 0.2366, 0.7634],
    [100, 100, 0.963, 1],
    [1, 10, 0.0179, 0.4042],
  ])('of %d of %d is %d to %d', (successes, n, low, high) => {
    const bounds = wilson(successes, n);
    expect(bounds.low).toBeCloseTo(low, 4);
    expect(bounds.high).toBeCloseTo(high, 4);
  });

  test('holds the ratio, stays in 0–1, and is mirrored by counting failures instead', () => {
    const counts = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([successes, n]) => {
        const { low, high } = wilson(successes, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(successes / n);
        expect(high).toBeGreaterThanOrEqual(successes / n);
        const mirrored = wilson(n - successes, n);
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
        expect(mirrored.high).toBeCloseTo(1 - low, 9);
      }),
    );
  });

  test.each([0.01, 0.1, 0.5])('covers a true ratio of %d in about 95 %% of many samples', (ratio) => {
    const random = seeded(7);
    const samples = 2_000;
    let covered = 0;
    for (let sample = 0; sample < samples; sample++) {
      let successes = 0;
      for (let i = 0; i < 200; i++) if (random() < ratio) successes++;
      const { low, high } = wilson(successes, 200);
      if (low <= ratio && ratio <= high) covered++;
    }
    expect(covered / samples).toBeGreaterThan(0.93);
    expect(covered / samples).toBeLessThan(0.985);
  });
});

describe('the bound that no failure leaves open', () => {
  test.each([
    [1, 0.95, 10],
    [100, 0.02951, 5],
    [300, 0.00994, 4],
    [3_000, 0.000998, 6],
  ])('after %d trials is %d', (n, expected, digits) => {
    expect(zeroFailuresBound(n)).toBeCloseTo(expected, digits);
  });

  test('is the probability with which no failure is as likely as 5 %', () => {
    for (const n of [3, 72, 5_000]) expect((1 - zeroFailuresBound(n)) ** n).toBeCloseTo(0.05, 10);
  });
});

describe('the interval by sections', () => {
  test('is t(B−1) times the spread around the whole over √B', () => {
    // Σ(Q_j − 10)² = 4 + 1 + 0 + 1 + 4 = 10; s² = 2.5; half = 2.776445 · √(2.5/5) = 1.963243.
    const { low, high } = sectionInterval(10, [8, 9, 10, 11, 12]);
    expect(low).toBeCloseTo(10 - 1.963243, 5);
    expect(high).toBeCloseTo(10 + 1.963243, 5);
  });

  test('counts the distance of the sections from the whole, not from their own mean', () => {
    // Σ(Q_j − 0)² = 2; s² = 2; half = 12.7062 · √(2/2).
    expect(sectionInterval(0, [1, 1])).toEqual({ low: expect.closeTo(-12.7062, 4), high: expect.closeTo(12.7062, 4) });
  });

  test('of sections that are all alike has no width', () => {
    expect(sectionInterval(5, [5, 5, 5])).toEqual({ low: 5, high: 5 });
  });
});

describe('the interval of a ratio over time blocks', () => {
  test('is that of the published formula', () => {
    // b = 10/100; residuals 1, −1, 2, −2, 0 − 0 of 20 trials each: Σe² = 10, r1 = (−1 − 2 − 4 + 0)/10 < 0.
    // s² = 5/4 · 10/100² = 0.00125; half = 2.776445 · 0.0353553 = 0.0981622.
    const events = [3, 1, 4, 0, 2];
    const found = blockRatioInterval(events.map((count) => ({ events: count, trials: 20 })));
    expect(found.ratio).toBeCloseTo(0.1, 12);
    expect(found.low).toBeCloseTo(0.1 - 0.0981622, 6);
    expect(found.high).toBeCloseTo(0.1 + 0.0981622, 6);
  });

  test('is wider where neighbours are alike', () => {
    // Residuals 2, 2, −2, −2: Σe² = 16, r1 = (4 − 4 + 4)/16 = 0.25; s² = 4/3 · 16/400² · 1.5 = 0.0002.
    const found = blockRatioInterval([52, 52, 48, 48].map((events) => ({ events, trials: 100 })));
    const half = 3.182446 * Math.sqrt(0.0002);
    expect(found).toEqual({ ratio: 0.5, low: expect.closeTo(0.5 - half, 6), high: expect.closeTo(0.5 + half, 6) });
  });

  test('weighs blocks by their trials, and never leaves 0–1', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(50), fc.nat(50)), { minLength: 2, maxLength: 12 }), (pairs) => {
        const blocks = pairs.map(([a, b]): Block => ({ events: Math.min(a, b), trials: Math.max(a, b) }));
        const trials = blocks.reduce((sum, block) => sum + block.trials, 0);
        fc.pre(trials > 0);
        const { ratio, low, high } = blockRatioInterval(blocks);
        expect(ratio).toBeCloseTo(blocks.reduce((sum, { events }) => sum + events, 0) / trials, 12);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(ratio + 1e-12);
        expect(high).toBeGreaterThanOrEqual(ratio - 1e-12);
      }),
    );
  });

  test('of blocks without an event has no width', () => {
    const none = { events: 0, trials: 5 };
    expect(blockRatioInterval([none, none])).toEqual({ ratio: 0, low: 0, high: 0 });
  });
});

describe('events of independent trials', () => {
  const many = 2_000;
  const shareClustered = (seed: number, blockOf: (random: () => number, index: number) => Block) => {
    const random = seeded(seed);
    let clustered = 0;
    for (let i = 0; i < many; i++) {
      if (isClustered(Array.from({ length: 10 }, (_, index) => blockOf(random, index)))) clustered++;
    }
    return clustered / many;
  };
  const binomial = (random: () => number, trials: number, ratio: number): Block => {
    let events = 0;
    for (let i = 0; i < trials; i++) if (random() < ratio) events++;
    return { events, trials };
  };

  test.each([
    { ratio: 0.05, trials: 100 },
    { ratio: 0.2, trials: 50 },
    { ratio: 0.5, trials: 200 },
    { ratio: 0.9, trials: 100 },
  ])('are called clustered in about 5 % of cases: $ratio of $trials in each block', ({ ratio, trials }) => {
    const share = shareClustered(11, (random) => binomial(random, trials, ratio));
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.09);
  });

  test('are called so just as seldom where blocks differ in size', () => {
    const share = shareClustered(12, (random, index) => binomial(random, 20 + 30 * index, 0.2));
    expect(share).toBeGreaterThan(0.02);
    expect(share).toBeLessThan(0.09);
  });

  test('are not when they come in bursts', () => {
    const share = shareClustered(13, (random) => binomial(random, 100, random() < 0.2 ? 0.6 : 0.02));
    // One case in ten has no burst at all (0.8^10), and nothing to be seen then.
    expect(share).toBeGreaterThan(0.88);
    const certain = shareClustered(14, (random, index) => binomial(random, 100, index < 2 ? 0.5 : 0.01));
    expect(certain).toBeGreaterThan(0.99);
  });

  test.each<[string, Block[]]>([
    ['without an event', Array.from({ length: 10 }, () => ({ events: 0, trials: 9 }))],
    ['of nothing but events', Array.from({ length: 10 }, () => ({ events: 9, trials: 9 }))],
    ['in a single block', [{ events: 4, trials: 9 }]],
    ['in no block', []],
    [
      'in blocks of which all but one are empty',
      [{ events: 4, trials: 9 }, ...Array(9).fill({ events: 0, trials: 0 })],
    ],
  ])('%s are not called clustered', (_name, blocks) => {
    expect(isClustered(blocks)).toBe(false);
  });
});
