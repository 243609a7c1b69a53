import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { judgeDrops } from '../../lib/results/drops.ts';
import { FloatList } from '../../lib/results/float-list.ts';
import { latencyOf, latencyOfTrend } from '../../lib/results/latency.ts';
import { quantile } from '../../lib/stats/quantile.ts';

const listOf = (values: readonly number[]): FloatList => {
  const list = new FloatList();
  for (const value of values) list.push(value);
  return list;
};
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const number = fc.double({ min: -1e9, max: 1e9, noNaN: true });
const share = fc.double({ min: 0, max: 1, noNaN: true });

describe('quantile', () => {
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

  test('at rank k is the k-th value, as the definition by order says', () => {
    fc.assert(
      fc.property(fc.array(number, { minLength: 2 }), fc.nat(), (values, seed) => {
        const sorted = ascending(values);
        const k = seed % values.length;
        expect(quantile(sorted, k / (values.length - 1))).toBeCloseTo(sorted[k] ?? Number.NaN, 3);
      }),
    );
  });
});

describe('FloatList', () => {
  test('keeps every value, in any number', () => {
    fc.assert(
      fc.property(fc.array(number, { maxLength: 3_000 }), (values) => {
        const list = listOf(values);
        expect(list.length).toBe(values.length);
        expect([...list.sorted()]).toEqual([...Float64Array.from(values).sort()]);
      }),
      { numRuns: 30 },
    );
  });

  test('takes more after it was sorted', () => {
    const list = listOf([3, 1]);
    expect([...list.sorted()]).toEqual([1, 3]);
    list.push(2);
    expect([...list.sorted()]).toEqual([1, 2, 3]);
  });
});

describe('latency', () => {
  test('of samples is their figures', () => {
    expect(latencyOf(listOf([4, 1, 3, 2]))).toEqual({
      ...{ n: 4, minMs: 1, meanMs: 2.5, p50Ms: 2.5, maxMs: 4 },
      ...{ p90Ms: expect.closeTo(3.7, 12), p95Ms: expect.closeTo(3.85, 12), p99Ms: expect.closeTo(3.97, 12) },
    });
  });

  test('of nothing is none', () => {
    expect(latencyOf(new FloatList())).toBeUndefined();
    expect(latencyOfTrend({})).toBeUndefined();
    // k6 gives zeros to a Trend that saw no sample.
    expect(latencyOfTrend({ count: 0, min: 0, med: 0, max: 0 })).toBeUndefined();
  });

  test('of a Trend has no figure where k6 gives none', () => {
    expect(latencyOfTrend({ count: 2, min: 1, avg: 2, med: 2, max: 3, 'p(95)': null })).toMatchObject({
      ...{ n: 2, minMs: 1, meanMs: 2, p50Ms: 2, maxMs: 3, p95Ms: Number.NaN, p99Ms: Number.NaN },
    });
  });
});

describe('judgeDrops', () => {
  const at = (starts: number[], ends: number[], drops: number[], vus: number) =>
    judgeDrops(listOf(starts), listOf(ends), listOf(drops), vus).map(({ isTargets }) => isTargets);

  test('blames the target when every VU was in a journey, the generator otherwise', () => {
    expect(at([1, 2, 3, 4], [], [5], 4)).toEqual([true]);
    expect(at([1, 2, 3, 4], [4.5], [5], 4)).toEqual([false]);
    expect(at([1, 2, 3, 4], [4.5, 9], [4.2, 5], 4)).toEqual([true, false]);
    expect(at([], [], [5], 4)).toEqual([false]);
  });

  test('lets one VU in twenty be between two journeys', () => {
    const starts = Array.from({ length: 100 }, (_, index) => index);
    const ends = (count: number) => Array.from({ length: count }, () => 150);
    expect(at(starts, ends(5), [200], 100)).toEqual([true]);
    expect(at(starts, ends(6), [200], 100)).toEqual([false]);
  });

  test('counts as a plain recount does, in whatever order the rows came', () => {
    const instants = fc.array(fc.nat(50), { maxLength: 60 });
    fc.assert(
      fc.property(instants, instants, instants, fc.integer({ min: 1, max: 30 }), (starts, ends, drops, vus) => {
        const before = (all: readonly number[], atMs: number) => all.filter((one) => one <= atMs).length;
        const expected = ascending(drops).map((atMs) => ({
          atMs,
          isTargets: before(starts, atMs) - before(ends, atMs) >= 0.95 * vus,
        }));
        expect(judgeDrops(listOf(starts), listOf(ends), listOf(drops), vus)).toEqual(expected);
      }),
    );
  });
});
