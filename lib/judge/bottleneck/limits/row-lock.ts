import { activeSessions, isLoopBusy, type Limit, type Stress } from '../limit.ts';
import { elsewhere } from './service-time.ts';
import { isThreadPoolStarved, threadPoolQueueMs } from './thread-pool.ts';

const minWaiting = 1;
const minShare = 0.4;

/** Most journeys wait for the thread pool, which also takes the CPUs from those that hold a lock. */
const isMostlyHashing = (stress: Stress): boolean =>
  threadPoolQueueMs(stress) !== undefined &&
  isThreadPoolStarved(stress) &&
  (elsewhere(stress) ?? 0) > stress.inFlight / 2;

export default {
  id: 'row-lock',
  weigh: (stress) => {
    const { sessions, blockers, activity } = stress;
    if (sessions === null || sessions.lock < minWaiting) return undefined;
    if (sessions.lock < minShare * activeSessions(sessions)) return undefined;
    const waiting = activity.statements.find((one) => one.class === 'lock');
    const [holder] = activity.blockers;
    const [relation] = activity.relations;
    const isHeldIdle = blockers !== null && blockers.idleInTransaction >= blockers.cpu + blockers.io;
    return {
      rank: isLoopBusy(stress) ? 60 : isMostlyHashing(stress) ? 70 : 80,
      values: { relation: relation?.name ?? null },
      evidence: [
        { text: 'waiting', values: { sessions: sessions.lock, relation: relation?.name ?? null } },
        ...(waiting === undefined ? [] : [{ text: 'statement', values: { statement: waiting.text } }]),
        ...(holder === undefined
          ? []
          : [{ text: isHeldIdle ? 'heldIdle' : 'heldBusy', values: { statement: holder.text } }]),
      ],
    };
  },
} as const satisfies Limit;
