import { describe, expect, test } from 'vitest';
import { medianOf } from '../../lib/stats/trend.ts';
import { steadyFrom } from '../../lib/stats/warm-up.ts';
import { normals } from './random.ts';

/** A series around what `meanAt` gives, with noise of one tenth of the level. */
function series(seed: number, n: number, meanAt: (at: number) => number): number[] {
  const normal = normals(seed);
  return Array.from({ length: n }, (_, at) => meanAt(at) + 0.1 * normal());
}
const seeds = Array.from({ length: 40 }, (_, index) => index + 1);

/** Where many such series are cut; one that is not steady at all counts as cut behind its end. */
const cutsOf = (n: number, meanAt: (at: number) => number): number[] =>
  seeds.map((seed) => steadyFrom(series(seed, n, meanAt)) ?? n);

describe('the warm-up of a series', () => {
  test.each([15, 20, 30])('that is a step ends where the step does: at %d of 120', (at) => {
    const cuts = cutsOf(120, (index) => (index < at ? 5 : 1));
    expect(Math.min(...cuts)).toBeGreaterThanOrEqual(at);
    expect(medianOf(cuts)).toBeLessThanOrEqual(at + 5);
  });

  test('that decays is cut when little of it is left', () => {
    // 10·exp(−t/8) is 0.82 at 20 and 0.07, less than the noise, at 40.
    const cuts = cutsOf(160, (at) => 1 + 10 * Math.exp(-at / 8));
    expect(Math.min(...cuts)).toBeGreaterThanOrEqual(20);
    expect(medianOf(cuts)).toBeLessThanOrEqual(45);
  });

  test('is mostly nothing where the series is steady from the start', () => {
    const cuts = cutsOf(120, () => 1);
    expect(medianOf(cuts)).toBeLessThanOrEqual(10);
    expect(cuts.filter((cut) => cut <= 30).length).toBeGreaterThan(seeds.length * 0.8);
  });

  test('of a series that never changes is nothing', () => {
    expect(steadyFrom(new Array(60).fill(3))).toBe(0);
  });

  test('is unknown where the series only rises', () => {
    expect(steadyFrom(Array.from({ length: 100 }, (_, at) => at))).toBeUndefined();
  });

  test.each([0, 1, 19])('is unknown in a series of %d', (n) => {
    expect(steadyFrom(new Array(n).fill(1))).toBeUndefined();
  });

  test('is known in a series of 20', () => {
    expect(steadyFrom(new Array(20).fill(1))).toBe(0);
  });
});
