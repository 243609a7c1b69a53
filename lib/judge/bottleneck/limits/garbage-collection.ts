import { isLoopBusy, type Limit } from '../limit.ts';
import { isCollecting } from './event-loop.ts';

export default {
  id: 'garbage-collection',
  weigh: (stress) => {
    const { loop, threads } = stress;
    if (loop === null || threads === null || !isCollecting(stress) || !isLoopBusy(stress)) return undefined;
    return {
      rank: 71,
      values: {},
      evidence: [{ text: 'pauses', values: { ratio: loop.gc, cores: threads.main } }],
    };
  },
} as const satisfies Limit;
