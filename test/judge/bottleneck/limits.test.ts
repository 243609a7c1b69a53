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

  it('a high utilisation of the event loop on a starved host is not its limit', () => {
    const threads = { main: 0.29, others: 0.05, runDelay: 0.3, processes: 1 };
    const loop = { utilization: 0.95, delayMs: 20, delayP99Ms: 80, gc: 0.02 };
    expect(verdicts({ threads, loop })).not.toContain('event-loop');
  });
});
