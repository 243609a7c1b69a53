import { describe, expect, test, vi } from 'vitest';
import { defaultTerms } from '../../../lib/judge/compare/compare-metric.ts';
import { compareRuns, judgeMetrics } from '../../../lib/judge/compare/compare-runs.ts';
import { metricsOf } from '../../../lib/judge/compare/metric-values.ts';
import { binomialOf, normalsOf, randomOf } from '../../../lib/stats/random.ts';
import { comparedResult, setOf } from './runs.ts';

// Simulations take some seconds of CPU, and longer where others share it.
vi.setConfig({ testTimeout: 120_000 });

const runs = (failed: readonly number[], n = 80) => failed.map((count) => comparedResult({ n, failed: count }));
const clean = (count: number) => Array<number>(count).fill(0);
const compared = (a: ReturnType<typeof runs>, b: ReturnType<typeof runs>) => {
  const { metrics, verdict } = compareRuns(setOf('a', a), setOf('b', b), [], defaultTerms);
  const success = metrics.find(({ kind, step }) => kind === 'success' && step === null);
  if (success === undefined) throw new Error('success is not compared');
  return { verdict, success };
};

describe('success in pairs', () => {
  test('is WORSE where 5 of 12 runs break and none of the base (1 of 32 patterns), BETTER the other way round', () => {
    const broken = runs([0, 20, 0, 0, 20, 20, 0, 0, 20, 0, 20, 0]);
    const { verdict, success } = compared(runs(clean(12)), broken);
    expect(verdict).toBe('WORSE');
    expect(success).toMatchObject({ a: 1, verdict: 'WORSE', pWorse: 1 / 32, pBetter: 1 });
    expect(success.b).toBeCloseTo(860 / 960, 12);
    expect(success.change).toBeCloseTo(-100 / 960, 12);
    expect(success.interval?.high).toBeLessThan(0);
    expect(compared(broken, runs(clean(12))).verdict).toBe('BETTER');
  });

  test.each([
    ['one journey', [1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
    ['five journeys', [1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0]],
    ['a whole run', [80, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]],
  ])('is no verdict in either direction where %s of one side failed', (_name, failed) => {
    for (const [a, b] of [[runs(clean(12)), runs(failed)] as const, [runs(failed), runs(clean(12))] as const]) {
      expect(['WORSE', 'BETTER']).not.toContain(compared(a, b).success.verdict);
    }
  });

  test('has an interval without a failure, too: SAME only if journeys are enough', () => {
    const few = compared(runs(clean(3)), runs(clean(3))).success;
    // Nothing in 240 leaves up to 3.69/240 open at 95 %.
    expect(few.interval).toMatchObject({ low: expect.closeTo(-0.0153, 4), high: expect.closeTo(0.0153, 4) });
    expect(few).toMatchObject({ verdict: 'INCONCLUSIVE', change: 0, neededPairs: 5 });
    expect(compared(runs(clean(12)), runs(clean(12))).success.verdict).toBe('SAME');
  });
});

describe('the success of one run', () => {
  test('is WORSE than twelve clean ones by ten failures of 80, and nothing is said of one or two', () => {
    expect(compared(runs(clean(12)), runs([10]))).toMatchObject({ verdict: 'WORSE' });
    for (const failed of [0, 1, 2]) {
      const { verdict, success } = compared(runs(clean(12)), runs([failed]));
      expect(verdict).not.toBe('WORSE');
      expect(success).toMatchObject({ method: 'prediction', verdict: 'INCONCLUSIVE', pWorse: 1 });
      expect(success.interval?.high).toBeGreaterThan(success.interval?.low ?? 0);
    }
  });

  test.each([1, 2])('by %d failures of 100 makes no comparison WORSE whose latencies scatter', (failed) => {
    const scattered = (count: number, failures = 0) =>
      Array.from({ length: count }, (_, index) => {
        const factor = 1 + 0.02 * Math.sin(7 * index);
        return comparedResult({ n: 100, failed: failures, p50Ms: 50 * factor, p95Ms: 100 * factor });
      });
    const { verdict, success } = compared(scattered(10), scattered(1, failed));
    expect(success).toMatchObject({ method: 'prediction', n: 10, verdict: 'INCONCLUSIVE' });
    expect(verdict).not.toBe('WORSE');
  });

  test('is not WORSE where earlier runs failed as often', () => {
    const earlier = runs([0, 10, 0, 0, 12, 0, 0, 0, 9, 0, 0, 0]);
    expect(compared(earlier, runs([10])).success.verdict).toBe('INCONCLUSIVE');
  });

  test.each([0, 1, 2].map((expected) => ({ expected, ratio: expected / 80 })))(
    'of the same target, of which about $expected of 80 fail, is WORSE in at most 5 %',
    ({ ratio }) => {
      const random = randomOf(11);
      const normal = normalsOf(random);
      const run = () => ({
        result: comparedResult({
          ...{ n: 80, failed: binomialOf(random, 80, ratio) },
          ...{ p50Ms: 50 * Math.exp(0.05 * normal()), p95Ms: 100 * Math.exp(0.05 * normal()) },
        }),
      });
      const comparisons = 3_000;
      let worse = 0;
      for (let one = 0; one < comparisons; one++) {
        if (judgeMetrics(Array.from({ length: 12 }, run), [run()], metricsOf([]), defaultTerms).verdict === 'WORSE')
          worse++;
      }
      expect(worse / comparisons).toBeLessThanOrEqual(0.05);
    },
  );
});
