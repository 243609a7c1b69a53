import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { quantile } from '../../lib/stats/quantile.ts';

const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);

describe('a quantile', () => {
  test.each<[number[], number, number]>([
    [[7], 0, 7],
    [[7], 0.5, 7],
    [[7], 1, 7],
    [[1, 2], 0.5, 1.5],
    [[1, 2, 3, 4], 0.25, 1.75],
    [[1, 2, 3, 4], 0.95, 3.85],
    // R: quantile(c(15, 20, 35, 40, 50), c(.05, .30, .40, .50, 1), type = 7)
    [[15, 20, 35, 40, 50], 0.05, 16],
    [[15, 20, 35, 40, 50], 0.3, 23],
    [[15, 20, 35, 40, 50], 0.4, 29],
    [[15, 20, 35, 40, 50], 0.5, 35],
    [[15, 20, 35, 40, 50], 1, 50],
  ])('of %j at %d is %d', (values, q, expected) => {
    expect(quantile(values, q)).toBeCloseTo(expected, 12);
  });

  test('rises with q, and lies between the least and the greatest', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 1 }), share, share, (values, a, b) => {
        const sorted = ascending(values);
        const [low, high] = [quantile(sorted, Math.min(a, b)), quantile(sorted, Math.max(a, b))];
        const slack = 1e-6;
        expect(low).toBeLessThanOrEqual(high + slack);
        expect(low).toBeGreaterThanOrEqual((sorted[0] ?? 0) - slack);
        expect(high).toBeLessThanOrEqual((sorted.at(-1) ?? 0) + slack);
      }),
    );
  });

  test('at rank k is the k-th value', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 2 }), fc.nat(), (values, seed) => {
        const sorted = ascending(values);
        const k = seed % values.length;
        expect(quantile(sorted, k / (values.length - 1))).toBeCloseTo(sorted[k] ?? Number.NaN, 3);
      }),
    );
  });

  test('of nothing is no number', () => {
    expect(quantile([], 0.5)).toBeNaN();
  });
});
