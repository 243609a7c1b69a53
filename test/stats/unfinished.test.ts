import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from '../../lib/stats/quantile.ts';
import { latencyLimit, quantileBounds } from '../../lib/stats/unfinished.ts';

describe('a quantile of requests of which some never ended', () => {
  test('is known where the unfinished lie beyond it, whatever they would have come to', () => {
    // Rank 0.5 · 4 = 2: the third of five.
    expect(quantileBounds([10, 20, 30], [500, 900], 0.5)).toEqual({ low: 30, high: 30 });
  });

  test('is at least that with the unfinished at their age', () => {
    expect(quantileBounds([10, 20, 30, 40], [500], 0.95)).toEqual({
      low: expect.closeTo(408, 9),
      high: Number.POSITIVE_INFINITY,
    });
    // A young one may still become the slowest: the median of 5, 10, 20 and of 10, 20, ∞.
    expect(quantileBounds([10, 20], [5], 0.5)).toEqual({ low: 10, high: 20 });
    expect(quantileBounds([], [700], 0.5)).toEqual({ low: 700, high: Number.POSITIVE_INFINITY });
  });

  test('without an unfinished one is the quantile, and its bounds hold whatever the unfinished come to', () => {
    const ms = fc.integer({ min: 0, max: 1_000 });
    fc.assert(
      fc.property(fc.array(ms, { minLength: 1 }), fc.array(fc.tuple(ms, ms)), (finished, open) => {
        const ages = open.map(([age]) => age);
        const truth = quantile(Float64Array.from([...finished, ...open.map(([age, more]) => age + more)]).sort(), 0.95);
        const { low, high } = quantileBounds(finished, ages, 0.95);
        expect(low).toBeLessThanOrEqual(truth + 1e-9);
        expect(high).toBeGreaterThanOrEqual(truth - 1e-9);
        if (open.length === 0) expect(low).toBe(high);
      }),
    );
  });
});

describe('an objective with unfinished requests', () => {
  test.each([
    // Of 100 may 5 be above.
    [{ finished: 100, finishedAbove: 5, unfinished: 0, unfinishedAbove: 0 }, 'holds'],
    [{ finished: 100, finishedAbove: 6, unfinished: 0, unfinishedAbove: 0 }, 'fails'],
    [{ finished: 90, finishedAbove: 0, unfinished: 10, unfinishedAbove: 6 }, 'fails'],
    [{ finished: 90, finishedAbove: 0, unfinished: 10, unfinishedAbove: 5 }, 'unknown'],
    [{ finished: 96, finishedAbove: 1, unfinished: 4, unfinishedAbove: 0 }, 'holds'],
  ] as const)('of %j %s', (counts, expected) => {
    expect(latencyLimit(counts, 0.95)).toBe(expected);
  });
});
