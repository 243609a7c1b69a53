import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** The kernel's clock ticks are hundredths of a second on every Linux. */
const ticksPerSecond = 100;

export const noProc = 'this system has no /proc';

export const hasProc = (): boolean => existsSync('/proc/stat');

/** CPU time of a process (or `PID/task/TID`) since its start, s; undefined once it is gone. */
export function processCpuS(pid: number | string, withChildren = false): number | undefined {
  try {
    // The name in parentheses may hold blanks; user and system time are the 12th and 13th field after it, those of its
    // children that have ended the next two.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields.slice(11, withChildren ? 15 : 13).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
  } catch {
    return undefined;
  }
}

export interface ThreadTimes {
  readonly mainS: number;
  readonly othersS: number;
  /** How long the main thread could have run and waited for a CPU. */
  readonly runDelayS: number;
}

/** CPU time of a process by its threads since its start, s; undefined once it is gone. */
export function threadTimes(pid: number): ThreadTimes | undefined {
  const mainS = processCpuS(`${pid}/task/${pid}`);
  const allS = processCpuS(pid);
  try {
    const [, delayNs] = readFileSync(`/proc/${pid}/task/${pid}/schedstat`, 'utf8').split(' ');
    if (mainS === undefined || allS === undefined) return undefined;
    // Two readings of ticks: the difference may be one below zero.
    return { mainS, othersS: Math.max(0, allS - mainS), runDelayS: Number(delayNs) / 1e9 };
  } catch {
    return undefined;
  }
}

/**
 * Memory of a process that is its own, bytes: what it shares (a database's buffers) would count once for each process.
 * undefined once it is gone, or where the kernel does not say.
 */
export function ownMemoryBytes(pid: number): number | undefined {
  try {
    const kiB = /^RssAnon:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return kiB === undefined ? undefined : Number(kiB) * 1_024;
  } catch {
    return undefined;
  }
}

/** Open files of a process, sockets included; undefined where they may not be seen. */
export function openFilesOf(pid: number): number | undefined {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return undefined;
  }
}

/** CPU time of all cores since the start of the machine, s: busy, taken by other virtual machines, and in total. */
export function hostCpuS(): { busy: number; steal: number; total: number } {
  const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softIrq = 0, steal = 0] =
    /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]?.split(' ').map(Number) ?? [];
  const busy = user + nice + system + irq + softIrq;
  return {
    busy: busy / ticksPerSecond,
    steal: steal / ticksPerSecond,
    total: (busy + idle + wait + steal) / ticksPerSecond,
  };
}
