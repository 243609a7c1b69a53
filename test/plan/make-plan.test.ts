import { describe, expect, it } from 'vitest';
import { bundlePlan } from '../../lib/plan/bundle-plan.ts';
import { k6Options } from '../../lib/plan/k6-options.ts';
import { loadProfile, loadScenario } from '../../lib/store/library.ts';
import { type PlanChanges, planOf } from '../plan-of.ts';
import { usageErrorOf } from '../usage-error.ts';

const e2e = await loadScenario('e2e');
const orderOnly = await loadScenario('order-only');
const case2 = await loadProfile('case2');
const constant = await loadProfile('constant');
const soak = await loadProfile('soak');

describe('a plan', () => {
  it('of the published case 2 has its figures', () => {
    expect(planOf(e2e, case2)).toMatchObject({
      schemaVersion: 1,
      runId: 'r1',
      scenario: { name: 'e2e', isList: true },
      profile: { name: 'case2', executor: 'ramping-arrival-rate', changes: [] },
      peakRps: 20,
      durationMs: 35_000,
      scheduled: 312,
      scheduledRequests: 936,
      virtualUsers: { count: 312 },
      requestTimeoutMs: 60_000,
      gracefulStopMs: 30_000,
      warnings: [],
    });
  });

  it('names the steps with their checks, in order', () => {
    expect(planOf(e2e, case2).scenario.steps).toEqual([
      { name: 'signup', check: 'register 201', timeLimitMs: 5_000 },
      { name: 'charge', check: 'charge 200/201', timeLimitMs: 5_000 },
      { name: 'order', check: 'order 200/201', timeLimitMs: 5_000 },
    ]);
  });

  it.each<[string, PlanChanges, true | undefined]>([
    ['four hours', { changes: { durationMs: 14_400_000 } }, true],
    ['half an hour', { changes: { durationMs: 1_800_000, warmUpMs: 0 } }, undefined],
    ['more than a million requests', { changes: { rateRps: 200, durationMs: 1_740_000 }, allowLarge: true }, true],
    ['four hours without samples', { changes: { durationMs: 14_400_000 }, record: 'none' }, undefined],
  ])('of %s says whether k6 keeps metrics', (_name, changes, isSamplesOnly) => {
    const plan = planOf(e2e, soak, changes);
    expect(plan.isSamplesOnly).toBe(isSamplesOnly);
    expect(plan.warnings.some((warning) => warning.includes('--record none'))).toBe(changes.record === 'none');
    // k6 is given no thresholds then; the plan has them all the same.
    expect(k6Options(plan).thresholds).toEqual(isSamplesOnly ? {} : plan.thresholds);
    expect(Object.keys(plan.thresholds).length).toBeGreaterThan(3);
  });

  it('is the same for the same request', () => {
    expect(JSON.stringify(planOf(e2e, soak))).toBe(JSON.stringify(planOf(e2e, soak)));
  });

  it('survives JSON, as plan.json', () => {
    for (const plan of [planOf(e2e, case2), planOf(orderOnly, soak, { record: 'none' })])
      expect(JSON.parse(JSON.stringify(plan))).toEqual(plan);
  });

  it('counts a warm-up apart from the load', () => {
    const plan = planOf(e2e, constant, { changes: { warmUpMs: 5_000 } });
    expect(plan.scheduled).toBe(600);
    expect(plan.warmUp).toMatchObject({ rateRps: 10, durationMs: 5_000, scheduled: 50 });
  });

  it('has the peak of a falling ramp where it starts', () => {
    const shape = { startRps: 40, stages: [{ targetRps: 0, durationMs: 5_000 }] };
    expect(planOf(e2e, case2, { changes: shape })).toMatchObject({ peakRps: 40, scheduled: 100 });
  });

  it('lists what the command line changed of the profile', () => {
    const stages = [
      { targetRps: 5, durationMs: 10_000 },
      { targetRps: 2.5, durationMs: 500 },
    ];
    const shape = { stages, scale: 2, startRps: 1, warmUpMs: 3_000 };
    expect(planOf(e2e, case2, { changes: shape }).profile).toEqual({
      name: 'case2',
      executor: 'ramping-arrival-rate',
      changes: ['--stages 5/10s,2.5/0.5s', '--scale 2', '--start-rate 1', '--warmup 3s'],
    });
    expect(planOf(e2e, constant, { changes: { rateRps: 12, durationMs: 90_000 } }).profile.changes).toEqual([
      '--rate 12',
      '--duration 90s',
    ]);
  });
});

