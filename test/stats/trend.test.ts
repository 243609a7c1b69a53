import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { medianOf, trendOf } from '../../lib/stats/trend.ts';
import { correlated, normals } from './random.ts';

describe('a trend', () => {
  test.each<[string, number[], number]>([
    ['a straight line', [1, 3, 5, 7, 9, 11], 2],
    ['a straight line down', [6, 5, 4, 3, 2, 1], -1],
    ['a line with one wild value', [0, 1, 2, 300, 4, 5, 6], 1],
    ['no change', [4, 4, 4, 4, 4, 4], 0],
    // Slopes in order: −1, −1, 0, ½ six times, 0.8, 1, 1, 2, 2, 2: the 8th of 15.
    ['a zigzag that rises', [0, 2, 1, 3, 2, 4], 0.5],
  ])('of %s has the median slope of all pairs', (_name, values, slope) => {
    expect(trendOf(values).slope).toBeCloseTo(slope, 12);
  });

  test('has the slope that a plain list of all pairs gives', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -50, max: 50 }), { minLength: 6, maxLength: 25 }), (values) => {
        const slopes = values
          .flatMap((one, i) => values.slice(i + 1).map((other, j) => (other - one) / (j + 1)))
          .sort((a, b) => a - b);
        const middle = (slopes.length - 1) / 2;
        const median = ((slopes[Math.floor(middle)] ?? 0) + (slopes[Math.ceil(middle)] ?? 0)) / 2;
        expect(trendOf(values).slope).toBeCloseTo(median, 9);
        const { pRising } = trendOf(values);
        expect(pRising).toBeGreaterThanOrEqual(0);
        expect(pRising).toBeLessThanOrEqual(1);
      }),
    );
  });

  test('of fewer than six values is none', () => {
    expect(trendOf([1, 2, 3, 4, 5])).toEqual({ slope: 0, pRising: 1 });
    expect(trendOf([])).toEqual({ slope: 0, pRising: 1 });
  });

  test('of values that never change is no rise', () => {
    expect(trendOf(new Array(60).fill(3)).pRising).toBe(1);
  });

  const repetitions = 600;
  test.each([
    { r: 0, seed: 1 },
    { r: 0.4, seed: 2 },
    { r: 0.7, seed: 3 },
  ])('is seen in at most about a tenth of series without one whose neighbours correlate by $r', ({ r, seed }) => {
    const normal = normals(seed);
    let alarms = 0;
    for (let i = 0; i < repetitions; i++) if (trendOf(correlated(normal, 60, r)).pRising < 0.05) alarms++;
    expect(alarms / repetitions).toBeLessThanOrEqual(0.1);
    // Were it never seen, it would be no test.
    expect(alarms).toBeGreaterThan(0);
  });

  test.each([0, 0.4])('is found in nearly every series that drifts by four deviations, r = %d', (r) => {
    const normal = normals(4);
    const found = Array.from({ length: 200 }, () =>
      trendOf(correlated(normal, 60, r).map((noise, at) => noise + (4 * at) / 60)),
    );
    expect(found.filter(({ pRising }) => pRising < 0.05).length).toBeGreaterThan(180);
    expect(medianOf(found.map(({ slope }) => slope))).toBeCloseTo(4 / 60, 2);
  });

  test('that falls is no rise', () => {
    const normal = normals(5);
    const falling = Array.from({ length: 60 }, (_, at) => normal() - (4 * at) / 60);
    expect(trendOf(falling).pRising).toBeGreaterThan(0.95);
    expect(trendOf(falling).slope).toBeLessThan(0);
  });
});

describe('a median', () => {
  test.each<[number[], number]>([
    [[5], 5],
    [[3, 1], 2],
    [[9, 1, 5], 5],
    [[10, 9, 2, 1], 5.5],
    [[-1, -10, 3], -1],
  ])('of %j is %d', (values, expected) => {
    expect(medianOf(values)).toBe(expected);
  });

  test('of nothing is no number', () => {
    expect(medianOf([])).toBeNaN();
  });
});
