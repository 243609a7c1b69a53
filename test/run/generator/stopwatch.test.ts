import { expect, test } from 'vitest';
import { startStopwatch } from '../../../lib/run/generator/stopwatch.ts';

test('a stopwatch measures by the monotonic clock, and tells by how much the wall clock was set', () => {
  const clock = { wallMs: 1_000_000, monotonicMs: 50 };
  const stopwatch = startStopwatch(
    () => clock.wallMs,
    () => clock.monotonicMs,
  );
  Object.assign(clock, { wallMs: 1_005_000, monotonicMs: 5_050 });
  expect([stopwatch.elapsedMs(), stopwatch.clockStepMs()]).toEqual([5_000, 0]);
  // Set back by an hour.
  Object.assign(clock, { wallMs: 1_010_000 - 3_600_000, monotonicMs: 10_050 });
  expect([stopwatch.elapsedMs(), stopwatch.clockStepMs()]).toEqual([10_000, -3_600_000]);
  expect(stopwatch.startedAtMs).toBe(1_000_000);
});
