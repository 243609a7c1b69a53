import type { Limit } from '../limit.ts';

const minSessions = 0.5;
const minCores = 0.5;

/** Statements that are being executed take the database's CPUs. */
export default {
  id: 'database-cpu',
  weigh: ({ sessions, databaseCores, host, activity }) => {
    if (sessions === null || sessions.cpu < minSessions || sessions.cpu + sessions.io <= sessions.lock)
      return undefined;
    if (host === null || databaseCores === null || databaseCores < minCores * host.cores) return undefined;
    const statement = activity.statements.find((one) => one.class === 'cpu');
    return {
      rank: 72,
      values: {},
      evidence: [
        { text: 'cpu', values: { cores: databaseCores, of: host.cores, sessions: sessions.cpu } },
        ...(statement === undefined
          ? []
          : [{ text: 'statement', values: { statement: statement.text, sessions: statement.sessions } }]),
      ],
    };
  },
} as const satisfies Limit;
