import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { OpenProfile } from '../../lib/contract/profile.ts';
import type { LoadChanges } from '../../lib/model/run-request.ts';
import { arrivalMs } from '../../lib/plan/k6-options.ts';
import { loadArrival, planStages, planWarmUp, shapeOf } from '../../lib/plan/load-shape.ts';
import { instantsMs, scheduledPerStage } from '../../lib/plan/schedule.ts';
import { usageErrorOf } from '../usage-error.ts';

const constant: OpenProfile = {
  name: 'flat',
  summary: '-',
  executor: 'constant-arrival-rate',
  rateRps: 10,
  durationMs: 60_000,
};
const ramp: OpenProfile = {
  name: 'hill',
  summary: '-',
  executor: 'ramping-arrival-rate',
  startRps: 2,
  stages: [
    { targetRps: 10, durationMs: 5_000 },
    { targetRps: 0, durationMs: 5_000 },
  ],
};
const warm: OpenProfile = { ...constant, warmUp: { rateRps: 4, durationMs: 20_000 } };

const stages = [{ targetRps: 7, durationMs: 3_000 }];
const flat = (rps: number, durationMs: number) => ({
  executor: 'constant-arrival-rate',
  startRps: rps,
  stages: [{ targetRps: rps, durationMs }],
  warmUp: undefined,
});

describe('the shape of a load', () => {
  it.each<[string, OpenProfile, LoadChanges, unknown]>([
    ['a constant profile is one plateau', constant, {}, flat(10, 60_000)],
    ['--rate changes a constant rate', constant, { rateRps: 12 }, flat(12, 60_000)],
    ['--duration changes its time', constant, { durationMs: 300_000 }, flat(10, 300_000)],
    [
      'a ramp keeps its start rate',
      ramp,
      {},
      { executor: 'ramping-arrival-rate', startRps: 2, stages: ramp.stages, warmUp: undefined },
    ],
    [
      '--start-rate changes it',
      ramp,
      { startRps: 0 },
      { executor: 'ramping-arrival-rate', startRps: 0, stages: ramp.stages, warmUp: undefined },
    ],
    [
      '--rate with --duration turns a ramp into a constant rate',
      ramp,
      { rateRps: 3, durationMs: 9_000 },
      flat(3, 9_000),
    ],
    [
      '--stages take the place of a profile, from 0',
      ramp,
      { stages },
      { executor: 'ramping-arrival-rate', startRps: 0, stages, warmUp: undefined },
    ],
    [
      '--stages take the place of a constant profile too',
      constant,
      { stages, startRps: 5 },
      { executor: 'ramping-arrival-rate', startRps: 5, stages, warmUp: undefined },
    ],
    [
      '--scale multiplies every rate and no time',
      ramp,
      { scale: 0.5 },
      {
        executor: 'ramping-arrival-rate',
        startRps: 1,
        stages: [
          { targetRps: 5, durationMs: 5_000 },
          { targetRps: 0, durationMs: 5_000 },
        ],
        warmUp: undefined,
      },
    ],
    ['--scale multiplies --rate', constant, { rateRps: 8, scale: 2 }, flat(16, 60_000)],
    [
      '--scale multiplies the rate of the warm-up',
      warm,
      { scale: 2 },
      { ...flat(20, 60_000), warmUp: { rateRps: 8, durationMs: 20_000 } },
    ],
    ["a profile's warm-up is kept", warm, {}, { ...flat(10, 60_000), warmUp: { rateRps: 4, durationMs: 20_000 } }],
    [
      '--warmup takes the first rate of the load',
      constant,
      { warmUpMs: 5_000 },
      { ...flat(10, 60_000), warmUp: { rateRps: 10, durationMs: 5_000 } },
    ],
    [
      '--warmup takes its place',
      warm,
      { warmUpMs: 5_000, scale: 0.5 },
      { ...flat(5, 60_000), warmUp: { rateRps: 5, durationMs: 5_000 } },
    ],
    ['--warmup 0s leaves it out', warm, { warmUpMs: 0 }, flat(10, 60_000)],
    [
      'a ramp may fall to 0 from its start rate',
      ramp,
      { stages: [{ targetRps: 0, durationMs: 4_000 }], startRps: 10 },
      {
        executor: 'ramping-arrival-rate',
        startRps: 10,
        stages: [{ targetRps: 0, durationMs: 4_000 }],
        warmUp: undefined,
      },
    ],
  ])('%s', (_what, profile, changes, shape) => {
    expect(shapeOf(profile, changes)).toEqual({ arrivals: 'even', ...(shape as object) });
  });

  it.each<[string, OpenProfile, LoadChanges, string]>([
    ['--stages with --rate', constant, { stages, rateRps: 3 }, '--stages was given together with --rate or --duration'],
    [
      '--stages with --duration',
      ramp,
      { stages, durationMs: 3 },
      '--stages was given together with --rate or --duration',
    ],
    ['--rate alone for a ramp', ramp, { rateRps: 3 }, "profile 'hill' is a ramp: use --rate with --duration"],
    ['--duration alone for a ramp', ramp, { durationMs: 3 }, "profile 'hill' is a ramp: use --rate with --duration"],
    ['--start-rate for a constant rate', constant, { startRps: 3 }, '--start-rate was given for a constant rate'],
    [
      '--start-rate with --rate and --duration',
      ramp,
      { startRps: 3, rateRps: 3, durationMs: 3 },
      '--start-rate was given for a constant rate',
    ],
    ['rates that are all 0', ramp, { stages: [{ targetRps: 0, durationMs: 1_000 }] }, 'every rate of the load is 0'],
    ['steps only', ramp, { stages: [{ targetRps: 5, durationMs: 0 }] }, 'the load has no duration'],
  ])('%s is refused', (_what, profile, changes, says) => {
    expect(usageErrorOf(() => shapeOf(profile, changes))).toContain(says);
  });
});

