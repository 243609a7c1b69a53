import { describe, expect, test, vi } from 'vitest';
import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { normalsOf, randomOf } from '../../lib/stats/random.ts';
import { calibrationOf, pairsToRecommend, slowedDown, smallestGate } from '../../lib/steppers/calibration.ts';
import { looksOf } from '../../lib/steppers/looks.ts';
import { drawEach, simulateGates } from '../../lib/steppers/simulate-gates.ts';
import { comparedResult, setOf } from '../judge/compare/runs.ts';

// Simulations take some seconds of CPU, and longer where others share it.
vi.setConfig({ testTimeout: 120_000 });

/** Pairs of one target: what drifts from pair to pair is in both runs, the rest is each run's own. */
function drifting(random: () => number, { driftSd, runSd }: { driftSd: number; runSd: number }) {
  const normal = normalsOf(random);
  return () => {
    const drift = driftSd * normal();
    const run = () => ({
      result: comparedResult({
        p50Ms: 50 * Math.exp(drift + runSd * normal()),
        p95Ms: 100 * Math.exp(drift + runSd * normal()),
      }),
    });
    return { a: run(), b: run() };
  };
}

/** The fewest pairs with which gates that meet the drift itself find the slower candidate in 9 of 10 cases. */
function pairsNeededUnder(noise: { driftSd: number; runSd: number }): number {
  return smallestGate((pairs) => {
    const draw = drawEach((random) => {
      const { a, b } = drifting(random, noise)();
      return { a, b: slowedDown(b, 1.1) };
    });
    return (
      simulateGates({ draw, looks: looksOf(pairs, 0.05), terms: defaultTerms, gates: 2_000, seed: 9 }).worse >= 0.9
    );
  });
}

describe('a calibration on pairs that drift', () => {
  test.each([
    { driftSd: 0.3, runSd: 0.02 },
    { driftSd: 0.3, runSd: 0.04 },
    { driftSd: 0, runSd: 0.04 },
  ])('recommends the pairs that gates need under it, within 2: %j', (noise) => {
    const needed = pairsNeededUnder(noise);
    for (const seed of [1, 2, 3]) {
      const draw = drifting(randomOf(seed), noise);
      const recommended = pairsToRecommend(Array.from({ length: 24 }, draw), defaultTerms);
      expect(Math.abs(recommended - needed), `${recommended} for ${needed}`).toBeLessThanOrEqual(2);
    }
  });

  test('says what it found of the noise, and how often it is wrong', () => {
    const pairs = Array.from({ length: 12 }, drifting(randomOf(5), { driftSd: 0.3, runSd: 0.02 }));
    const side = (name: 'a' | 'b') =>
      setOf(
        name,
        pairs.map((pair) => pair[name].result),
      );
    const calibration = calibrationOf(side('a'), side('b'), defaultTerms, '2026-01-02T03:04:05.000Z');
    expect(calibration).toMatchObject({ pairs: 12, alpha: 0.05, latencyLimit: 0.1 });
    const journey = calibration.noise.filter(({ step }) => step === null);
    expect(journey.map(({ kind }) => kind)).toEqual(['p50', 'p95']);
    // √2 · 2 % from pair to pair, whatever drifts.
    for (const { sd } of journey) expect(sd).toBeCloseTo(Math.SQRT2 * 0.02, 1);
    expect(calibration.falseAlarms.ratio).toBeLessThanOrEqual(0.06);
    expect(calibration.recommendedPairs).toBeLessThanOrEqual(6);
  });
});

describe('the fewest pairs', () => {
  test.each([1, 4, 5, 7, 8, 9, 13, 31, 64, 99])('that %d asks for are found, from 4 on', (needed) => {
    expect(smallestGate((pairs) => pairs >= needed)).toBe(Math.max(4, needed));
  });

  test('are 100 where none are enough', () => {
    expect(smallestGate(() => false)).toBe(100);
  });
});
