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
  let cpuS = 0;
  const lastCpuS = new Map<number, number>();
  const addCpu = (one: number) => {
    const nowS = processCpuS(one);
    if (nowS === undefined) return;
    cpuS += Math.max(0, nowS - (lastCpuS.get(one) ?? 0));
    lastCpuS.set(one, nowS);
  };
  return () => {
    if (readings++ % listEvery === 0) {
      pids = descendantsOf(pid, listProcesses());
      for (const known of lastCpuS.keys()) if (!pids.includes(known)) lastCpuS.delete(known);
    }
    pids.forEach(addCpu);
    const total = (name: string, of: (pid: number) => number | undefined) => {
      const values = pids.flatMap((one) => of(one) ?? []);
      return values.length === 0 ? {} : { [`${role}.${name}`]: values.reduce((sum, value) => sum + value, 0) };
    };
    return { ...total('memory', ownMemoryBytes), ...total('openFiles', openFilesOf), [`${role}.cpu`]: cpuS };
  };
}

/** A process and all that come from it. */
export function descendantsOf(root: number, all: readonly Entry[]): number[] {
  const found = [root];
  for (const parent of found) found.push(...all.filter((one) => one.parent === parent).map(({ pid }) => pid));
  return found;
}
