import { describe, expect, test } from 'vitest';
import { failuresByRate } from '../../lib/stats/failures-by-rate.ts';
import { seeded } from './random.ts';

/** Blocks of 5 s on a ramp from 5 to 50 per second, with the failure ratio that a rate has. */
function ramp(seed: number, ratioAt: (rateRps: number, block: number) => number, count = 36) {
  const random = seeded(seed);
  return Array.from({ length: count }, (_, index) => {
    const rateRps = 5 + (45 * index) / (count - 1);
    const trials = Math.round(5 * rateRps);
    const ratio = ratioAt(rateRps, index);
    return { rateRps, trials, events: Array.from({ length: trials }, random).filter((one) => one < ratio).length };
  });
}

const answers = (ratioAt: Parameters<typeof ramp>[1]) =>
  Array.from({ length: 100 }, (_, seed) => failuresByRate(ramp(seed, ratioAt)).answer);
const count = (all: readonly string[], answer: string) => all.filter((one) => one === answer).length;

describe('failures by the rate', () => {
  test('grow where they rise with it', () => {
    const found = failuresByRate(ramp(1, (rateRps) => rateRps / 250));
    expect(found).toMatchObject({ answer: 'grows' });
    expect(found.correlation).toBeGreaterThan(0.7);
    expect(found.low).toBeGreaterThan(1);
    expect(
      count(
        answers((rateRps) => rateRps / 250),
        'grows',
      ),
    ).toBeGreaterThanOrEqual(95);
  });

  test('hardly ever grow, and are mostly steady, where it does not matter', () => {
    const found = answers(() => 0.1);
    expect(count(found, 'grows')).toBeLessThanOrEqual(3);
    expect(count(found, 'steady')).toBeGreaterThanOrEqual(80);
  });

  test('that come in bursts do not grow with it', () => {
    const bursts = seeded(8);
    let isOn = false;
    const found = answers(() => {
      isOn = bursts() < (isOn ? 0.6 : 0.1);
      return isOn ? 0.3 : 0.01;
    });
    expect(count(found, 'grows')).toBeLessThanOrEqual(5);
  });

  test.each([
    ['too few blocks', ramp(2, () => 0.1, 8)],
    ['a single rate', ramp(3, () => 0.1).map((block) => ({ ...block, rateRps: 20 }))],
    ['no failure', ramp(4, () => 0)],
    ['too few failures', ramp(5, (_, block) => (block % 12 === 5 ? 0.05 : 0))],
  ])('say nothing of %s', (_name, blocks) => {
    expect(failuresByRate(blocks).answer).toBe('unknown');
  });
});
