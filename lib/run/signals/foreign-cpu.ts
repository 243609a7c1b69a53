import { listProcesses } from '../process/process-tree.mjs';
import { hasProc, hostCpuS, processCpuS } from './proc.ts';
import { descendantsOf } from './target-processes.ts';

/** The kernel counts in ticks of 10 ms: of less it says nothing. */
const minTotalS = 0.2;

/**
 * From now until the function is called: which part of the CPU time of this host went to programs that are neither we
 * nor started by us. null where that cannot be read, or after too short a time.
 */
export function watchForeignCpu(): () => number | null {
  if (!hasProc()) return () => null;
  const [host, ownS] = [hostCpuS(), ownCpuS()];
  return () => {
    const now = hostCpuS();
    const totalS = now.total - host.total;
    if (totalS < minTotalS) return null;
    return Math.max(0, now.busy - host.busy - (ownCpuS() - ownS)) / totalS;
  };
}

/** CPU time of this process and its children, those that have ended included, s. */
const ownCpuS = (): number =>
  descendantsOf(process.pid, listProcesses()).reduce((sum, pid) => sum + (processCpuS(pid, true) ?? 0), 0);
