import { expect, test } from 'vitest';
import { loadStartMs, stoppedByUser } from '../../../lib/run/generator/load-clock.ts';

const warmUp = {
  rateRps: 1,
  durationMs: 5_000,
  scheduled: 5,
  arrival: { startRate: 1, timeUnitMs: 1_000, stages: [{ target: 1, durationMs: 5_000 }] },
};
const plain = { scenario: { name: 'own', steps: [], isList: true }, durationMs: 60_000 };

test.each([
  [22_700, 'stopped by you after 22 of 60 s'],
  [0, 'stopped by you after 0 of 60 s'],
  [60_000, 'stopped by you after all 60 s, before the last journeys had finished'],
])('after %i ms of a load of a minute: %s', (elapsedMs, says) => {
  expect(stoppedByUser(plain, elapsedMs)).toBe(says);
});

test('the time of a warm-up does not count', () => {
  const plan = { ...plain, warmUp };
  expect(stoppedByUser(plan, 4_000)).toBe('stopped by you in the warm-up');
  const pauses = [{ before: 1, fromMs: 0, toMs: 4_000 }];
  expect(loadStartMs({ ...plan, scenario: { ...plan.scenario, pauses } })).toBe(loadStartMs(plan) + 4_000);
  expect(stoppedByUser(plan, loadStartMs(plan) + 3_000)).toBe('stopped by you after 3 of 60 s');
});
