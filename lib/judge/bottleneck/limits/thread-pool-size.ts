import type { Limit } from '../limit.ts';
import { addonEvidence, isThreadPoolStarved, threadPoolQueueMs } from './thread-pool.ts';

/** Jobs wait for a thread while CPUs are idle: UV_THREADPOOL_SIZE is too small for them. */
export default {
  id: 'thread-pool-size',
  weigh: (stress) => {
    const queueMs = threadPoolQueueMs(stress);
    const { threads, host, activity } = stress;
    if (queueMs === undefined || threads === null || host === null || isThreadPoolStarved(stress)) return undefined;
    return {
      rank: 75,
      values: {},
      evidence: [
        { text: 'queue', values: { queueMs } },
        { text: 'idle', values: { cores: threads.others, busy: host.busy, of: host.cores } },
        ...addonEvidence(activity),
      ],
    };
  },
} as const satisfies Limit;
