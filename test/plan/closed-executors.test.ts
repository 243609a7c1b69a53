import { describe, expect, it } from 'vitest';
import type { ClosedProfile } from '../../lib/contract/profile.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import type { LoadChanges } from '../../lib/model/run-request.ts';
import { k6Options } from '../../lib/plan/k6-options.ts';
import { parseProfile } from '../../lib/plan/profile-schema.ts';
import e2e from '../../scenarios/e2e.ts';
import orderOnly from '../../scenarios/order-only.ts';
import { type PlanChanges, planOf } from '../plan-of.ts';
import { usageErrorOf } from '../usage-error.ts';

const named = { name: 'pool', summary: '-' } as const;
const constant: ClosedProfile = { ...named, executor: 'constant-vus', vus: 5, durationMs: 30_000 };
const ramping: ClosedProfile = {
  ...{ ...named, executor: 'ramping-vus' },
  stages: [
    { targetVus: 10, durationMs: 20_000 },
    { targetVus: 4, durationMs: 1_500 },
  ],
};
const shared: ClosedProfile = {
  ...{ ...named, executor: 'shared-iterations', vus: 5, iterations: 40, maxDurationMs: 60_000 },
};
const perVu: ClosedProfile = { ...shared, executor: 'per-vu-iterations', iterations: 7 };

const planned = (profile: ClosedProfile, changes: LoadChanges = {}, more: PlanChanges = {}): RunPlan =>
  planOf(e2e, profile, { changes, ...more });

describe('a closed profile', () => {
  it.each<[ClosedProfile, LoadChanges, PlanChanges, unknown]>([
    [constant, {}, {}, { vus: 5, journeys: null, k6: { vus: 5, duration: '30s' } }],
    [constant, { durationMs: 1_500 }, { vus: 7 }, { vus: 7, journeys: null, k6: { vus: 7, duration: '1500ms' } }],
    [constant, { scale: 0.5 }, {}, { vus: 3, journeys: null, k6: { vus: 3, duration: '30s' } }],
    [constant, { scale: 0.01 }, {}, { vus: 1, journeys: null, k6: { vus: 1, duration: '30s' } }],
    [
      ...[ramping, { scale: 2 }, {}],
      {
        ...{ vus: 20, journeys: null },
        k6: {
          startVUs: 2,
          stages: [
            { target: 20, duration: '20s' },
            { target: 8, duration: '1500ms' },
          ],
        },
      },
    ] as never,
    [shared, {}, {}, { vus: 5, journeys: 40, k6: { vus: 5, iterations: 40, maxDuration: '60s' } }],
    // k6 refuses more VUs than journeys.
    [shared, {}, { vus: 90 }, { vus: 40, journeys: 40, k6: { vus: 40, iterations: 40, maxDuration: '60s' } }],
    [perVu, { scale: 2 }, {}, { vus: 10, journeys: 70, k6: { vus: 10, iterations: 7, maxDuration: '60s' } }],
  ])('%o with %o, %o', (profile, changes, more, closed) => {
    expect(parseProfile(profile, 'profiles/pool.ts')).toEqual(profile);
    const plan = planned(profile, changes, more);
    expect(plan).toMatchObject({ closed, stages: [], scheduled: null, scheduledRequests: null, peakRps: null });
    expect(plan.arrival).toBeUndefined();
    expect(k6Options(plan).scenarios).toEqual({
      load: { executor: profile.executor, exec: 'journey', gracefulStop: '30s', ...plan.closed?.k6 },
    });
  });

  it('has journeys succeed of those that started, of which k6 has no threshold', () => {
    const { objectives, thresholds } = planned(constant);
    expect(objectives.at(-1)).toEqual({ kind: 'journey-success', aboveRatio: 0.98, ofStarted: true });
    expect(Object.keys(thresholds).filter((metric) => metric.startsWith('journeys_ok'))).toEqual([]);
  });

  it('takes its VUs from its own users, or one for each journey where their number is known', () => {
    const usersOf = (profile: ClosedProfile, mode: 'per-vu' | 'per-journey') =>
      planOf(orderOnly, profile, { users: { mode } }).users?.count;
    expect(usersOf(constant, 'per-vu')).toBe(5);
    expect(usersOf(perVu, 'per-journey')).toBe(35);
    expect(usageErrorOf(() => usersOf(constant, 'per-journey'))).toContain('--users per-journey was given');
  });

  it('has no arrivals in its file', () => {
    const parse = () => parseProfile({ ...constant, arrivals: 'poisson' }, 'profiles/pool.ts');
    expect(usageErrorOf(parse)).toContain('profiles/pool.ts: the default export: Unrecognized key: "arrivals"');
  });

  it('gives way to a whole load of the command line', () => {
    const plan = planned(constant, { rateRps: 4, durationMs: 10_000 });
    expect(plan).toMatchObject({ scheduled: 40, peakRps: 4, profile: { executor: 'constant-arrival-rate' } });
    expect(planned(ramping, { stages: [{ targetRps: 8, durationMs: 10_000 }] })).toMatchObject({ scheduled: 40 });
  });

  it.each<[ClosedProfile, LoadChanges, PlanChanges, string]>([
    [constant, { rateRps: 3 }, {}, "profile 'pool' is constant-vus, which has VUs and no rate"],
    [constant, { startRps: 3 }, {}, '--start-rate says nothing of it'],
    [
      constant,
      { arrivals: 'poisson' },
      {},
      "--arrivals was given, and profile 'pool' is constant-vus: its journeys have",
    ],
    [shared, { arrivals: 'even' }, {}, '--arrivals was given'],
    [constant, { warmUpMs: 3_000 }, {}, 'has no rate for it'],
    [ramping, { durationMs: 3_000 }, {}, "--duration was given, and profile 'pool' is ramping-vus"],
    [ramping, {}, { vus: 3 }, "--vus was given, and profile 'pool' is ramping-vus"],
    [ramping, { scale: 0.01 }, {}, 'the load has no VUs'],
    [constant, {}, { maxVus: 3 }, "the profile's 5 VUs are above --max-vus 3"],
    [{ ...perVu, iterations: 1_000_000 }, {}, {}, 'the load is 15,000,000 requests, above 1,000,000'],
  ])('%o with %o, %o is refused', (profile, changes, more, says) => {
    expect(usageErrorOf(() => planned(profile, changes, more))).toContain(says);
  });
});