describe('the executor', () => {
  const closing = [
    { target: 0, durationMs: 0 },
    { target: 0, durationMs: 1_000 },
  ];

  it('of a load ends with a step to 0, held for a second', () => {
    expect(loadArrival(shapeOf(ramp, {}))).toEqual({
      startRate: 2,
      timeUnitMs: 1_000,
      stages: [{ target: 10, durationMs: 5_000 }, { target: 0, durationMs: 5_000 }, ...closing],
    });
  });

  it('of a warm-up is a plateau, ended likewise', () => {
    expect(planWarmUp({ rateRps: 2.5, durationMs: 4_000 }).arrival).toEqual({
      startRate: 5,
      timeUnitMs: 2_000,
      stages: [{ target: 5, durationMs: 4_000 }, ...closing],
    });
  });
});

describe('Poisson arrivals', () => {
  const poisson = { ...constant, arrivals: 'poisson' } as const;

  it('are asked for by the profile or by the request, which wins; without either they are even', () => {
    expect(shapeOf(constant, {}).arrivals).toBe('even');
    expect(shapeOf(poisson, {}).arrivals).toBe('poisson');
    expect(shapeOf(constant, { arrivals: 'poisson' }).arrivals).toBe('poisson');
    expect(shapeOf(poisson, { arrivals: 'even' }).arrivals).toBe('even');
    expect(shapeOf(poisson, { rateRps: 3, durationMs: 9_000 }).arrivals).toBe('poisson');
  });

  it('have a seed, which even ones have not: it follows from the load alone', () => {
    const seedOf = (rateRps: number) => loadArrival(shapeOf(poisson, { rateRps, durationMs: 9_000 })).seed;
    expect(loadArrival(shapeOf(constant, {}))).not.toHaveProperty('seed');
    expect(seedOf(3)).toBe(seedOf(3));
    expect(seedOf(3)).not.toBe(seedOf(3.1));
    expect(planWarmUp({ rateRps: 2, durationMs: 4_000 }, 'poisson').arrival).toHaveProperty('seed');
  });

  it('are counted as drawn, stage by stage', () => {
    const stages = [
      { targetRps: 10, durationMs: 20_000 },
      { targetRps: 0, durationMs: 20_000 },
    ];
    const shape = shapeOf({ ...ramp, startRps: 10, stages, arrivals: 'poisson' }, {});
    const arrival = loadArrival(shape);
    const instants = [...instantsMs(arrival)];
    const planned = planStages(shape);
    expect(planned.map(({ scheduled }) => scheduled)).toEqual([
      instants.filter((atMs) => atMs <= 20_000).length,
      instants.filter((atMs) => atMs > 20_000).length,
    ]);
    expect(planned[0]?.scheduled).toBeGreaterThan(100);
    // 5/s on average in the second.
    expect(planned[1]?.scheduled).toBeLessThan(160);
  });

  it('are refused where they are too many to be drawn one by one', () => {
    const changes = { rateRps: 1_000, durationMs: 300_000 };
    expect(usageErrorOf(() => loadArrival(shapeOf(poisson, changes)))).toBe(
      'Poisson arrivals were asked for, of about 300,000 journeys — they are drawn one by one, at most 100,000: ' +
        'use less --rate or --duration, or --arrivals even',
    );
    expect(loadArrival(shapeOf(constant, changes)).stages[0]?.durationMs).toBe(300_000);
  });
});

