import { isLoopBusy, type Limit, type Stress } from '../limit.ts';

const minGc = 0.25;

/** The garbage collector takes so much of the main thread that memory is what it lacks. */
export const isCollecting = ({ loop }: Stress): boolean => loop !== null && loop.gc >= minGc;

/** JavaScript on the main thread takes all of its time. */
export default {
  id: 'event-loop',
  weigh: (stress) => {
    const {
      threads,
      loop,
      activity: { hottest },
    } = stress;
    if (threads === null || !isLoopBusy(stress) || isCollecting(stress)) return undefined;
    return {
      rank: 70,
      values: { hasProfile: hottest !== null },
      evidence: [
        {
          text: 'main',
          values: { cores: threads.main, processes: threads.processes, isCluster: threads.processes > 1 },
        },
        ...(loop === null ? [] : [{ text: 'delay', values: { delayMs: loop.delayP99Ms, ratio: loop.utilization } }]),
        ...(hottest === null ? [] : [{ text: 'function', values: { name: hottest.name, ratio: hottest.selfRatio } }]),
      ],
    };
  },
} as const satisfies Limit;
