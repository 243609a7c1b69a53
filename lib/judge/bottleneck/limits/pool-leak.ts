import { isPoolExhausted, type Limit, type Stress } from '../limit.ts';

const mostlyIdle = 0.5;

/** Connections that the pool gave away and that do nothing: somebody does not give them back. */
export const isPoolLeaking = (stress: Stress): boolean =>
  isPoolExhausted(stress) &&
  stress.pool !== null &&
  stress.sessions !== null &&
  stress.sessions.idle > mostlyIdle * stress.pool.max;

export default {
  id: 'pool-leak',
  weigh: (stress) => {
    const { pool, sessions } = stress;
    if (pool === null || sessions === null || !isPoolLeaking(stress)) return undefined;
    return {
      rank: 74,
      values: {},
      evidence: [
        { text: 'idle', values: { inUse: pool.inUse, max: pool.max, idle: sessions.idle } },
        { text: 'waiting', values: { waiting: pool.waiting } },
      ],
    };
  },
} as const satisfies Limit;