describe('the count of a load', () => {
  it.each<[string, number, [rps: number, seconds: number][], number]>([
    // 89.99999999999999 in the doubles that k6 adds up.
    ['15/s for 6 s', 15, [[15, 6]], 90],
    [
      'case 3',
      0,
      [
        [6, 10],
        [8, 10],
        [10, 10],
        [12, 10],
        [14, 10],
      ],
      430,
    ],
  ])('is exact where the doubles fall short: %s', (_what, startRps, pairs, total) => {
    const stages = pairs.map(([targetRps, seconds]) => ({ targetRps, durationMs: seconds * 1_000 }));
    const arrival = loadArrival({ startRps, stages });
    expect(scheduledPerStage(arrival).reduce((sum, due) => sum + due, 0)).toBe(total);
    expect(arrivalMs(arrival)).toBeCloseTo(
      arrivalMs({ ...arrival, stages: stages.map(({ durationMs }) => ({ target: 0, durationMs })) }) + 1_000,
      2,
    );
  });

  it('is the floor of the area under the curve, for any rates in halves and any times in ms', () => {
    const halves = fc.integer({ min: 0, max: 400 });
    const anyStages = fc.array(fc.record({ halves, durationMs: fc.integer({ min: 0, max: 20_000 }) }), {
      minLength: 1,
      maxLength: 6,
    });
    fc.assert(
      fc.property(halves, anyStages, (startHalves, raw) => {
        const stages = raw.map((stage) => ({ targetRps: stage.halves / 2, durationMs: stage.durationMs }));
        // Quarters of a journey in a thousandth of a second: whole numbers, so that the sum is exact.
        let from = startHalves;
        let area = 0;
        for (const stage of raw) {
          area += (from + stage.halves) * stage.durationMs;
          from = stage.halves;
        }
        const planned = scheduledPerStage(loadArrival({ startRps: startHalves / 2, stages }));
        expect(planned.reduce((sum, due) => sum + due, 0)).toBe(Math.floor(area / 4_000));
      }),
      { numRuns: 500 },
    );
  });
});

describe('planned stages', () => {
  it('say where they start, what is due in them and what they are', () => {
    const shape = shapeOf(ramp, {
      stages: [
        { targetRps: 10, durationMs: 2_000 },
        { targetRps: 10, durationMs: 3_000 },
        { targetRps: 4, durationMs: 0 },
        { targetRps: 4, durationMs: 1_000 },
      ],
    });
    expect(planStages(shape)).toEqual([
      { index: 0, fromRps: 0, toRps: 10, startMs: 0, durationMs: 2_000, scheduled: 10, shape: 'ramp' },
      { index: 1, fromRps: 10, toRps: 10, startMs: 2_000, durationMs: 3_000, scheduled: 30, shape: 'plateau' },
      { index: 2, fromRps: 10, toRps: 4, startMs: 5_000, durationMs: 0, scheduled: 0, shape: 'step' },
      { index: 3, fromRps: 4, toRps: 4, startMs: 5_000, durationMs: 1_000, scheduled: 4, shape: 'plateau' },
    ]);
  });

  it('of a scaled profile hold about so many times the journeys', () => {
    const scheduled = (scale: number) =>
      planStages(shapeOf(ramp, { scale })).reduce((sum, stage) => sum + stage.scheduled, 0);
    expect([scheduled(0.5), scheduled(1), scheduled(2), scheduled(10)]).toEqual([27, 55, 110, 550]);
  });
});
