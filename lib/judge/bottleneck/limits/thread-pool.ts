import { isLoopBusy, type Limit, type Stress } from '../limit.ts';

const minWaitMs = 15;
/** What the event loop keeps back is no queue of the thread pool. */
const minOverDelay = 3;

/** How long jobs wait for a thread of libuv's pool; undefined where they do not, or the event loop is why. */
export function threadPoolQueueMs(stress: Stress): number | undefined {
  const { threadPoolMs, loop } = stress;
  if (threadPoolMs === null || threadPoolMs < minWaitMs) return undefined;
  if (loop !== null && threadPoolMs < minOverDelay * loop.delayMs) return undefined;
  return isLoopBusy(stress) ? undefined : threadPoolMs;
}

const busyOthers = 0.6;
const busyHost = 0.9;

/** The threads have all CPUs: more threads would not help. */
export const isThreadPoolStarved = ({ host, threads }: Stress): boolean =>
  host !== null && threads !== null && (useMostCpus(threads, host) || host.busy + host.steal >= busyHost * host.cores);

const useMostCpus = ({ others }: NonNullable<Stress['threads']>, { cores }: NonNullable<Stress['host']>): boolean =>
  others >= busyOthers * cores;

/** What it may be that the threads do. */
export const addonEvidence = ({ addons }: Stress['activity']) =>
  addons.length === 0 ? [] : [{ text: 'addons', values: { addons: addons.map((name) => ({ name })) } }];

/** Jobs of the thread pool (password hashes, compression, file access) wait for CPUs, of which there are no more. */
export default {
  id: 'thread-pool-cpu',
  weigh: (stress) => {
    const queueMs = threadPoolQueueMs(stress);
    const { threads, host, activity } = stress;
    if (queueMs === undefined || threads === null || host === null || !isThreadPoolStarved(stress)) return undefined;
    return {
      rank: 75,
      values: {},
      evidence: [
        { text: 'queue', values: { queueMs } },
        { text: 'threads', values: { cores: threads.others, of: host.cores } },
        ...(useMostCpus(threads, host) ? [] : [{ text: 'host', values: { busy: host.busy + host.steal } }]),
        ...addonEvidence(activity),
      ],
    };
  },
} as const satisfies Limit;
