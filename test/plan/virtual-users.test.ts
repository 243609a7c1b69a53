import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Extent } from '../../lib/contract/elements.ts';
import { defaultMaxVus } from '../../lib/model/run-request.ts';
import { garbagePercent, holdTimeMs, maxWithin, sizeVirtualUsers, usedMiB } from '../../lib/plan/virtual-users.ts';

type Need = Parameters<typeof sizeVirtualUsers>[0];

const need: Need = {
  peakRps: 20,
  holdMs: 15_000,
  journeys: 10_000,
  chosen: undefined,
  maxVus: defaultMaxVus,
};

describe('garbage of k6', () => {
  const use = (memoryMiB: number, scheduledRequests: number) =>
    ({ virtualUsers: { memoryMiB }, scheduledRequests }) as Parameters<typeof garbagePercent>[0];

  it.each([
    ['a small load on a large machine', 100, 1_000, 16_384, 800],
    ['a small load on a small machine', 100, 1_000, 512, 100],
    ['many VUs', 2_000, 1_000, 16_384, 100],
    ['many requests', 100, 50_000_000, 16_384, 100],
    ['enough memory for the most', 200, 0, 4_000, 800],
    ['too little for that', 201, 0, 4_000, 400],
    ['just enough memory', 400, 0, 4_000, 400],
    ['just too little memory', 401, 0, 4_000, 100],
  ])('is collected as seldom as memory allows: %s', (_what, memoryMiB, requests, totalMiB, percent) => {
    expect(garbagePercent(use(memoryMiB, requests), totalMiB)).toBe(percent);
  });

  it('is collected as often as Go does by itself in a load of hours', () => {
    expect(garbagePercent({ ...use(100, 1_000), isSamplesOnly: true }, 16_384)).toBe(100);
  });

  it('is not in what a load of hours keeps', () => {
    expect(usedMiB({ ...use(100, 50_000_000), isSamplesOnly: true })).toBe(100);
    expect(usedMiB(use(100, 50_000_000))).toBeGreaterThan(5_000);
  });
});

describe('the time that a journey may hold a VU', () => {
  it.each<[string, Extent, number]>([
    ['is that of its steps', { limitMs: 7_000, pausesMs: 0, requests: 2, maxRequests: 2 }, 7_000],
    ['has the pauses between them in it', { limitMs: 7_000, pausesMs: 4_000, requests: 2, maxRequests: 2 }, 11_000],
    ['is that of a step where run() names none', { limitMs: 0, pausesMs: 0, requests: 0, maxRequests: 0 }, 5_000],
  ])('%s', (_what, extent, ms) => {
    expect(holdTimeMs(extent)).toBe(ms);
  });
});

describe('the most journeys within a time', () => {
  it.each<[number[], number, number]>([
    [[], 1_000, 0],
    [[5], 1_000, 1],
    [[0, 1_000, 2_000], 1_000, 1],
    [[0, 999, 2_000], 1_000, 2],
    [[0, 100, 200, 5_000, 5_001, 5_002, 5_003, 9_000], 200, 4],
  ])('of %j within %i ms is %i', (instantsMs, holdMs, most) => {
    expect(maxWithin(instantsMs, holdMs)).toBe(most);
  });
});

describe('the VUs of a load', () => {
  it.each<[string, Partial<Need>, object]>([
    [
      'are half as many again as the peak rate needs if each journey takes as long as it may',
      {},
      { count: 450, wanted: 450, capped: false, chosen: false },
    ],
    ['are as many as are due at once, where bursts need more', { maxAtOnce: 500 }, { count: 500, wanted: 500 }],
    ['are no fewer for a load whose bursts are small', { maxAtOnce: 20 }, { count: 450, wanted: 450 }],
    ['are rounded up', { peakRps: 0.1, holdMs: 5_000 }, { count: 1, wanted: 1 }],
    ['are never more than the journeys', { journeys: 7 }, { count: 7, wanted: 7, capped: false }],
    ['are capped, which is said', { peakRps: 320 }, { count: 2_000, wanted: 7_200, capped: true }],
    ['are not capped when the cap is just met', { maxVus: 450 }, { count: 450, wanted: 450, capped: false }],
    [
      'are those of --vus, whatever would be wanted',
      { chosen: 3 },
      { count: 3, wanted: 450, capped: false, chosen: true },
    ],
    ['are those of --vus beyond the cap too', { chosen: 2_500 }, { count: 2_500, capped: false, chosen: true }],
  ])('%s', (_what, changes, expected) => {
    expect(sizeVirtualUsers({ ...need, ...changes })).toMatchObject(expected);
  });

  it('are at least one and at most the cap, for any load', () => {
    const load = fc.record({
      peakRps: fc.double({ min: 0.001, max: 1e6, noNaN: true }),
      holdMs: fc.integer({ min: 1, max: 300_000 }),
      journeys: fc.integer({ min: 1, max: 1e6 }),
      chosen: fc.constant(undefined),
      maxVus: fc.integer({ min: 1, max: 5_000 }),
    });
    fc.assert(
      fc.property(load, (one) => {
        const { count, wanted, capped, memoryMiB } = sizeVirtualUsers(one);
        expect(count).toBeGreaterThanOrEqual(1);
        expect(count).toBeLessThanOrEqual(Math.min(one.maxVus, one.journeys));
        expect(capped).toBe(wanted > count);
        expect(Number.isInteger(memoryMiB)).toBe(true);
      }),
    );
  });
});
