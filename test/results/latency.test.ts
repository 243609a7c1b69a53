import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { durationsOf } from '../../lib/results/durations.ts';
import { censoredSample, isLowerBound, latencyOf, upperBound } from '../../lib/results/latency.ts';
import { quantile } from '../../lib/stats/quantile.ts';

const none = Number.POSITIVE_INFINITY;
const range = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index);
const ascending = (values: readonly number[]) => [...values].sort((a, b) => a - b);
const latency = (answered: readonly number[], agesMs: readonly number[], minTimeoutMs = none) =>
  latencyOf(censoredSample([durationsOf(answered)], { agesMs, minTimeoutMs }));

describe('latencies with open requests', () => {
  test('have those in their percentiles with the age that they had', () => {
    const found = latency(range(1, 90), Array<number>(10).fill(30_000));
    expect(found).toMatchObject({ n: 90, unfinished: 10, p50Ms: 50.5, p95Ms: 30_000, maxMs: 30_000 });
    expect(found?.atLeast).toEqual(['meanMs', 'p90Ms', 'p95Ms', 'p99Ms', 'maxMs']);
  });

  test('of which a young one could still become the slowest are lower bounds throughout', () => {
    expect(latency(range(100, 99), [1])?.atLeast).toEqual(['meanMs', 'p50Ms', 'p90Ms', 'p95Ms', 'p99Ms', 'maxMs']);
  });

  test('are lower bounds from the timeout on', () => {
    const timeouts = [60_000, 60_001, 60_003];
    const found = latency([...range(1, 97), ...timeouts], [], 60_000);
    expect(found).toMatchObject({ n: 100, unfinished: 0, p90Ms: expect.closeTo(90.1, 9) });
    expect(found?.atLeast).toEqual(['meanMs', 'p99Ms', 'maxMs']);
  });

  test('of which some were never answered are lower bounds, with the answered as the most they could be', () => {
    const sample = (count: number) =>
      censoredSample([durationsOf(range(1, 100))], {
        ...{ agesMs: [], minTimeoutMs: none, unanswered: [durationsOf(Array<number>(count).fill(0))] },
      });
    const most = (count: number) => {
      const found = sample(count);
      return found && upperBound(found, 0.95);
    };
    expect(latencyOf(sample(1))).toMatchObject({ n: 101, unfinished: 0, minMs: 0 });
    expect(latencyOf(sample(1))?.atLeast).toContain('p95Ms');
    expect(most(1)).toBeCloseTo(96, 9);
    expect(most(20)).toBe(Number.POSITIVE_INFINITY);
  });

  test('without an answer are those of the open ones', () => {
    expect(latency([], [200, 400])).toMatchObject({ n: 0, unfinished: 2, minMs: 200, p50Ms: 300 });
    expect(latency([], [])).toBeNull();
  });

  test('without anything open are what they are', () => {
    expect(latency(range(1, 100), [])).toMatchObject({ n: 100, unfinished: 0, atLeast: [] });
  });
});

describe('a quantile', () => {
  const ms = fc.integer({ min: 1, max: 60_000 });

  test('is a lower bound if, and without ties only if, a longer wait of the open ones would move it up', () => {
    fc.assert(
      fc.property(
        fc.array(ms, { maxLength: 40 }),
        fc.array(ms, { minLength: 1, maxLength: 10 }),
        fc.integer({ min: 0, max: 1_000 }),
        (answered, agesMs, permille) => {
          const q = permille / 1_000;
          const sample = censoredSample([durationsOf(answered)], { agesMs, minTimeoutMs: none });
          const low = quantile(ascending([...answered, ...agesMs]), q);
          const high = quantile(ascending([...answered, ...agesMs.map((age) => age + 1e6)]), q);
          expect(sample?.all.quantilesMs([q])[0]).toBe(low);
          const isFound = sample !== undefined && isLowerBound(sample, q);
          if (high > low + 1e-6) expect(isFound).toBe(true);
          const most = sample === undefined ? Number.NaN : upperBound(sample, q);
          const never = quantile(ascending([...answered, ...agesMs.map(() => 1e15)]), q);
          if (never < 1e9) expect(most).toBeCloseTo(never, 6);
          else expect(most).toBe(none);
          const hasTies = new Set([...answered, ...agesMs]).size < answered.length + agesMs.length;
          if (!hasTies && isFound) expect(high).toBeGreaterThan(low);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
