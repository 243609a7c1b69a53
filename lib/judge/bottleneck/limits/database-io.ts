import { activeSessions, type Limit } from '../limit.ts';

const minSessions = 1;
const minShare = 0.4;

/** Statements wait for the disk, or for the write-ahead log. */
export default {
  id: 'database-io',
  weigh: ({ sessions, activity }) => {
    if (sessions === null || sessions.io < minSessions) return undefined;
    if (sessions.io < minShare * activeSessions(sessions)) return undefined;
    const statement = activity.statements.find((one) => one.class === 'io');
    return {
      rank: 73,
      values: {},
      evidence: [
        { text: 'waiting', values: { sessions: sessions.io } },
        ...(statement === undefined ? [] : [{ text: 'statement', values: { statement: statement.text } }]),
      ],
    };
  },
} as const satisfies Limit;
