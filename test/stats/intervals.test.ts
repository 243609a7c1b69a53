import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Block,
  blockDesignEffect,
  blockRatioInterval,
  exactInterval,
  isClustered,
  sectionInterval,
  zeroFailuresBound,
} from '../../lib/stats/intervals.ts';
import { seeded } from './random.ts';

describe('the interval of independent trials', () => {
  test.each([
    // Published values of Clopper & Pearson's (R: binom.test).
    [8, 10, 0.4439045, 0.9747893],
    [1, 10, 0.0025286, 0.4450161],
    [5, 10, 0.187086, 0.812914],
    [5, 100, 0.0164319, 0.1128349],
    // No event: 1 − 0.05^(1/n), one-sided.
    [0, 100, 0, 0.029513],
    [100, 100, 0.970487, 1],
  ])('of %d events of %d is %d to %d', (events, n, low, high) => {
    const bounds = exactInterval(events, n);
    expect(bounds.low).toBeCloseTo(low, 6);
    expect(bounds.high).toBeCloseTo(high, 6);
  });

  test('holds the ratio, stays in 0–1, has a width, and is mirrored by counting failures instead', () => {
    const counts = fc.integer({ min: 1, max: 1e6 }).chain((n) => fc.tuple(fc.nat(n), fc.constant(n)));
    fc.assert(
      fc.property(counts, ([events, n]) => {
        const { low, high } = exactInterval(events, n);
        expect(low).toBeGreaterThanOrEqual(0);
        expect(high).toBeLessThanOrEqual(1);
        expect(low).toBeLessThanOrEqual(events / n);
        expect(high).toBeGreaterThanOrEqual(events / n);
        expect(high).toBeGreaterThan(low);
        const mirrored = exactInterval(n - events, n);
        expect(mirrored.low).toBeCloseTo(1 - high, 9);
        expect(mirrored.high).toBeCloseTo(1 - low, 9);
      }),
    );
  });
});

/** Ten blocks of n trials in all, whose events come in clusters of a mean size, each cluster in one block. */
function clusteredBlocks(random: () => number, n: number, expected: number, size: number): Block[] {
  const events = new Array<number>(10).fill(0);
  const begins = expected / n / size;
  // Geometric gaps from one cluster to the next.
  const gap = () => 1 + Math.floor(Math.log(1 - random()) / Math.log(1 - begins));
  for (let trial = gap() - 1; trial < n; trial += gap()) {
    const block = Math.floor((10 * trial) / n);
    let own = 1;
    while (random() < 1 - 1 / size) own++;
    events[block] = Math.min(n / 10, (events[block] ?? 0) + own);
  }
  return events.map((count) => ({ events: count, trials: n / 10 }));
}

describe('the interval of a ratio with few failures', () => {
  const runs = 3_000;
  test.each([
    { kind: 'independent', size: 1, designEffect: 1 },
    // Of a run without a failure only its latency can know that trials depend on each other.
    { kind: 'clustered in time', size: 3, designEffect: 3 },
  ])('covers the truth in at least 93 % of runs and always has a width: $kind', ({ size, designEffect }) => {
    for (const n of [20, 100, 1_000, 10_000]) {
      for (const expected of [0.1, 1, 3, 5]) {
        const random = seeded(n + expected);
        let covered = 0;
        for (let run = 0; run < runs; run++) {
          const { low, high } = blockRatioInterval(clusteredBlocks(random, n, expected, size), designEffect);
          if (high <= low) throw new Error(`no width at ${expected} of ${n}`);
          if (low <= expected / n && expected / n <= high) covered++;
        }
        expect.soft(covered / runs, `${expected} expected of ${n}`).toBeGreaterThanOrEqual(0.93);
      }
    }
  });

  test('covers clusters that nothing but the failures shows, where there are some ten of them', () => {
    const random = seeded(31);
    let covered = 0;
    for (let run = 0; run < runs; run++) {
      const { low, high } = blockRatioInterval(clusteredBlocks(random, 1_000, 30, 3));
      if (low <= 0.03 && 0.03 <= high) covered++;
    }
    expect(covered / runs).toBeGreaterThanOrEqual(0.93);
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

  test('of sections that are all alike is as wide as a histogram’s bucket', () => {
    expect(sectionInterval(5, [5, 5, 5])).toEqual({ low: 4.9975, high: 5.0025 });
  });
});

describe('the interval of a ratio over time blocks', () => {
  test('is the exact one of effective counts', () => {
    // b = 10/100; residuals 1, −1, 2, −2, 0 of 20 trials each: Σe² = 10, r1 = (−1 − 2 − 4 + 0)/10 < 0.
    // Variance 5/4 · 10 = 12.5 over 100 · 0.1 · 0.9 = 9, times (2.776445/1.959964)² = 2.0067.
    const blocks = [3, 1, 4, 0, 2].map((events) => ({ events, trials: 20 }));
    const worth = (12.5 / 9) * 2.0067;
    expect(blockDesignEffect(blocks)).toBeCloseTo(worth, 4);
    const found = blockRatioInterval(blocks);
    expect(found.ratio).toBeCloseTo(0.1, 12);
    expect(found.low).toBeCloseTo(exactInterval(10 / worth, 100 / worth).low, 5);
    expect(found.high).toBeCloseTo(exactInterval(10 / worth, 100 / worth).high, 5);
  });

  test('is wider where neighbours are alike', () => {
    // Residuals 2, 2, −2, −2: Σe² = 16, r1 = (4 − 4 + 4)/16 = 0.25, so that the variance is 1.5 times as large.
    const blocks = (events: number[]) => events.map((count) => ({ events: count, trials: 100 }));
    const unlike = blockDesignEffect(blocks([52, 48, 52, 48]));
    expect(blockDesignEffect(blocks([52, 52, 48, 48]))).toBeCloseTo(1.5 * unlike, 9);
  });

  test('of equal blocks is that of independent trials', () => {
    const equal = Array.from({ length: 10 }, () => ({ events: 1, trials: 50 }));
    expect(blockRatioInterval(equal)).toEqual({ ratio: 0.02, ...exactInterval(10, 500) });
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

  test('of blocks without an event leaves 3/n open, and more where the latency says that trials depend', () => {
    const none = { events: 0, trials: 500 };
    expect(blockRatioInterval([none, none])).toEqual({ ratio: 0, low: 0, high: zeroFailuresBound(1_000) });
    expect(blockRatioInterval([none, none], 4).high).toBeCloseTo(zeroFailuresBound(250), 12);
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