describe('an absurd load', () => {
  const shape = { rateRps: 1_000, durationMs: 3_600_000 };

  it('needs --yes, and says how many requests it would be', () => {
    expect(usageErrorOf(() => planOf(e2e, constant, { changes: shape }))).toBe(
      'the load is 10,800,000 requests, above 1,000,000 — add --yes to confirm it',
    );
  });

  it('is planned with it', () => {
    expect(planOf(e2e, constant, { changes: shape, allowLarge: true }).scheduledRequests).toBe(10_800_000);
  });

  it('begins above a million requests, warm-up included', () => {
    const justBelow = { rateRps: 1_000, durationMs: 1_000_000 };
    const signup = { ...e2e, steps: e2e.steps.slice(0, 1), objectives: [] };
    expect(planOf(signup, constant, { changes: justBelow }).scheduledRequests).toBe(1_000_000);
    expect(usageErrorOf(() => planOf(signup, constant, { changes: { ...justBelow, warmUpMs: 1_000 } }))).toContain(
      'the load is 1,001,000 requests',
    );
  });

  it('so short that no journey is due is refused', () => {
    expect(usageErrorOf(() => planOf(e2e, constant, { changes: { rateRps: 0.5, durationMs: 1_000 } }))).toMatch(
      /too slow to start a single journey — raise the rate or the duration$/,
    );
  });
});

describe('an objective', () => {
  it('on a step that the scenario does not have is refused, the nearest step first', () => {
    const misspelt = { ...e2e, objectives: [{ kind: 'step-success', step: 'ordre', aboveRatio: 0.98 }] as const };
    expect(usageErrorOf(() => planOf(misspelt, case2))).toBe(
      "unknown step of an objective of scenario 'e2e': 'ordre' — did you mean order? known: order, charge, signup",
    );
  });
});

describe('users', () => {
  const shape = { rateRps: 10, durationMs: 30_000 };

  it.each([
    ['one for each VU', { mode: 'per-vu' as const }, { mode: 'per-vu', count: 20, duplicates: 0 }],
    ['one for each journey', { mode: 'per-journey' as const }, { mode: 'per-journey', count: 300, duplicates: 0 }],
    [
      "the user's own, with how many of them are the same one twice",
      { mode: 'file' as const, file: 'mine.csv' },
      { mode: 'file', count: 20, file: 'mine.csv', duplicates: 3 },
    ],
  ])('are %s', (_what, users, expected) => {
    const ownUsers = { count: 20, duplicates: 3 };
    const plan = planOf(orderOnly, constant, { changes: shape, vus: 20, users, ownUsers });
    expect(plan.users).toEqual({ name: 'charged users', provides: ['token'], ...expected });
  });

  it('for each journey count the journeys of the warm-up too', () => {
    const plan = planOf(orderOnly, constant, {
      changes: { ...shape, warmUpMs: 2_000 },
      users: { mode: 'per-journey' },
    });
    expect(plan.users?.count).toBe(320);
  });

  it('are none for a scenario that makes its own users', () => {
    expect(planOf(e2e, constant, { changes: shape })).not.toHaveProperty('users');
    expect(bundlePlan(planOf(e2e, constant, { changes: shape }))).not.toHaveProperty('users');
  });

  it('of a file that is too short are refused: both counts are named', () => {
    const users = { mode: 'file' as const, file: 'mine.csv' };
    const ownUsers = { count: 3, duplicates: 0 };
    expect(usageErrorOf(() => planOf(orderOnly, constant, { changes: shape, vus: 20, users, ownUsers }))).toBe(
      'mine.csv has 3 users, but the plan has 20 VUs and each needs a different one — add users, or run with --vus 3',
    );
  });

  it.each([{ mode: 'file' as const, file: 'mine.csv' }, { mode: 'per-journey' as const }])(
    'for a scenario without users are refused: %o',
    (users) => {
      expect(
        usageErrorOf(() => planOf(e2e, constant, { changes: shape, users, ownUsers: { count: 300, duplicates: 0 } })),
      ).toBe("scenario 'e2e' has no prepared users, but --users was given — leave out --users");
    },
  );
});

describe('a warning', () => {
  it('tells that p95 cannot have data', () => {
    const plan = planOf(e2e, constant, { changes: { rateRps: 2, durationMs: 10_000 } });
    expect(plan.warnings).toEqual(['60 requests are planned, but a percentile objective needs 72: it will be NO_DATA']);
  });

  it('is not given when it can just have them', () => {
    expect(planOf(e2e, constant, { changes: { rateRps: 2, durationMs: 12_000 } }).warnings).toEqual([]);
  });

  it('tells that the VUs were capped', () => {
    const plan = planOf(e2e, constant, { changes: { rateRps: 100 }, maxVus: 50 });
    expect(plan.warnings).toEqual([
      '2,250 VUs would be needed if every step took its time limit; capped at 50 (--max-vus)',
    ]);
    expect(planOf(e2e, constant, { changes: { rateRps: 100 }, vus: 50 }).warnings).toEqual([]);
  });
});

describe('what is baked into a bundle', () => {
  it('is what the script needs, and nothing that is secret or of this machine', () => {
    const target = {
      kind: 'url' as const,
      url: 'https://shop.internal',
      headers: { 'X-Key': 's3cret' },
      insecure: false,
    };
    expect(bundlePlan(planOf(orderOnly, case2, { target, vus: 40 }))).toEqual({
      scenario: 'order-only',
      profile: 'case2',
      scheduled: 312,
      requestTimeoutMs: 60_000,
      hasWarmUp: false,
      successMetrics: { order: 'order_success' },
      users: { mode: 'per-vu', provides: ['token'], count: 40 },
    });
  });
});
