import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { arrivalRate } from '../../lib/plan/arrival-rate.ts';

const second = (...rates: number[]) => rates.map((targetRps) => ({ targetRps, durationMs: 1_000 }));

describe('rates in whole numbers per time unit', () => {
  it.each<[string, number, number[], { startRate: number; timeUnitMs: number; targets: number[] }]>([
    ['whole rates keep the second', 0, [5, 10], { startRate: 0, timeUnitMs: 1_000, targets: [5, 10] }],
    ['2.5 is 5 in 2 s', 0, [2.5], { startRate: 0, timeUnitMs: 2_000, targets: [5] }],
    ['all rates share the unit', 1, [2.5, 10], { startRate: 2, timeUnitMs: 2_000, targets: [5, 20] }],
    ['halves and quarters need 4 s', 0.5, [0.25, 3], { startRate: 2, timeUnitMs: 4_000, targets: [1, 12] }],
    ['a third needs 3 s', 1 / 3, [1], { startRate: 1, timeUnitMs: 3_000, targets: [3] }],
    ['a tenth of 3, whatever the doubles say', 0, [3 * 0.1], { startRate: 0, timeUnitMs: 10_000, targets: [3] }],
    ['the start rate counts too', 0.2, [7], { startRate: 1, timeUnitMs: 5_000, targets: [35] }],
    ['the finest rate', 0, [0.001], { startRate: 0, timeUnitMs: 1_000_000, targets: [1] }],
    ['finer ones are rounded', 0, [Math.PI], { startRate: 0, timeUnitMs: 1_000_000, targets: [3_142] }],
  ])('%s', (_what, startRps, rates, { startRate, timeUnitMs, targets }) => {
    expect(arrivalRate(startRps, second(...rates))).toEqual({
      startRate,
      timeUnitMs,
      stages: targets.map((target) => ({ target, durationMs: 1_000 })),
    });
  });

  it('are within 0.0005 rps of what was asked, for any rates', () => {
    const rates = fc.array(fc.double({ min: 0, max: 1_000, noNaN: true }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1_000, noNaN: true }), rates, (startRps, targets) => {
        const arrival = arrivalRate(startRps, second(...targets));
        const perSecond = (units: number) => units / (arrival.timeUnitMs / 1_000);
        for (const whole of [arrival.startRate, ...arrival.stages.map(({ target }) => target)])
          expect(Number.isInteger(whole)).toBe(true);
        expect(Math.abs(perSecond(arrival.startRate) - startRps)).toBeLessThanOrEqual(0.000_501);
        for (const [index, { target }] of arrival.stages.entries())
          expect(Math.abs(perSecond(target) - (targets[index] ?? Number.NaN))).toBeLessThanOrEqual(0.000_501);
      }),
    );
  });
});
