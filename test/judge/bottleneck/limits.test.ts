import { describe, expect, it } from 'vitest';
import type { Stress } from '../../../lib/judge/bottleneck/limit.ts';
import { weighLimits } from '../../../lib/judge/bottleneck/limits/all.ts';
import { calm, cases } from './cases.ts';

/** The limits that hold, the nearest to the root first. */
const verdicts = (given: Partial<Stress>): string[] => weighLimits({ ...calm, ...given }).map(({ id }) => id);

const crowd = { inFlight: 93, completedRps: 40, p95Ms: 2_000 };

describe('what limits a target', () => {
  it.each(cases)('%s', (_, given, expected) => {
    expect(verdicts(given)).toEqual(expected);
  });

  it('is not told of what was not read', () => {
    const unread = { threads: null, loop: null, threadPoolMs: null, pool: null, sessions: null, blockers: null };
    expect(verdicts({ ...crowd, ...unread, databaseCores: null })).toEqual([]);
  });

  it('a main thread that waits long for a CPU that other programs have is not the limit', () => {
    const threads = { main: 0.57, others: 0.05, runDelay: 0.37, processes: 1 };
    const loop = { utilization: 0.95, delayMs: 20, delayP99Ms: 80, gc: 0.02 };
    const host = { cores: 2, busy: 1.95, steal: 0, foreign: 0.95 };
    expect(verdicts({ ...crowd, threads, loop, host })).toEqual(['noisy-host']);
    // Where the load and the database have them, it is not for others to blame either.
    expect(verdicts({ ...crowd, threads, loop, host: { ...host, foreign: 0.1 } })).not.toContain('event-loop');
  });

  it('a high utilisation of the event loop on a starved host is not its limit', () => {
    const threads = { main: 0.29, others: 0.05, runDelay: 0.3, processes: 1 };
    const loop = { utilization: 0.95, delayMs: 20, delayP99Ms: 80, gc: 0.02 };
    expect(verdicts({ threads, loop })).not.toContain('event-loop');
  });
});
