import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Arrivals } from '../../lib/contract/profile.ts';
import signupOnly from '../../scenarios/signup-only.ts';
import { perform, steady } from './perform.ts';
import { StandInShop } from './stand-in-shop.ts';

const folder = mkdtempSync(join(tmpdir(), 'poisson-'));
/** When requests came in, ms. */
let seenMs: number[] = [];
let shop: StandInShop;
beforeAll(async () => {
  shop = await StandInShop.open(({ journey }) => {
    if (journey > 0) seenMs.push(performance.now());
    return undefined;
  });
});
afterAll(() => {
  shop.close();
  rmSync(folder, { recursive: true, force: true });
});

/**
 * How far gaps are from their mean, as a part of it: the median, which a machine that stands still now and then hardly
 * moves. 0 of evenly spaced journeys; of a Poisson process arsinh(e/4) = 0.636, by P(|X − 1| < m) = 2 sinh(m) / e.
 */
function medianDeviationOf(instantsMs: readonly number[]): number {
  const gaps = instantsMs.slice(1).map((atMs, index) => atMs - (instantsMs[index] as number));
  const mean = gaps.reduce((sum, gap) => sum + gap, 0) / gaps.length;
  const deviations = gaps.map((gap) => Math.abs(gap - mean) / mean).sort((a, b) => a - b);
  return deviations[deviations.length >> 1] ?? Number.NaN;
}

// Far apart, so that a machine with other things to do hardly changes the gaps.
const rateRps = 20;
const cases: readonly (readonly [Arrivals, low: number, high: number])[] = [
  ['poisson', 0.5, 0.8],
  ['even', 0, 0.2],
];

it.each(cases)(
  '%s arrivals are what real k6 sends, and every journey is accounted for',
  { timeout: 120_000 },
  async (arrivals, low, high) => {
    seenMs = [];
    const warmUp = { rateRps: 10, durationMs: 1_000 };
    const { plan, result, findings } = await perform({
      scenario: signupOnly,
      file: '../../scenarios/signup-only.ts',
      profile: { ...steady(rateRps, 12_000), warmUp, arrivals } as ReturnType<typeof steady>,
      ...{ url: shop.url, runsDir: join(folder, arrivals) },
    });
    const { scheduled } = plan;
    expect(result.accounting).toMatchObject({ scheduled, started: scheduled, ok: scheduled, missing: 0, dropped: 0 });
    expect(result.series.stages[0]).toMatchObject({ scheduled, started: scheduled, ok: scheduled });
    const warmUpJourneys = plan.warmUp?.scheduled ?? 0;
    const deviation = medianDeviationOf(seenMs.slice(-scheduled));
    expect(seenMs.length).toBeGreaterThanOrEqual(scheduled + warmUpJourneys - 1);
    expect(deviation).toBeGreaterThanOrEqual(low);
    expect(deviation).toBeLessThan(high);
    expect(findings.filter(({ status }) => status === 'error')).toEqual([]);
    expect(result.generator?.lag?.n).toBe(scheduled);
  },
);
