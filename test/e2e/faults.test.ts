import { describe, expect, test } from 'vitest';
import { commands, type Victim } from '../../bench/faults/commands.ts';
import { runFaultCase, type Signal } from '../../bench/faults/fault-case.ts';
import { turn } from './cli.ts';

/**
 * A sample of bench/faults: the hardest signal for each process, in the middle of the load, and the harness while it
 * starts.
 */
const cases: readonly [command: string, victim: Victim, signal: Signal, atMs: number][] = [
  ['load', 'harness', 'SIGKILL', 7_000],
  ['load', 'k6', 'SIGKILL', 2_000],
  ['load', 'shop', 'SIGKILL', 4_500],
  ['load', 'postgres', 'SIGTERM', 5_500],
  ['load, k6 in a script', 'harness', 'SIGINT', 7_000],
  ['load, k6 in a script', 'harness', 'SIGKILL', 5_000],
  ['gate of a commit', 'harness', 'SIGKILL', 9_000],
  ['gate of a commit', 'service', 'SIGKILL', 2_000],
  ['capacity', 'harness', 'SIGINT', 8_000],
  ['users', 'harness', 'SIGKILL', 2_500],
  ['try', 'harness', 'SIGKILL', 3_000],
];

describe.concurrent('a process of a command that is hit', () => {
  test.each(cases)(
    '%s: %s by %s after %i ms leaves nothing behind and no PASS',
    { timeout: 120_000 },
    async (name, victim, signal, atMs) => {
      const command = commands.find((one) => one.name === name) ?? expect.unreachable();
      // How quick the machine is decides what there is to be hit at that time.
      const kinds: string[] = [];
      for (const part of [1, 0.5, 0.25, 0.75]) {
        const size = { rateRps: 5, seconds: 5 };
        const outcome = await turn(() => runFaultCase({ command, victim, signal, atMs: part * atMs, ...size }));
        expect(outcome.faults).toEqual([]);
        kinds.push(outcome.kind);
        if (outcome.kind === 'hit') break;
      }
      expect(kinds.at(-1)).toBe('hit');
    },
  );
});
