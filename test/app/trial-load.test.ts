import { describe, expect, test } from 'vitest';
import { longestJourneyMs, requestOfTrial, watchOverload } from '../../lib/app/trial-load.ts';
import { defaultRequest } from '../../lib/model/run-request.ts';
import { capacityLimits } from '../../lib/plan/capacity-limits.ts';

const point = {
  ...{ purpose: 'refine' as const, rateRps: 40, settleSeconds: 6, measureSeconds: 20, drainBefore: false },
  abort: { badRatio: 0.5, windowSeconds: 10 },
};

describe('the load of a trial', () => {
  test('is a constant rate, with the VUs that its limits allow to be busy and half as many again', () => {
    const { load } = requestOfTrial(defaultRequest('e2e', 'smoke'), point, 2_400);
    expect(load).toMatchObject({ changes: { rateRps: 40, durationMs: 26_000 }, vus: 144, gracefulStopMs: 4_800 });
    expect(load.profile).toBeUndefined();
  });

  test('has the arrivals of the request, and VUs for their bursts', () => {
    const run = defaultRequest('e2e', 'smoke');
    const poisson = { ...run, load: { ...run.load, changes: { arrivals: 'poisson' as const } } };
    const loadOf = (rateRps: number) => requestOfTrial(poisson, { ...point, rateRps }, 1_000).load;
    expect(loadOf(40)).toMatchObject({ changes: { rateRps: 40, durationMs: 26_000, arrivals: 'poisson' }, vus: 66 });
    // Of many, four deviations are less than half.
    expect(loadOf(400).vus).toBe(600);
  });

  test('keeps to --max-vus, and to 30 s for what is open at its end', () => {
    const run = defaultRequest('e2e', 'smoke');
    const { load } = requestOfTrial({ ...run, load: { ...run.load, maxVus: 50 } }, point, 60_000);
    expect(load).toMatchObject({ vus: 50, gracefulStopMs: 30_000 });
  });

  test('a journey may take its own limit, or that of each of its requests', () => {
    const ofRequests = capacityLimits([{ kind: 'latency', percentile: 95, belowMs: 800 }]);
    const ofJourney = capacityLimits([{ kind: 'journey-latency', percentile: 95, belowMs: 900 }]);
    const list = (count: number) => ({
      name: 'list',
      steps: Array(count).fill({ name: 's', check: 's 200', timeLimitMs: 5_000 }),
      isList: true,
    });
    const pauses = [{ before: 1, fromMs: 1_000, toMs: 3_000 }];
    expect(longestJourneyMs(ofRequests, { ...list(3), pauses })).toBe(5_400);
    expect(longestJourneyMs(ofRequests, list(3))).toBe(2_400);
    expect(longestJourneyMs(ofJourney, list(3))).toBe(900);
    expect(longestJourneyMs(capacityLimits([{ kind: 'failed-requests', belowRatio: 0.02 }]), list(2))).toBe(4_000);
  });
});

describe('a trial ends early', () => {
  const calm = { inFlight: 10, done: 0, failed: 0, dropped: 0, p95Ms: undefined };
  const watch = (figures: (second: number) => Partial<typeof calm>) => {
    const { enough, see } = watchOverload(point, 800);
    const ends = Array.from({ length: 26 }, (_, second) => {
      if (!enough.aborted) see(second * 1_000, { ...calm, ...figures(second) });
      return enough.aborted;
    });
    return { atS: ends.indexOf(true), reason: String(enough.reason) };
  };

  test('when more journeys stay open than the rate brings in the time that one may take', () => {
    expect(watch(() => ({ inFlight: 33 }))).toEqual({
      atS: 10,
      reason: '33 journeys were open: more than the limits allow',
    });
    expect(watch(() => ({ inFlight: 32 })).atS).toBe(-1);
    expect(watch((second) => ({ inFlight: second % 2 === 0 ? 10 : 90 })).atS).toBe(-1);
  });

  test('when most of the journeys of ten seconds failed', () => {
    const failing = (share: number) => (second: number) => ({ done: 40 * second, failed: share * 40 * second });
    expect(watch(failing(0.6))).toEqual({ atS: 10, reason: 'most of the journeys failed' });
    expect(watch(failing(0.4)).atS).toBe(-1);
    // Too few to say so.
    expect(watch((second) => ({ done: second, failed: second })).atS).toBe(-1);
  });
});
