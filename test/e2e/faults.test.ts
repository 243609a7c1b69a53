import { describe, expect, test } from 'vitest';
import { runFaultCase, type Signal, type Victim } from '../../bench/faults/fault-case.ts';

/**
 * A sample of bench/faults: the hardest signal for each process, in the middle of the load, and the harness while it
 * starts.
 */
const cases: readonly [victim: Victim, signal: Signal, atMs: number][] = [
  ['harness', 'SIGKILL', 1_500],
  ['harness', 'SIGKILL', 7_000],
  ['k6', 'SIGKILL', 2_000],
  ['shop', 'SIGKILL', 4_500],
  ['postgres', 'SIGKILL', 5_500],
  ['postgres', 'SIGTERM', 5_500],
];

describe('a process of a load that is hit', () => {
  test.each(cases)(
    '%s by %s after %i ms leaves nothing behind and no PASS',
    { timeout: 120_000 },
    async (victim, signal, atMs) => {
      const outcome = await runFaultCase({ victim, signal, atMs, rateRps: 5, seconds: 5 });
      expect(outcome.faults).toEqual([]);
      expect(outcome.kind).toBe('hit');
    },
  );
});
