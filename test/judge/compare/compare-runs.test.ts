import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { defaultTerms } from '../../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../../lib/judge/compare/compare-runs.ts';
import type { ComparedRun } from '../../../lib/model/comparison.ts';
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

describe('the pairs that it would take', () => {
  /** Pairs that differ by a factor, and from pair to pair by ± a share of it. */
  const spread = (factor: number, share: number, n: number) => {
    const a = Array.from({ length: n }, () => comparedResult());
    return compared(
      a,
      a.map((_, index) => comparedResult({ p95Ms: 100 * factor * (1 + (index % 2 === 0 ? share : -share)) })),
    );
  };

  test.each([
    [1.03, 0.1],
    [1.03, 0.2],
    [1.05, 0.2],
    [1.08, 0.3],
  ])('at a change of %d and a spread of %d are more than were made, and follow the interval', (factor, share) => {
    const [few, many] = [spread(factor, share, 6), spread(factor, share * 1.5, 6)].map((one) => metricOf(one, 'p95'));
    expect(few?.verdict).toBe('INCONCLUSIVE');
    expect(few?.neededPairs).toBeGreaterThan(6);
    expect(many?.neededPairs).toBeGreaterThan(few?.neededPairs ?? 0);
  });
});

describe('a percentile', () => {
  const of = (n: number) => {
    const sides = [1, 1.5].map((factor) =>
      Array.from({ length: 8 }, () => comparedResult({ n, p50Ms: 50 * factor, p95Ms: 100 * factor })),
    ) as [ReturnType<typeof comparedResult>[], ReturnType<typeof comparedResult>[]];
    return metricOf(compared(...sides), 'p95');
  };

  test('of fewer journeys than a report prints it for is not compared', () => {
    expect(of(71)).toMatchObject({ a: null, b: null, change: null, verdict: 'INCONCLUSIVE' });
    expect(of(72)).toMatchObject({ a: 100, b: 150, verdict: 'WORSE' });
  });

  test('of earlier runs is the one that the change refers to', () => {
    const history = Array.from({ length: 10 }, (_, index) => comparedResult({ p95Ms: 100 + 7 * index ** 2 }));
    const p95 = metricOf(compared(history, [comparedResult({ p95Ms: 300 })]), 'p95');
    expect((p95?.b ?? 0) / (p95?.a ?? 0)).toBeCloseTo(p95?.change ?? -1, 9);
  });
});

describe('objectives', () => {
  const withObjective = (
    status: 'PASS' | 'FAIL' | 'NO_DATA',
    value: number | null,
  ): ComparedRun['objectiveResults'] => [
    {
      objective: { kind: 'latency', percentile: 95, belowMs: 800 },
      ...{
        text: 'p(95) < 800 ms',
        status,
        value,
        unit: 'ms',
        isLowerBound: false,
        n: 100,
        neededN: 72,
        interval: null,
      },
    },
  ];

  test('have the value of both sides, and in how many runs they were missed', () => {
    const [a, b] = [setOf('a', scattered(3, 1)), setOf('b', scattered(3, 2))];
    const sides = [
      { ...a, runs: a.runs.map((run) => ({ ...run, objectiveResults: withObjective('PASS', 700) })) },
      {
        ...b,
        runs: b.runs.map((run, index) => ({
          ...run,
          objectiveResults: index === 0 ? withObjective('NO_DATA', null) : withObjective('FAIL', 900),
        })),
      },
    ] as const;
    const { objectives } = compareRuns(...sides, [], defaultTerms);
    expect(objectives).toMatchObject([
      { a: { runs: 3, missed: 0, lacking: 0, value: 700 }, b: { runs: 3, missed: 2, lacking: 1, value: 900 } },
    ]);
  });
});

describe('one run', () => {
  test('against one is INCONCLUSIVE whatever the change, and no number of pairs is claimed', () => {
    const comparison = compared(scattered(1, 1), scattered(1, 2, 3));
    expect(comparison.verdict).toBe('INCONCLUSIVE');
    expect(metricOf(comparison, 'p95')).toMatchObject({ method: 'single', interval: null, pWorse: null, n: 1 });
    expect(metricOf(comparison, 'p95')?.change).toBeCloseTo(3, 0);
    expect(metricOf(comparison, 'p95')?.neededPairs).toBeNull();
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
