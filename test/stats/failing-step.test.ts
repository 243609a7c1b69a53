import { describe, expect, test } from 'vitest';
import { funnelBlocks } from '../../bench/findings/funnel.ts';
import { failingStep } from '../../lib/stats/failing-step.ts';

const block = (...events: number[]) => events.map((count) => ({ events: count, trials: 50 }));

describe('the step with the most failures', () => {
  test('is the one that leads more blocks than chance lets it', () => {
    const found = failingStep([...Array(5).fill(block(0, 3, 1)), block(1, 0, 0)]);
    // P(Binomial(6, 1/3) ≥ 5) = 6·(1/3)^5·(2/3) + (1/3)^6 = 13/729 is not below 0.01/3.
    expect(found).toBeUndefined();
    const surely = failingStep(Array(6).fill(block(0, 3, 1)));
    expect(surely).toMatchObject({ step: 1, ratio: 0.06, othersRatio: 0.01, blocks: 6, votes: 6 });
    expect(surely?.p).toBeCloseTo(1 / 729, 12);
  });

  test.each([
    ['the earliest of equals', Array(20).fill(block(2, 2, 2))],
    ['one that failed in a single burst', [block(0, 40, 0), ...Array(11).fill(block(0, 0, 0))]],
    ['one whose ratio is not twice the others’', Array(20).fill(block(3, 5, 3))],
    ['one that leads many blocks by a failure', [...Array(10).fill(block(0, 1, 0)), ...Array(2).fill(block(2, 0, 2))]],
    ['one of which four requests failed', Array(4).fill(block(0, 1, 0, 0, 0, 0, 0, 0))],
    ['the only step', Array(20).fill(block(9))],
    ['any without a failure', Array(20).fill(block(0, 0, 0))],
    ['any of no block', []],
  ])('is not %s', (_name, blocks) => {
    expect(failingStep(blocks)).toBeUndefined();
  });

  test('is one of which every attempt failed, however short the run', () => {
    const never = [
      { events: 0, trials: 50 },
      { events: 9, trials: 9 },
      { events: 0, trials: 0 },
    ];
    expect(failingStep([never])).toMatchObject({ step: 1, ratio: 1, othersRatio: 0 });
    expect(
      failingStep([
        [
          { events: 50, trials: 50 },
          { events: 9, trials: 9 },
        ],
      ]),
    ).toBeUndefined();
    expect(
      failingStep([
        [
          { events: 0, trials: 50 },
          { events: 4, trials: 4 },
        ],
      ]),
    ).toBeUndefined();
  });

  test('shares the vote of a block that several lead', () => {
    // Shares of ½ in each of 16 blocks are 8 votes of 16: P(Binomial(16, 1/3) ≥ 8) = 0.127.
    expect(failingStep(Array(16).fill(block(2, 2, 0)))).toBeUndefined();
  });

  const named = (settings: Omit<Parameters<typeof funnelBlocks>[0], 'seed'>) =>
    Array.from({ length: 200 }, (_, seed) => failingStep(funnelBlocks({ ...settings, seed }))?.step);

  test('is hardly ever named where each step fails at random', () => {
    for (const ratios of [Array(3).fill(0.02), Array(5).fill(0.1)]) {
      const found = named({ ratios, rateRps: 10, seconds: 60, failures: 'random' });
      expect(found.filter((step) => step !== undefined).length).toBeLessThanOrEqual(4);
    }
  });

  test('is found where one fails ten times as often', () => {
    const found = named({ ratios: [0.02, 0.2, 0.02], rateRps: 10, seconds: 60, failures: 'random' });
    expect(found.filter((step) => step === 1).length).toBeGreaterThanOrEqual(198);
  });
});
