import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { betaQuantile, binomialUpperTail, exactBounds } from '../../lib/stats/binomial.ts';

describe('the upper tail of the binomial distribution', () => {
  test.each([
    // By hand: 1 − 0.9^3; 3·0.1²·0.9 + 0.1³; (1/3)^4.
    [1, 3, 0.1, 0.271],
    [2, 3, 0.1, 0.028],
    [4, 4, 1 / 3, 1 / 81],
    [0, 5, 0.2, 1],
    [6, 5, 0.2, 0],
  ])('of %d or more of %d at %d', (k, n, p, expected) => {
    expect(binomialUpperTail(k, n, p)).toBeCloseTo(expected, 12);
  });
});

describe('exact bounds', () => {
  test('are where the tails have what is left of the confidence', () => {
    const counts = fc
      .integer({ min: 2, max: 2_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 1, max: n - 1 }), fc.constant(n)));
    fc.assert(
      fc.property(counts, fc.constantFrom(0.9, 0.95, 0.99), ([events, n], confidence) => {
        const { low, high } = exactBounds(events, n, confidence);
        expect(binomialUpperTail(events, n, low)).toBeCloseTo((1 - confidence) / 2, 8);
        expect(1 - binomialUpperTail(events + 1, n, high)).toBeCloseTo((1 - confidence) / 2, 8);
      }),
      { numRuns: 200 },
    );
  });

  test('without an event leave 1 − tail^(1/n) open', () => {
    expect(exactBounds(0, 60, 0.9)).toEqual({ low: 0, high: expect.closeTo(1 - 0.05 ** (1 / 60), 9) });
    expect(exactBounds(60, 60, 0.9)).toEqual({ low: expect.closeTo(0.05 ** (1 / 60), 9), high: 1 });
  });
});

test('the beta quantile is the inverse of the distribution', () => {
  // Beta(1, n): 1 − (1 − p)^(1/n). Beta(2, 2): the median is ½.
  expect(betaQuantile(0.975, 1, 10)).toBeCloseTo(1 - 0.025 ** (1 / 10), 10);
  expect(betaQuantile(0.5, 2, 2)).toBeCloseTo(0.5, 10);
});
