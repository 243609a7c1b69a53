import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ClosedProfile } from '../../lib/contract/profile.ts';
import e2e from '../../scenarios/e2e.ts';
import { perform } from './perform.ts';
import { StandInShop } from './stand-in-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'closed-'));
let shop: StandInShop;
beforeAll(async () => {
  shop = await StandInShop.open();
});
afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

const named = { name: 'closed', summary: '-' } as const;
const profiles: readonly (readonly [ClosedProfile, journeys: number | null, vus: number])[] = [
  [{ ...named, executor: 'constant-vus', vus: 3, durationMs: 1_500 }, null, 3],
  [{ ...named, executor: 'ramping-vus', startVus: 1, stages: [{ targetVus: 4, durationMs: 1_500 }] }, null, 4],
  [{ ...named, executor: 'shared-iterations', vus: 3, iterations: 40, maxDurationMs: 20_000 }, 40, 3],
  [{ ...named, executor: 'per-vu-iterations', vus: 3, iterations: 7, maxDurationMs: 20_000 }, 21, 3],
];

describe.each(profiles)('%o under real k6', (profile, journeys, vus) => {
  it('has no schedule, and its journeys succeed of those that started', { timeout: 120_000 }, async () => {
    const { plan, result, findings, verdict } = await perform({
      scenario: e2e,
      file: '../../scenarios/e2e.ts',
      ...{ profile, url: shop.url, runsDir: join(folder, profile.executor) },
    });
    const { accounting, load, objectives } = result;
    expect(plan.closed?.journeys).toBe(journeys);
    expect(load).toMatchObject({ executor: profile.executor, scheduled: null, peakRps: null });
    expect(load?.virtualUsers).toMatchObject({ count: vus, wanted: vus, capped: false });
    expect(accounting).toMatchObject({ scheduled: null, missing: null, failed: 0, dropped: 0, basis: 'counted' });
    expect(accounting.started).toBeGreaterThan(vus);
    if (journeys !== null) expect(accounting.started).toBe(journeys);
    expect(accounting.ok).toBe((accounting.started ?? 0) - (accounting.unfinished ?? 0));
    expect(result.series.stages).toEqual([]);
    expect(findings.find(({ id }) => id === 'coordinated-omission')).toMatchObject({
      ...{ status: 'note', variant: 'closed', values: { executor: profile.executor } },
    });
    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
    const success = objectives.results.find(({ objective }) => objective.kind === 'journey-success');
    expect(success).toMatchObject({ n: accounting.started, text: 'journey success > 98 % (of started)' });
    expect(verdict.validity).not.toBe('INVALID');
  });
});
