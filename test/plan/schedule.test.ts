import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenProfile } from '../../lib/contract/profile.ts';
import type { ArrivalRate } from '../../lib/model/plan.ts';
import { loadArrival, planStages, shapeOf } from '../../lib/plan/load-shape.ts';
import { constantInstantsMs, rampingInstantsMs, scheduledPerStage } from '../../lib/plan/schedule.ts';
import { loadProfile } from '../../lib/store/library.ts';

/** `from` and `[target, seconds]` pairs as an executor of whole rates per second. */
const ramp = (startRate: number, ...stages: [target: number, seconds: number][]): ArrivalRate => ({
  startRate,
  timeUnitMs: 1_000,
  stages: stages.map(([target, seconds]) => ({ target, durationMs: seconds * 1_000 })),
});

const sum = (counts: readonly number[]) => counts.reduce((total, count) => total + count, 0);
const instantsOf = (arrival: ArrivalRate) => [...rampingInstantsMs(arrival)];

describe('the published profiles', () => {
  it.each([
    // Areas of the trapezia: 5 × (0 + 20)/2 = 50, 5 × (20 + 40)/2 = 150 and so on.
    ['case1', [50, 150, 300, 600, 1_200, 1_200], 3_500],
    // 25, 75, 125 and 87.5: the half journey is never due.
    ['case2', [25, 75, 125, 87], 312],
    ['case3', [30, 70, 90, 110, 130], 430],
  ])('%s has %j journeys in its stages, %i in all', async (name, perStage, total) => {
    const stages = planStages(shapeOf((await loadProfile(name)) as OpenProfile, {}));
    expect(stages.map((stage) => stage.scheduled)).toEqual(perStage);
    expect(sum(perStage)).toBe(total);
  });

  it.each(['case1', 'case2', 'case3'])(
    '%s has as many instants as journeys, all before its last stage ends',
    async (name) => {
      const shape = shapeOf((await loadProfile(name)) as OpenProfile, {});
      const instants = instantsOf(loadArrival(shape));
      expect(instants).toHaveLength(sum(planStages(shape).map((stage) => stage.scheduled)));
      expect(instants.at(-1)).toBeLessThanOrEqual(sum(shape.stages.map((stage) => stage.durationMs)));
    },
  );
});

describe('journeys due in each stage', () => {
  it.each<[string, ArrivalRate, number[]]>([
    ['a plateau: rate × time', ramp(20, [20, 3]), [60]],
    ['a ramp from 0: half the rectangle', ramp(0, [10, 4]), [20]],
    ['a ramp from a start rate', ramp(6, [10, 2]), [16]],
    ['a falling rate', ramp(30, [10, 2]), [40]],
    ['a rate that falls to 0', ramp(10, [0, 4]), [20]],
    ['a step, which takes no time and holds no journey', ramp(0, [20, 0], [20, 2]), [0, 40]],
    ['a step down', ramp(50, [50, 1], [10, 0], [10, 2]), [50, 0, 20]],
    ['a stage at rate 0 between two others', ramp(5, [5, 2], [0, 0], [0, 3], [5, 0], [5, 2]), [10, 0, 0, 0, 10]],
    ['halves that add up over stages: 2.5 and then 7.5', ramp(0, [5, 1], [10, 1]), [2, 8]],
    ['the closing stages, which hold nothing', ramp(10, [10, 1], [0, 0], [0, 1]), [10, 0, 0]],
    [
      '5 in 2 s, which is 2.5 a second',
      { startRate: 5, timeUnitMs: 2_000, stages: [{ target: 5, durationMs: 4_000 }] },
      [10],
    ],
    [
      '1 in 1,000 s, which is 0.001 a second',
      { startRate: 1, timeUnitMs: 1_000_000, stages: [{ target: 1, durationMs: 3_000_000 }] },
      [3],
    ],
  ])('%s', (_what, arrival, perStage) => {
    expect(scheduledPerStage(arrival)).toEqual(perStage);
    expect(instantsOf(arrival)).toHaveLength(sum(perStage));
  });
});

describe('instants', () => {
  it.each<[string, ArrivalRate, number[]]>([
    ['on a plateau are a period apart, the first after one whole period', ramp(4, [4, 1]), [250, 500, 750, 1_000]],
    // 10·t²/2 = n with t in s: t = √(n/5), cut to whole ns.
    [
      'on a ramp from 0 go with the square root',
      ramp(0, [10, 1]),
      [447.213595, 632.455532, 774.596669, 894.427191, 1_000],
    ],
    // 4t − t² = n: t = 2 − √(4 − n).
    ['of a falling rate grow apart', ramp(4, [0, 2]), [267.949192, 585.786437, 1_000, 2_000]],
    ['after a step start anew from the step', ramp(0, [0, 1], [2, 0], [2, 1]), [1_500, 2_000]],
    // 2.5 journeys by 1 s; the third is due half a journey later, where (t) runs at 5 + 5t: 5t + 2.5t² = 0.5.
    ['carry a half journey over the end of a stage', ramp(0, [5, 1], [5, 0.1]), [632.455532, 894.427191, 1_100]],
  ])('%s', (_what, arrival, expected) => {
    const instants = instantsOf(arrival);
    expect(instants).toHaveLength(expected.length);
    for (const [index, atMs] of instants.entries()) expect(atMs).toBeCloseTo(expected[index] ?? Number.NaN, 5);
  });

  it.each([
    ['1 a second for 3 s', { rate: 1, timeUnitMs: 1_000, durationMs: 3_000 }, [0, 1_000, 2_000]],
    ['4 a second for 1 s', { rate: 4, timeUnitMs: 1_000, durationMs: 1_000 }, [0, 250, 500, 750]],
    // trunc(1e9 / 3) = 333,333,333 ns, so that a fourth fits in 1 s.
    [
      '3 a second, the period cut to whole ns',
      { rate: 3, timeUnitMs: 1_000, durationMs: 1_000 },
      [0, 333.333333, 666.666666, 999.999999],
    ],
    ['5 in 2 s', { rate: 5, timeUnitMs: 2_000, durationMs: 1_000 }, [0, 400, 800]],
  ])('of a constant rate: %s', (_what, constant, expected) => {
    expect([...constantInstantsMs(constant)]).toEqual(expected);
  });
});

