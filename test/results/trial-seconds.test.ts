import { expect, test } from 'vitest';
import type { Objective } from '../../lib/contract/objective.ts';
import { trialSeconds } from '../../lib/results/trial-seconds.ts';
import { type Fate, journeyOf, rowsOf } from './journey-rows.ts';
import { planOf, samplesFile, scratchFolder } from './samples/samples-file.ts';

const scratch = scratchFolder();
const plan = planOf({ executor: 'constant-arrival-rate', rateRps: 100, durationMs: 4_000 });

const objectives: readonly Objective[] = [
  { kind: 'latency', percentile: 95, belowMs: 500 },
  { kind: 'latency', percentile: 95, belowMs: 500, step: 'order' },
  { kind: 'journey-latency', percentile: 95, belowMs: 1_000 },
  { kind: 'failed-requests', belowRatio: 0.02 },
  { kind: 'journey-success', aboveRatio: 0.98 },
];

const fate = (kind: Fate['kind'], atMs: number, durationsMs: readonly number[] = [100, 100, 100], step = 0): Fate => ({
  ...{ kind, atMs, step, isTimeout: false, durationsMs, blockedMs: [0, 0, 0] },
});

const fates = [
  fate('ok', 0),
  fate('ok', 1_000, [100, 100, 600]),
  fate('failed', 2_000, [100, 100, 100], 1),
  fate('dropped', 2_100),
  fate('unfinished', 3_000, [100, 100, 100], 2),
];

async function secondsOf(ending: 'completed' | 'objective-failed') {
  const rows = rowsOf(fates.map(journeyOf), { originMs: Date.UTC(2026, 0, 1) });
  const file = scratch.write('samples.csv.gz', samplesFile(rows));
  return trialSeconds(plan, file, objectives, ending);
}

test('counts of a trial are those of the second in which requests and journeys began', async () => {
  const seconds = await secondsOf('completed');
  expect(seconds).toMatchObject({
    started: [1, 1, 1, 1],
    dropped: [0, 0, 1, 0],
    succeeded: [1, 1, 0, 0],
    failed: [0, 0, 1, 0],
  });
  expect(seconds?.latencySumMs.map(Math.round)).toEqual([302, 802, 202, 0]);
  expect(seconds?.inFlight.map((mean) => mean.toFixed(3))).toEqual(['0.302', '0.802', '0.202', '0.990']);
});

test('a journey that was dropped, or was open for longer than a limit, is bad by it', async () => {
  const { units = [], bad = [] } = (await secondsOf('completed')) ?? {};
  // Two requests of the journey that is open had been answered.
  expect(units).toEqual([
    [3, 3, 3, 3],
    [1, 1, 1, 1],
    [1, 1, 2, 1],
    [3, 3, 3, 2],
    [1, 1, 2, 1],
  ]);
  expect(bad).toEqual([
    [0, 1, 1, 1],
    [0, 1, 1, 1],
    [0, 0, 1, 1],
    [0, 0, 2, 0],
    [0, 0, 2, 1],
  ]);
});

test('a load that was ended early has only its whole seconds, and nothing is overdue that had no time', async () => {
  const { started, bad = [] } = (await secondsOf('objective-failed')) ?? {};
  expect(started).toEqual([1, 1, 1]);
  expect(bad[0]).toEqual([0, 1, 1]);
});

test('without samples there are no counts', async () => {
  expect(await trialSeconds(plan, scratch.path('none.csv.gz'), objectives, 'completed')).toBeUndefined();
});

test('a journey at the turn of a second is open in none', async () => {
  // Its iteration begins a moment before its first statement.
  const rows = rowsOf([fate('ok', 0), fate('ok', 990)].map(journeyOf), { originMs: Date.UTC(2026, 0, 1) });
  const file = scratch.write('turn.csv.gz', samplesFile(rows));
  const seconds = await trialSeconds(plan, file, [objectives[4] as Objective], 'completed');
  expect(seconds?.bad).toEqual([[0, 0, 0, 0]]);
});
