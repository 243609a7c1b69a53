import { describe, expect, test, vi } from 'vitest';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { binomialOf, normalsOf, randomOf } from '../../lib/stats/random.ts';
import { slowedDown } from '../../lib/steppers/calibration.ts';
import { looksOf, termsAt } from '../../lib/steppers/looks.ts';
import { isBaseFirst, isGateOver, type RunPair } from '../../lib/steppers/sequential-test.ts';
import { drawEach, simulateGates } from '../../lib/steppers/simulate-gates.ts';
import { comparedResult } from '../judge/compare/runs.ts';

// Simulations take some seconds of CPU, and longer where others share it.
vi.setConfig({ testTimeout: 120_000 });

/** A run whose latencies scatter by a part, and of whose journeys some fail. */
function runOf(random: () => number, { sd = 0.06, journeys = 360, failing = 0 } = {}) {
  const normal = normalsOf(random);
  return {
    result: comparedResult({
      ...{ n: journeys, failed: binomialOf(random, journeys, failing) },
      ...{ p50Ms: 50 * Math.exp(sd * normal()), p95Ms: 100 * Math.exp(sd * normal()) },
    }),
  };
}

const pairOf = (random: () => number, factor: number, kind: Parameters<typeof runOf>[1] = {}): RunPair => ({
  a: runOf(random, kind),
  b: slowedDown(runOf(random, kind), factor),
});

describe('a gate', () => {
  const pairsOf = (count: number, factor: number) => {
    const random = randomOf(1);
    return Array.from({ length: count }, () => pairOf(random, factor, { sd: 0.03 }));
  };

  test('runs the base first in every other pair', () => {
    expect([0, 1, 2, 3].map(isBaseFirst)).toEqual([true, false, true, false]);
  });

  test('looks four times, as sure each as all together allow; once with few pairs', () => {
    expect(looksOf(12, 0.05)).toMatchObject({ at: [3, 6, 9, 12], nominalP: 0.0176 });
    expect(looksOf(16, 0.01)).toMatchObject({ at: [4, 8, 12, 16], nominalP: 0.0032 });
    expect(looksOf(5, 0.05)).toEqual({ at: [5], nominalP: 0.05 });
  });

  test('ends after one pair in which journeys have one statement more', () => {
    const looks = looksOf(16, 0.05);
    const runWith = (perJourney: number) => {
      const statements = {
        ...{ perJourney, standardError: 0, windows: 30, byText: [] },
        ...{ rows: 0, blocks: 0, walBytes: 0 },
      };
      return {
        result: {
          ...comparedResult(),
          cost: { journeys: 1_000, targetCpuMs: null, mainThreadMs: null, databaseCpuMs: null, statements },
        },
      };
    };
    const isOver = (before: number, after: number) =>
      isGateOver([{ a: runWith(before), b: runWith(after) }], looks, defaultTerms);
    expect(isOver(6, 7)).toBe(true);
    expect(isOver(6, 6)).toBe(false);
    // One less is good news, which may wait.
    expect(isOver(7, 6)).toBe(false);
  });

  test('ends at a look whose answer is clear, never between looks, and at the last in any case', () => {
    const looks = looksOf(16, 0.05);
    const isOver = (count: number, factor: number) => isGateOver(pairsOf(count, factor), looks, defaultTerms);
    expect(isOver(3, 2)).toBe(false);
    expect(isOver(4, 2)).toBe(true);
    expect(isOver(5, 2)).toBe(false);
    const noisy = Array.from({ length: 16 }, (_, index) => ({
      a: { result: comparedResult({ p50Ms: index % 2 ? 50 : 90 }) },
      b: { result: comparedResult({ p50Ms: index % 2 ? 90 : 50 }) },
    }));
    expect(isGateOver(noisy.slice(0, 12), looks, defaultTerms)).toBe(false);
    expect(isGateOver(noisy, looks, defaultTerms)).toBe(true);
  });

  test('is sure of failures at the last look, and never of what few pairs could not have seen', () => {
    const looks = looksOf(12, 0.05);
    expect([3, 6, 7, 12].map((pairs) => termsAt(defaultTerms, looks, pairs).ratioAlpha)).toEqual([
      0.00026, 0.0071, 0.0071, 0.0415,
    ]);
    expect(termsAt(defaultTerms, looks, 3).alpha).toBe(0.0176);
    expect(termsAt(defaultTerms, looksOf(4, 0.05), 4).ratioAlpha).toBe(0.05);
    const random = randomOf(3);
    const same = Array.from({ length: 6 }, () => pairOf(random, 1, { sd: 0.001, journeys: 5_000 }));
    // Both would be called SAME: not at the first look.
    expect(isGateOver(same.slice(0, 3), looks, defaultTerms)).toBe(false);
    expect(isGateOver(same, looks, defaultTerms)).toBe(true);
  });

  const gates = 2_000;
  test.each([8, 12, 16])('of %d pairs keeps what it promises when it stops early', (pairs) => {
    const looks = looksOf(pairs, 0.05);
    const rates = (factor: number, seed: number, count = gates) =>
      simulateGates({
        draw: drawEach((random) => pairOf(random, factor, { sd: 0.055 })),
        ...{ looks, terms: defaultTerms, gates: count, seed },
      });
    expect(rates(1, pairs).worse).toBeLessThanOrEqual(0.06);
    const slower = rates(1.1, pairs + 1);
    if (pairs >= 12) expect(slower.worse).toBeGreaterThanOrEqual(0.9);
    expect(slower.meanPairs).toBeLessThanOrEqual(pairs);
    expect(rates(1 / 1.1, pairs + 2, 500).worse).toBe(0);
  });

  test.each([{ journeys: 80 }, { journeys: 360 }])(
    'of targets that fail 0.5 % of $journeys journeys at random is WORSE in at most 1 %',
    ({ journeys }) => {
      const draw = drawEach((random) => pairOf(random, 1, { sd: 0.02, journeys, failing: 0.005 }));
      const { worse } = simulateGates({ draw, looks: looksOf(12, 0.05), terms: defaultTerms, gates, seed: 4 });
      expect(worse).toBeLessThanOrEqual(0.01);
    },
  );

  test('of a candidate that breaks in 5 of 12 runs is WORSE in at least 95 %', () => {
    const { worse } = simulateGates({
      draw: (random, count) => {
        const broken = new Set<number>();
        while (broken.size < 5) broken.add(Math.floor(random() * count));
        return Array.from({ length: count }, (_, pair) => ({
          a: runOf(random, { sd: 0.02 }),
          b: runOf(random, { sd: 0.02, failing: broken.has(pair) ? 0.2 : 0 }),
        }));
      },
      ...{ looks: looksOf(12, 0.05), terms: defaultTerms, gates, seed: 5 },
    });
    expect(worse).toBeGreaterThanOrEqual(0.95);
  });
});
