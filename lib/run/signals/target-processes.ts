import { signalSources } from '../../model/signal.ts';
import type { ProcessRef } from '../process/process-ref.ts';
import { type Entry, listProcesses } from '../process/process-tree.mjs';
import { defineCollector, repeatedly } from './collector.ts';
import { hasProc, noProc, openFilesOf, ownMemoryBytes, processCpuS } from './proc.ts';

const roles = ['shop', 'database', 'service'] as const;
const units = { memory: 'bytes', openFiles: 'count', cpu: 's' } as const;
type Channel = `${(typeof roles)[number]}.${keyof typeof units}`;

const channels = Object.fromEntries(
  roles.flatMap((role) => Object.entries(units).map(([name, unit]) => [`${role}.${name}`, unit])),
) as Readonly<Record<Channel, string>>;

/** To list all processes of a machine takes some milliseconds: not each time. */
const listEvery = 5;

/** Memory, open files and CPU time of the processes of a target that we started, their children included. */
export default defineCollector<Channel>({
  id: signalSources.targetProcesses,
  channels,
  appliesTo: ({ target }) => {
    if (!hasProc()) return noProc;
    return target.processes.length > 0 || 'caseload did not start the target, and does not know its processes';
  },
  start: (sink, signal, { target, everyMs }) => {
    const readers = target.processes.map((process) => treeReader(process));
    const read = () => Object.assign({}, ...readers.map((reader) => reader()));
    repeatedly(sink, signal, read, everyMs);
  },
});

/** Reads a process and its descendants. CPU time goes on to count what has ended meanwhile. */
function treeReader({ role, pid }: ProcessRef): () => Readonly<Record<string, number>> {
  let pids: readonly number[] = [pid];
  let readings = 0;
  const cpuTime = treeCpuTime();
  return () => {
    if (readings++ % listEvery === 0) pids = descendantsOf(pid, listProcesses());
    const cpuS = cpuTime(pids);
    const total = (name: string, of: (pid: number) => number | undefined) => {
      const values = pids.flatMap((one) => of(one) ?? []);
      return values.length === 0 ? {} : { [`${role}.${name}`]: values.reduce((sum, value) => sum + value, 0) };
    };
    return { ...total('memory', ownMemoryBytes), ...total('openFiles', openFilesOf), [`${role}.cpu`]: cpuS };
  };
}

/**
 * CPU time of processes so far, s. Children that lived too briefly to be listed, such as the workers of a parallel
 * query, count once their parent has waited for them; what was seen of them before does not count again.
 * @internal Tested by itself.
 */
export function treeCpuTime(): (pids: readonly number[]) => number {
  let cpuS = 0;
  let lastOfEndedS: number | undefined;
  /** Seen of processes that are gone, and not yet in the time that their parents have for ended children. */
  let goneS = 0;
  const lastOwnS = new Map<number, number>();
  return (pids) => {
    let ofEndedS = 0;
    for (const pid of new Set([...pids, ...lastOwnS.keys()])) {
      const [ownS, wholeS] = [processCpuS(pid), processCpuS(pid, true)];
      const lastS = lastOwnS.get(pid) ?? 0;
      if (ownS === undefined || wholeS === undefined) {
        goneS += lastS;
        lastOwnS.delete(pid);
        continue;
      }
      cpuS += Math.max(0, ownS - lastS);
      lastOwnS.set(pid, ownS);
      ofEndedS += wholeS - ownS;
    }
    const newlyS = Math.max(0, ofEndedS - (lastOfEndedS ?? ofEndedS));
    lastOfEndedS = Math.max(ofEndedS, lastOfEndedS ?? 0);
    const knownS = Math.min(newlyS, goneS);
    goneS -= knownS;
    cpuS += newlyS - knownS;
    return cpuS;
  };
}

/** A process and all that come from it. */
export function descendantsOf(root: number, all: readonly Entry[]): number[] {
  const found = [root];
  for (const parent of found) found.push(...all.filter((one) => one.parent === parent).map(({ pid }) => pid));
  return found;
}
