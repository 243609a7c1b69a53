import { describe, expect, test } from 'vitest';
import { detectableSlope, driftOf, firstAgainstLast, pOfGrowth, stepOf } from '../../lib/stats/drift.ts';
import { normals, seeded } from './random.ts';

const noisy = (n: number, seed: number, level: (index: number) => number): number[] => {
  const normal = normals(seed);
  return Array.from({ length: n }, (_, index) => level(index) + normal());
};

describe('a drift', () => {
  test('of a straight line is its slope, beyond any doubt', () => {
    const drift = driftOf(Array.from({ length: 12 }, (_, index) => 5 + 2 * index));
    expect(drift).toMatchObject({ n: 12, slope: 2, low: 2, high: 2, r1: 0.25, sd: 0 });
    // S = 66, Var = 212.67 · 1.5926 for the least r1 that is assumed of twelve values, 0.25.
    expect(drift?.pRising).toBeCloseTo(2.06e-4, 6);
    expect(drift?.pFalling).toBeGreaterThan(0.999);
  });

  test('has the worked p and interval of ten values', () => {
    // S = 31 of 45 pairs. r1 of the residuals is −0.55, so that nothing is inflated: Var = (10·9·25 − 2·18)/18 = 123.
    const drift = driftOf([1, 3, 2, 5, 4, 3, 6, 5, 8, 7]);
    expect(drift?.slope).toBeCloseTo(0.6, 12);
    expect(drift?.pRising).toBeCloseTo(0.0034, 4);
    expect(drift?.sd).toBeCloseTo(Math.sqrt(10.5 / 8), 9);
    // The 12th and the 34th of all 45 slopes: (45 ∓ 1.96·√123)/2.
    expect(drift?.low).toBeCloseTo(1 / 3, 12);
    expect(drift?.high).toBeCloseTo(1, 12);
  });

  test('of a constant series is none', () => {
    expect(driftOf(new Array(40).fill(7))).toMatchObject({ slope: 0, low: 0, high: 0, pRising: 1, pFalling: 1, sd: 0 });
  });

  test('of few values is not looked for', () => {
    expect(driftOf([1, 2, 3, 4, 5, 6, 7, 8, 9])).toBeUndefined();
    expect(stepOf([1, 2, 3])).toBeUndefined();
  });

  test('that falls is seen as falling', () => {
    const drift = driftOf(noisy(60, 1, (index) => -index / 10));
    expect(drift?.pFalling).toBeLessThan(0.001);
    expect(drift?.high).toBeLessThan(0);
  });

  test('can be seen the smaller the longer the series is', () => {
    const short = detectableSlope({ n: 60, r1: 0.4, sd: 1 }, 0.01);
    const long = detectableSlope({ n: 120, r1: 0.4, sd: 1 }, 0.01);
    expect(short / long).toBeGreaterThan(2.5);
    expect(detectableSlope({ n: 60, r1: 0.8, sd: 1 }, 0.01)).toBeGreaterThan(short);
    // t(0.99, 58) = 2.3924, t(0.8, 58) = 0.8480.
    expect(detectableSlope({ n: 60, r1: 0, sd: 1 }, 0.01)).toBeCloseTo(3.2404 * 1.05 * Math.sqrt(12 / 215_940), 5);
  });
});

describe('a step', () => {
  test('is found where it is, and is better described as one than by a line', () => {
    const step = stepOf(noisy(60, 2, (index) => (index < 40 ? 10 : 16)));
    expect(step).toMatchObject({ at: 40, isBetterThanLine: true });
    expect(step?.p).toBeLessThan(0.001);
    expect((step?.to ?? 0) - (step?.from ?? 0)).toBeGreaterThan(5);
  });

  test('is no better than a line where the series rises all the time', () => {
    expect(stepOf(noisy(60, 3, (index) => index / 5))?.isBetterThanLine).toBe(false);
  });

  test('has Pettitt’s p: of 1 … 10, K = 25', () => {
    // Around two levels the rest is a saw that correlates with itself; its inflation is at least 1.
    const p = stepOf([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])?.p ?? 0;
    expect(p).toBeGreaterThanOrEqual(2 * Math.exp((-6 * 625) / 1_100));
  });
});

describe('growth by increments', () => {
  test('has Wilcoxon’s p', () => {
    // Steps 1, 2, 1, 2: ranks 1.5, 3.5, 1.5, 3.5, all up: 10; 5 are expected, with a variance of 7.5 − 12/48.
    expect(pOfGrowth([1, 2, 4, 5, 7])).toBeCloseTo(0.0473, 4);
    // The same steps, of which those of 1 go down: 7.
    expect(pOfGrowth([5, 4, 6, 5, 7])).toBeCloseTo(0.2887, 4);
  });

  test('is none where there is none', () => {
    expect(pOfGrowth([3, 3, 3, 3])).toBe(1);
    expect(pOfGrowth([9, 8, 7, 6, 5, 4, 3, 2, 1, 0])).toBeGreaterThan(0.99);
  });

  test('is seen although garbage is collected once', () => {
    const memory = noisy(67, 6, (window) => 900 + 9 * window - (window > 30 ? 200 : 0));
    expect(pOfGrowth(memory)).toBeLessThan(1e-6);
  });

  test('is not one large step', () => {
    expect(pOfGrowth([...new Array(30).fill(5), ...new Array(30).fill(15)])).toBeGreaterThan(0.1);
  });
});

describe('the first part against the last', () => {
  test('has their medians and an interval that holds the difference', () => {
    const { first, last, low, high } = firstAgainstLast(
      noisy(80, 4, (index) => 100 + index / 4),
      seeded(1),
    );
    expect(first).toBeCloseTo(102.4, 0);
    expect(last).toBeCloseTo(117.4, 0);
    expect(low).toBeLessThan(last - first);
    expect(high).toBeGreaterThan(last - first);
    expect(low).toBeGreaterThan(10);
  });

  test('of a constant series has no width', () => {
    expect(firstAgainstLast(new Array(40).fill(3), seeded(1))).toEqual({ first: 3, last: 3, low: 0, high: 0 });
  });
});
