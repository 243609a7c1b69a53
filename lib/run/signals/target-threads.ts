import { signalSources } from '../../model/signal.ts';
import { isOnThisHost } from '../target/target.ts';
import { defineCollector, repeatedly } from './collector.ts';
import { hasProc, noProc, threadTimes } from './proc.ts';

/**
 * CPU time of the processes that serve the target's port: of their main threads, of all others, and how long the main
 * threads could have run and had no CPU.
 */
export default defineCollector({
  id: signalSources.targetThreads,
  channels: { main: 's', others: 's', runDelay: 's', processes: 'count' },
  appliesTo: ({ target, servers }) => {
    if (!hasProc()) return noProc;
    if (!isOnThisHost(target)) return 'the target is on another host';
    return servers().length > 0 || 'no process of this user listens at its port';
  },
  start: (sink, signal, { servers, everyMs }) => {
    const pids = servers();
    const read = () => {
      const times = pids.flatMap((pid) => threadTimes(pid) ?? []);
      // With one of them gone, the sums would fall.
      if (times.length < pids.length) return undefined;
      const sum = (of: (one: (typeof times)[number]) => number) => times.reduce((total, one) => total + of(one), 0);
      return {
        main: sum((one) => one.mainS),
        others: sum((one) => one.othersS),
        runDelay: sum((one) => one.runDelayS),
        processes: times.length,
      };
    };
    repeatedly(sink, signal, read, everyMs);
  },
});