const arrivals: fc.Arbitrary<ArrivalRate> = fc.record({
  startRate: fc.integer({ min: 0, max: 200 }),
  timeUnitMs: fc.constantFrom(1_000, 2_000, 10_000),
  stages: fc.array(
    fc.record({
      target: fc.integer({ min: 0, max: 200 }),
      durationMs: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 8_000 })),
    }),
    { minLength: 1, maxLength: 6 },
  ),
});

/** Area under the rate curve up to the end of each stage: the trapezium rule, which is exact for straight lines. */
function integral({ startRate, timeUnitMs, stages }: ArrivalRate): number[] {
  let from = startRate;
  let area = 0;
  return stages.map(({ target, durationMs }) => {
    area += ((from + target) / 2) * (durationMs / timeUnitMs);
    from = target;
    return area;
  });
}

describe('for any executor', () => {
  it('the instants ascend and lie inside the schedule', () => {
    fc.assert(
      fc.property(arrivals, (arrival) => {
        const totalMs = sum(arrival.stages.map((stage) => stage.durationMs));
        let before = 0;
        for (const atMs of rampingInstantsMs(arrival)) {
          expect(atMs).toBeGreaterThanOrEqual(before);
          before = atMs;
        }
        expect(before).toBeLessThanOrEqual(totalMs);
      }),
    );
  });

  it('the count of a stage is the number of instants that fall in it', () => {
    fc.assert(
      fc.property(arrivals, (arrival) => {
        const instants = instantsOf(arrival);
        let endMs = 0;
        let counted = 0;
        for (const [index, due] of scheduledPerStage(arrival).entries()) {
          const own = instants.slice(counted, counted + due);
          const startMs = endMs;
          endMs += arrival.stages[index]?.durationMs ?? 0;
          // An instant on the boundary is cut to whole ns, so it may lie a hair on either side.
          for (const atMs of own) {
            expect(atMs).toBeGreaterThanOrEqual(startMs - 1e-3);
            expect(atMs).toBeLessThanOrEqual(endMs + 1e-3);
          }
          counted += due;
        }
        expect(counted).toBe(instants.length);
      }),
    );
  });

  it('the total is the floor of the area under the curve, within one', () => {
    fc.assert(
      fc.property(arrivals, (arrival) => {
        const total = sum(scheduledPerStage(arrival));
        expect(Math.abs(total - Math.floor(integral(arrival).at(-1) ?? 0))).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('the n-th instant is where the area reaches n', () => {
    fc.assert(
      fc.property(arrivals, (arrival) => {
        const areas = integral(arrival);
        let n = 0;
        for (const atMs of rampingInstantsMs(arrival)) {
          n++;
          let startMs = 0;
          let from = arrival.startRate;
          let area = 0;
          for (const [index, { target, durationMs }] of arrival.stages.entries()) {
            if (atMs <= startMs + durationMs + 1e-6 && durationMs > 0 && n <= (areas[index] ?? 0) + 1e-6) {
              const x = (atMs - startMs) / durationMs;
              area += (durationMs / arrival.timeUnitMs) * (from * x + ((target - from) * x * x) / 2);
              break;
            }
            area = areas[index] ?? 0;
            startMs += durationMs;
            from = target;
          }
          // One ns at 200 per second is 2e-7 of a journey; at the foot of a ramp the doubles are coarser.
          expect(Math.abs(area - n)).toBeLessThan(1e-3);
        }
      }),
      { numRuns: 30 },
    );
  });

  it('twice the rates are twice the journeys, within one', () => {
    fc.assert(
      fc.property(arrivals, (arrival) => {
        const doubled = {
          ...arrival,
          startRate: arrival.startRate * 2,
          stages: arrival.stages.map((stage) => ({ ...stage, target: stage.target * 2 })),
        };
        const once = sum(scheduledPerStage(arrival));
        const twice = sum(scheduledPerStage(doubled));
        expect(twice).toBeGreaterThanOrEqual(2 * once - 1);
        expect(twice).toBeLessThanOrEqual(2 * once + 2);
      }),
    );
  });
});

describe('for any constant rate', () => {
  it('the instants are one period apart, from 0, inside the duration', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 1, max: 5_000 }), (rate, durationMs) => {
        const instants = [...constantInstantsMs({ rate, timeUnitMs: 1_000, durationMs })];
        const periodMs = Math.trunc(1e9 / rate) / 1e6;
        expect(instants[0]).toBe(0);
        expect(instants.at(-1)).toBeLessThan(durationMs);
        for (const [i, atMs] of instants.entries()) expect(atMs).toBeCloseTo(i * periodMs, 6);
        expect(instants).toHaveLength(Math.ceil(durationMs / periodMs));
      }),
    );
  });
});
