import { describe, expect, test } from 'vitest';
import failingStep from '../../../lib/judge/findings/failing-step.ts';
import type { RunResult } from '../../../lib/model/result.ts';
import { seeded } from '../../stats/random.ts';
import { sampleResult } from './sample-result.ts';

const seconds = 60;
const rateRps = 10;

/**
 * A run of journeys of three steps that end at the first failure; each step fails at random in so much of its attempts.
 */
function runOf(ratios: readonly number[], seed: number): RunResult {
  const random = seeded(seed);
  const sample = sampleResult();
  const counts = ratios.map(() => ({
    n: new Array<number>(seconds).fill(0),
    failed: new Array<number>(seconds).fill(0),
  }));
  for (let journey = 0; journey < seconds * rateRps; journey++) {
    const second = Math.floor(journey / rateRps);
    for (const [step, ratio] of ratios.entries()) {
      const { n, failed } = counts[step] as (typeof counts)[number];
      n[second] = (n[second] ?? 0) + 1;
      if (random() >= ratio) continue;
      failed[second] = (failed[second] ?? 0) + 1;
      break;
    }
  }
  const sum = (values: readonly number[] = []) => values.reduce((total, value) => total + value, 0);
  const windows = sample.series.windows as NonNullable<RunResult['series']['windows']>;
  return sampleResult({
    steps: sample.latency.steps.map((step, index) => {
      const [attempted, failed] = [sum(counts[index]?.n), sum(counts[index]?.failed)];
      return { ...step, attempted, failed, succeeded: attempted - failed };
    }),
    series: {
      ...windows,
      started: new Array<number>(seconds).fill(rateRps),
      steps: windows.steps.map((step, index) => ({ ...step, ...counts[index] })),
    },
  });
}

const judged = (ratios: readonly number[]) =>
  Array.from({ length: 20 }, (_, seed) => failingStep.judge({ ...runOf(ratios, seed + 1), differences: null }));

describe('of 20 runs of 600 journeys', () => {
  test('none names a step where each fails in 2 %, and all say that failures are spread', () => {
    expect(judged([0.02, 0.02, 0.02]).map((one) => 'variant' in one && one.variant)).toEqual(Array(20).fill('spread'));
  });

  test.each([0, 1, 2])('all name step %i where it fails in 20 % and the others in 2 %', (worst) => {
    const ratios = [0.02, 0.02, 0.02].with(worst, 0.2);
    const names = judged(ratios).map((one) => ('values' in one ? [one.variant, one.values.step] : one.status));
    expect(names).toEqual(Array(20).fill(['named', sampleResult().latency.steps[worst]?.name]));
  });
});
