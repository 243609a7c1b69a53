import { writeFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { watchSamples } from '../../lib/app/watch-samples.ts';
import e2e from '../../scenarios/e2e.ts';
import { planOf } from '../plan-of.ts';
import { journeyOf, rowsOf } from '../results/journey-rows.ts';
import { csvOf, originMs, scratchFolder } from '../results/samples/samples-file.ts';

const { path } = scratchFolder();
const soak = { name: 'soak', summary: 'of a test', executor: 'constant-arrival-rate', rateRps: 10 } as const;
const planWith = (abortOnFail: boolean) =>
  planOf(e2e, { ...soak, durationMs: 3_600_000 }, { abortOnFail, objectives: ['p95 < 50ms'] });

/** Journeys whose requests take that long. */
function samplesOf(ms: number): string {
  const fate = { kind: 'ok', step: 0, isTimeout: false, durationsMs: [ms, ms, ms], blockedMs: [0, 0, 0] } as const;
  const journeys = Array.from({ length: 60 }, (_, index) => journeyOf({ ...fate, atMs: index * 100 }, index));
  const file = path(`samples-${ms}.csv.gz`);
  writeFileSync(file, gzipSync(csvOf(rowsOf(journeys, { originMs, hasVu: false }))));
  return file;
}

const ofK6 = { inFlight: 3, done: 0, failed: 0, dropped: 0, p95Ms: undefined };

describe('a load of which k6 keeps no metrics', () => {
  test('is planned as one', () => {
    expect(planWith(false).isSamplesOnly).toBe(true);
  });

  test('is shown by what its samples say', async () => {
    const live = await watchSamples(planWith(false), samplesOf(20)).see(5_000, ofK6);
    expect(live).toMatchObject({ inFlight: 3, done: 60, failed: 0, dropped: 0 });
    expect(live.p95Ms).toBeCloseTo(20, 0);
  });

  test('ends when an objective fails, if it is to, and not before ten seconds', async () => {
    const watch = watchSamples(planWith(true), samplesOf(80));
    await watch.see(9_000, ofK6);
    expect(watch.enough.aborted).toBe(false);
    await watch.see(10_000, ofK6);
    expect(watch.enough.aborted).toBe(true);
    expect(watch.enough.reason).toBe('an objective failed (--abort-on-fail)');
  });

  test.each<[string, boolean, number]>([
    ['its objectives are met', true, 20],
    ['it is to go on', false, 80],
  ])('goes on where %s', async (_name, abortOnFail, ms) => {
    const watch = watchSamples(planWith(abortOnFail), samplesOf(ms));
    await watch.see(60_000, ofK6);
    expect(watch.enough.aborted).toBe(false);
  });
});
