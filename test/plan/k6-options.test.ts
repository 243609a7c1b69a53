import { describe, expect, it } from 'vitest';
import { systemTags } from '../../lib/contract/metrics.ts';
import type { Profile } from '../../lib/contract/profile.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import { arrivalMs, drainMs, k6Options } from '../../lib/plan/k6-options.ts';
import { loadProfile, loadScenario } from '../../lib/store/library.ts';
import { type PlanChanges, planOf as planOfBoth } from '../plan-of.ts';

const e2e = await loadScenario('e2e');
const planOf = (profile: Profile, changes: PlanChanges = {}) =>
  planOfBoth(e2e, profile, changes, { runId: 'r1', toolVersion: '1.2.3', command: '' });

describe('the options of a script', () => {
  it('are the plan in terms of k6', async () => {
    const plan = planOf(await loadProfile('case2'), { vus: 40 });
    expect(k6Options(plan)).toEqual({
      scenarios: {
        load: {
          executor: 'ramping-arrival-rate',
          exec: 'journey',
          startRate: 0,
          timeUnit: '1s',
          stages: [
            { target: 5, duration: '10s' },
            { target: 10, duration: '10s' },
            { target: 15, duration: '10s' },
            { target: 20, duration: '5s' },
            { target: 0, duration: '0s' },
            { target: 0, duration: '1s' },
          ],
          preAllocatedVUs: 40,
          maxVUs: 40,
          gracefulStop: '30s',
        },
      },
      thresholds: plan.thresholds,
      systemTags,
      discardResponseBodies: true,
      maxRedirects: 0,
      summaryTrendStats: ['count', 'min', 'avg', 'med', 'p(90)', 'p(95)', 'p(99)', 'max'],
      userAgent: 'caseload/1.2.3',
    });
  });

  it('have a constant rate as a plateau from the start, fractional rates in a longer unit, parts of a second in ms', async () => {
    const plan = planOf(await loadProfile('constant'), { changes: { rateRps: 2.5, durationMs: 1_500 } });
    expect(k6Options(plan).scenarios.load).toMatchObject({
      startRate: 5,
      timeUnit: '2s',
      stages: [
        { target: 5, duration: '1500ms' },
        { target: 0, duration: '0s' },
        { target: 0, duration: '1s' },
      ],
    });
  });

  it('run a warm-up before the load, long enough for its requests to end', async () => {
    const plan = planOf(await loadProfile('soak'));
    const { load, warmup } = k6Options(plan).scenarios as Record<string, Record<string, unknown>>;
    expect(warmup).toMatchObject({ exec: 'journey', startRate: 5, gracefulStop: '2s' });
    expect(warmup).not.toHaveProperty('startTime');
    // 20 s, the closing second and 2 s for what is still open.
    expect(load).toMatchObject({ startTime: '23s', gracefulStop: '30s' });
    expect(arrivalMs(plan.warmUp?.arrival ?? plan.arrival) + drainMs(plan.scenario)).toBe(23_000);
  });

  it('give a warm-up no more VUs than the load has, so that no VU is without a user', async () => {
    const { load, warmup } = k6Options(planOf(await loadProfile('soak'), { vus: 7 })).scenarios as Record<
      string,
      { preAllocatedVUs: number; maxVUs: number }
    >;
    expect([load?.preAllocatedVUs, load?.maxVUs]).toEqual([7, 7]);
    expect([warmup?.preAllocatedVUs, warmup?.maxVUs]).toEqual([7, 7]);
  });

  it.each<[RunPlan['record'], readonly string[]]>([
    ['samples', systemTags],
    ['journeys', [...systemTags, 'vu']],
    ['none', systemTags],
  ])(
    'with --record %s have the VU among the system tags only where journeys are put together',
    async (record, tags) => {
      expect(k6Options(planOf(await loadProfile('smoke'), { record })).systemTags).toEqual(tags);
      expect(systemTags).not.toContain('vu');
    },
  );

  it('trust any certificate only for a target with --insecure', async () => {
    const profile = await loadProfile('smoke');
    const url = { kind: 'url' as const, url: 'https://127.0.0.1', headers: {} };
    expect(k6Options(planOf(profile, { target: { ...url, insecure: true } }))).toMatchObject({
      insecureSkipTLSVerify: true,
    });
    expect(k6Options(planOf(profile, { target: { ...url, insecure: false } }))).not.toHaveProperty(
      'insecureSkipTLSVerify',
    );
    expect(k6Options(planOf(profile))).not.toHaveProperty('insecureSkipTLSVerify');
  });

  it('name no step, metric or host that the plan does not: they hold no secret', async () => {
    const text = JSON.stringify(k6Options(planOf(await loadProfile('smoke'))));
    expect(text).not.toMatch(/http:|https:|Bearer|RUN_ID/);
  });
});
