import type { Limit } from '../limit.ts';

const minForeign = 0.15;
const busyHost = 0.85;
const minDelayRatio = 0.33;

/** Others took the CPUs, and the target waited for them: this run says nothing about the target. */
export default {
  id: 'noisy-host',
  weigh: ({ host, threads, databaseCores }) => {
    if (host === null || threads === null) return undefined;
    const others = host.foreign + host.steal;
    const target = threads.main + threads.others;
    const delayRatio = threads.runDelay / Math.max(0.01, threads.runDelay + threads.main);
    if (others < minForeign * host.cores || host.busy + host.steal < busyHost * host.cores) return undefined;
    if (delayRatio < minDelayRatio || others <= Math.max(target, databaseCores ?? 0)) return undefined;
    return {
      rank: 90,
      values: {},
      evidence: [
        { text: 'others', values: { cores: others, of: host.cores } },
        { text: 'delay', values: { ratio: delayRatio } },
      ],
    };
  },
} as const satisfies Limit;
