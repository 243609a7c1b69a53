import type { SessionClass } from '../../model/signal.ts';

/** A session of the database at one instant: a row of pg_stat_activity. */
export interface Session {
  readonly pid: number;
  /** As in pg_stat_activity; null where we may not see it. */
  readonly state: string | null;
  readonly waitType: string | null;
  readonly wait: string | null;
  readonly query: string | null;
  /** The sessions that it waits for, if it waits for a lock. */
  readonly blockers: readonly number[] | null;
}

const ioWaits = /^(IO|LWLock|BufferPin)$/;
/** Locks of the storage, not of rows: a table that grows is extended by one session at a time. */
const storageLocks = /^(extend|page|frozenid)$/;

/** A session that runs a statement and waits for nothing is on a CPU, or wants to be. */
export function classOf({ state, waitType, wait }: Session): SessionClass {
  if (state === 'idle') return 'idle';
  if (state?.startsWith('idle in transaction')) return 'idleInTransaction';
  if (waitType === null) return 'cpu';
  if (waitType === 'Lock') return storageLocks.test(wait ?? '') ? 'io' : 'lock';
  // Between two messages of the extended protocol it waits for its client, in the midst of a statement.
  if (waitType === 'Client') return wait === 'ClientRead' ? 'idleInTransaction' : 'client';
  return ioWaits.test(waitType) ? 'io' : 'other';
}

/** The sessions at the end of the chains of those that wait for locks: each waits for none itself. */
export function rootBlockers(sessions: readonly Session[]): Session[] {
  const byPid = new Map(sessions.map((session) => [session.pid, session]));
  const waits = (session: Session) => (session.blockers?.length ?? 0) > 0;
  const named = sessions.flatMap(({ blockers }) => blockers ?? []);
  return [...new Set(named)].flatMap((pid) => {
    const session = byPid.get(pid);
    return session === undefined || waits(session) ? [] : [session];
  });
}

/**
 * A statement without the values in it: they may be anybody's data. What PostgreSQL has shortened in the midst of a
 * string ends there.
 */
export function withoutValues(query: string): string {
  return query
    .replace(/\/\*.*?(\*\/|$)/gs, ' ')
    .replace(/--[^\n]*/g, ' ')
    .replace(/(\b(?:[bexn]|u&))?'(?:[^'\\]|''|\\.)*('|$)/gis, '?')
    .replace(/\$(\w*)\$.*?(\$\1\$|$)/gs, '?')
    .replace(/(?<![$\w"])-?\d+(\.\d+)?([eE][+-]?\d+)?\b/g, '?')
    .replace(/(\?\s*,\s*)+\?/g, '?')
    .replace(/\s+/g, ' ')
    .trim();
}
