import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { defaultTerms } from '../../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../../lib/judge/compare/compare-runs.ts';
import { randomOf } from '../../../lib/stats/random.ts';
import { comparedResult, setOf } from './runs.ts';

// Simulations take some seconds of CPU, and longer where others share it.
vi.setConfig({ testTimeout: 120_000 });

/** Latencies that scatter by a few percent, the same for the same seed. */
function scattered(count: number, seed: number, factor = 1, spread = 0.03) {
  const random = randomOf(seed);
  const noise = () => Math.exp(spread * (random() + random() + random() + random() - 2) * Math.sqrt(3));
  return Array.from({ length: count }, () =>
    comparedResult({ p50Ms: 50 * factor * noise(), p95Ms: 100 * factor * noise() }),
  );
}

const compared = (a: Parameters<typeof setOf>[1], b: Parameters<typeof setOf>[1]) =>
  compareRuns(setOf('a', a), setOf('b', b), [], defaultTerms);
const metricOf = (comparison: ReturnType<typeof compared>, kind: string, step: string | null = null) =>
  comparison.metrics.find((metric) => metric.kind === kind && metric.step === step);

describe('two sets of runs', () => {
  test('of a slower candidate are WORSE, of a slower base BETTER', () => {
    const base = scattered(8, 1);
    const slower = scattered(8, 2, 1.15);
    expect(compared(base, slower).verdict).toBe('WORSE');
    expect(compared(slower, base).verdict).toBe('BETTER');
    const p50 = metricOf(compared(base, slower), 'p50');
    expect(p50).toMatchObject({ method: 'paired', n: 8, verdict: 'WORSE', isPrimary: true, limit: 0.1 });
    expect(p50?.change).toBeCloseTo(1.15, 1);
    expect(p50?.interval?.low).toBeGreaterThan(1);
  });

  test('of equal targets are SAME when the whole interval lies inside the limit, else INCONCLUSIVE', () => {
    expect(compared(scattered(12, 3), scattered(12, 4)).verdict).toBe('SAME');
    const noisy = compared(scattered(4, 5, 1, 0.3), scattered(4, 6, 1, 0.3));
    expect(noisy.verdict).toBe('INCONCLUSIVE');
    expect(metricOf(noisy, 'p95')?.neededPairs).toBeGreaterThan(12);
  });

  test('that differ surely, but by less than half the limit, are not WORSE', () => {
    const comparison = compared(scattered(12, 7, 1, 0.005), scattered(12, 8, 1.03, 0.005));
    expect(metricOf(comparison, 'p95')?.pWorse).toBeLessThan(0.001);
    expect(comparison.verdict).toBe('SAME');
  });

  test('are WORSE when journeys fail, however fast the others are', () => {
    const failing = (count: number) => Array.from({ length: 8 }, () => comparedResult({ failed: count }));
    expect(compared(failing(0), failing(40))).toMatchObject({ verdict: 'WORSE' });
    expect(metricOf(compared(failing(0), failing(40)), 'success')).toMatchObject({ a: 1, b: 0.96, verdict: 'WORSE' });
    expect(metricOf(compared(failing(0), failing(40)), 'success')?.change).toBeCloseTo(-0.04, 10);
    expect(compared(failing(40), failing(0)).verdict).toBe('BETTER');
    // Where one in twenty fails, the p95 is a failure's: it says nothing of latency.
    expect(metricOf(compared(failing(0), failing(60)), 'p95')).toMatchObject({ b: null, change: null, n: 0 });
  });

  test('have the p-values of what decides corrected for its number, the others not', () => {
    const base = scattered(8, 1);
    const comparison = compared(base, scattered(8, 9, 1.04));
    const [p50, p95] = [metricOf(comparison, 'p50'), metricOf(comparison, 'p95')];
    const ofStep = metricOf(comparison, 'p50', 'order');
    // Success is a question of its own; of two latencies, the smaller p is doubled and the larger at least as large.
    expect(p50?.pWorse).toBeGreaterThanOrEqual(ofStep?.pWorse ?? 1);
    const raw = [ofStep?.pWorse ?? 0, metricOf(comparison, 'p95', 'order')?.pWorse ?? 0].sort((a, b) => a - b) as [
      number,
      number,
    ];
    const corrected = [p50?.pWorse ?? 0, p95?.pWorse ?? 0].sort((a, b) => a - b);
    expect(corrected[0]).toBeCloseTo(Math.min(1, 2 * raw[0]), 12);
    expect(corrected[1]).toBeCloseTo(Math.max(2 * raw[0], raw[1]), 12);
    expect(ofStep?.isPrimary).toBe(false);
  });

  test('say the opposite of each other when they change places', () => {
    const opposite = { WORSE: 'BETTER', BETTER: 'WORSE', SAME: 'SAME', INCONCLUSIVE: 'INCONCLUSIVE' } as const;
    fc.assert(
      fc.property(
        fc.integer(),
        fc.integer(),
        fc.double({ min: 0.8, max: 1.25, noNaN: true }),
        fc.integer({ min: 2, max: 10 }),
        (seed, other, factor, n) => {
          const [a, b] = [scattered(n, seed), scattered(n, other, factor)];
          for (const kind of ['p50', 'p95'] as const) {
            const forth = metricOf(compared(a, b), kind);
            const back = metricOf(compared(b, a), kind);
            expect(back?.verdict).toBe(opposite[forth?.verdict ?? 'SAME']);
            expect((forth?.change ?? 0) * (back?.change ?? 0)).toBeCloseTo(1, 9);
            expect(back?.pBetter).toBeCloseTo(forth?.pWorse ?? -1, 9);
          }
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('one run', () => {
  test('against one is INCONCLUSIVE whatever the change, with the pairs that it would take', () => {
    const comparison = compared(scattered(1, 1), scattered(1, 2, 3));
    expect(comparison.verdict).toBe('INCONCLUSIVE');
    expect(metricOf(comparison, 'p95')).toMatchObject({ method: 'single', interval: null, pWorse: null, n: 1 });
    expect(metricOf(comparison, 'p95')?.change).toBeCloseTo(3, 0);
    // Pairs with which a paired t-test at 5 % finds 10 % in 9 of 10 cases at the usual spread of 8 %.
    expect(metricOf(comparison, 'p95')?.neededPairs).toBe(8);
  });

  test('against nine is INCONCLUSIVE, against ten it may be WORSE, BETTER or SAME', () => {
    expect(compared(scattered(9, 1), scattered(1, 2, 3)).verdict).toBe('INCONCLUSIVE');
    expect(compared(scattered(10, 1), scattered(1, 2, 3)).verdict).toBe('WORSE');
    expect(compared(scattered(10, 1), scattered(1, 2, 1 / 3)).verdict).toBe('BETTER');
    expect(compared(scattered(10, 1, 1, 0.01), scattered(1, 2, 1, 0.01)).verdict).toBe('SAME');
    expect(metricOf(compared(scattered(10, 1), scattered(1, 2)), 'p95')).toMatchObject({ method: 'prediction', n: 10 });
  });

  test('that is like those before it is rarely WORSE', () => {
    const verdicts = Array.from(
      { length: 400 },
      (_, seed) => compared(scattered(12, 2 * seed), scattered(1, 2 * seed + 1)).verdict,
    );
    expect(verdicts.filter((verdict) => verdict === 'WORSE').length / 400).toBeLessThan(0.07);
  });
});
