import { isPoolExhausted, type Limit } from '../limit.ts';
import { isPoolLeaking } from './pool-leak.ts';

/** All connections are in use. Often a mere consequence: what their holders do decides. */
export default {
  id: 'pool-exhausted',
  weigh: (stress) => {
    const { pool, sessions, activity } = stress;
    if (pool === null || !isPoolExhausted(stress) || isPoolLeaking(stress)) return undefined;
    const held = activity.statements.find((one) => one.class === 'idleInTransaction');
    return {
      rank: 65,
      values: { max: pool.max },
      evidence: [
        { text: 'waiting', values: { inUse: pool.inUse, max: pool.max, waiting: pool.waiting } },
        ...(sessions === null
          ? []
          : sessions.idleInTransaction >= sessions.cpu + sessions.io
            ? [{ text: 'heldIdle', values: { sessions: sessions.idleInTransaction, statement: held?.text ?? null } }]
            : [{ text: 'heldBusy', values: { sessions: sessions.cpu + sessions.io } }]),
      ],
    };
  },
} as const satisfies Limit;
