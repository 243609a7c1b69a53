import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  bucketBounds,
  bucketOf,
  emptyHistogram,
  type Histogram,
  histogramQuantiles,
  mergeInto,
  record,
} from '../../lib/stats/histogram.ts';

const bits = fc.constantFrom(9, 10);
/** 0.05 ms to 1e7 ms, as many in each decade. */
const ms = fc.double({ min: Math.log(0.05), max: Math.log(1e7), noNaN: true }).map(Math.exp);
const anyMs = fc.oneof(
  ms,
  fc.constantFrom(0, 0.00001, 0.01, 1, 2 ** 31 / 1e5, 2 ** 40),
  fc.double({ min: 0, max: 1, noNaN: true }),
);

function histogramOf(values: readonly number[], precisionBits = 10): Histogram {
  const histogram = emptyHistogram(precisionBits);
  for (const value of values) record(histogram, value);
  return histogram;
}

/** Both in one, neither changed. */
function merged(...all: readonly Histogram[]): Histogram {
  const sum = emptyHistogram(all[0]?.precisionBits ?? 10);
  for (const one of all) mergeInto(sum, one);
  return sum;
}

/** All but the sum, which depends on the order of additions in its last digits. */
const contentOf = ({ counts, sumMs: _, ...rest }: Histogram) => ({
  ...rest,
  counts: [...counts].sort(([a], [b]) => a - b),
});

describe('a histogram of durations', () => {
  test('merged with another counts as if all had been recorded in one, in any order', () => {
    const lists = fc.array(fc.array(anyMs, { maxLength: 50 }), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(bits, lists, (precisionBits, [a = [], b = [], c = []]) => {
        const of = (values: readonly number[]) => histogramOf(values, precisionBits);
        const all = of([...a, ...b, ...c]);
        expect(contentOf(merged(of(a), of(b), of(c)))).toEqual(contentOf(all));
        expect(contentOf(merged(of(c), of(a), of(b)))).toEqual(contentOf(all));
        expect(contentOf(merged(of(a), merged(of(b), of(c))))).toEqual(contentOf(all));
        expect(contentOf(merged(merged(of(a), of(b)), of(c)))).toEqual(contentOf(all));
        expect(Math.abs(merged(of(a), of(b), of(c)).sumMs - all.sumMs)).toBeLessThanOrEqual(1e-12 * all.sumMs);
      }),
    );
  });

  test('is left as it was when it is merged into another', () => {
    const first = histogramOf([1, 2]);
    const before = contentOf(first);
    mergeInto(histogramOf([3]), first);
    expect(contentOf(first)).toEqual(before);
  });

  test('is not merged with one of another precision', () => {
    const histogram = histogramOf([1, 2], 10);
    expect(() => mergeInto(histogram, histogramOf([3], 9))).toThrow(RangeError);
    expect(histogram.n).toBe(2);
  });

  test('puts each value into the bucket that holds it', () => {
    fc.assert(
      fc.property(bits, anyMs, (precisionBits, value) => {
        const { lowMs, highMs } = bucketBounds(bucketOf(value, precisionBits), precisionBits);
        // Whole ticks of 10 ns.
        const ticks = Math.round(value * 1e5);
        expect(ticks).toBeGreaterThanOrEqual(Math.round(lowMs * 1e5));
        expect(ticks).toBeLessThan(Math.round(highMs * 1e5));
      }),
      { numRuns: 2_000 },
    );
  });

  test('has buckets that follow each other without a gap, none wider than its share of the value', () => {
    fc.assert(
      fc.property(bits, fc.nat(20_000), (precisionBits, bucket) => {
        const { lowMs, highMs } = bucketBounds(bucket, precisionBits);
        expect(bucketBounds(bucket + 1, precisionBits).lowMs).toBe(highMs);
        expect(bucketOf(lowMs, precisionBits)).toBe(bucket);
        const ticks = Math.round((highMs - lowMs) * 1e5);
        expect(ticks).toBeLessThanOrEqual(Math.max(1, (lowMs * 1e5) / 2 ** precisionBits + 1e-6));
      }),
      { numRuns: 2_000 },
    );
  });

  test.each([
    { precisionBits: 9, error: 2 ** -10 },
    { precisionBits: 10, error: 2 ** -11 },
  ])('of $precisionBits bits knows the value at each rank within $error of itself', ({ precisionBits, error }) => {
    const qs = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(fc.array(ms, { minLength: 1, maxLength: 400 }), qs, (values, some) => {
        const sorted = [...values].sort((a, b) => a - b);
        const ascending = [...some, 0, 0.5, 0.95, 0.99, 1].sort((a, b) => a - b);
        const found = histogramQuantiles(histogramOf(values, precisionBits), ascending);
        for (const [index, q] of ascending.entries()) {
          const exact = sorted[Math.max(1, Math.ceil(q * sorted.length)) - 1] as number;
          // Half a tick of 10 ns on top, of which values are whole numbers.
          expect(Math.abs((found[index] as number) - exact)).toBeLessThanOrEqual(error * exact + 0.5e-5);
        }
      }),
      { numRuns: 300 },
    );
  });

  test('never tells a quantile outside of what was recorded', () => {
    fc.assert(
      fc.property(fc.array(anyMs, { minLength: 1, maxLength: 30 }), (values) => {
        const found = histogramQuantiles(histogramOf(values), [0, 0.3, 0.9, 1]);
        expect(Math.min(...found)).toBeGreaterThanOrEqual(Math.min(...values));
        expect(Math.max(...found)).toBeLessThanOrEqual(Math.max(...values));
        expect(found).toEqual([...found].sort((a, b) => a - b));
      }),
    );
  });

  test('of nothing has no quantile', () => {
    expect(histogramQuantiles(emptyHistogram(10), [0, 0.5, 1])).toEqual([Number.NaN, Number.NaN, Number.NaN]);
  });

  test('keeps count, sum, least and greatest as they are', () => {
    expect(histogramOf([3, 1.5, 1e6])).toMatchObject({ n: 3, sumMs: 1_000_004.5, minMs: 1.5, maxMs: 1e6 });
  });

  test('counts a duration below 0 in the first bucket', () => {
    expect([...histogramOf([-3]).counts]).toEqual([[0, 1]]);
  });
});
