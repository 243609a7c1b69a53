import { appendFileSync, readFileSync } from 'node:fs';
import type { Signal } from '../../model/signal.ts';

/** The kernel's clock ticks are hundredths of a second on every Linux. */
const ticksPerSecond = 100;
const everyMs = 1_000;

/**
 * Writes the CPU time of a process and of its host to a file, a line each second, until it is stopped. Writes nothing where the system has no /proc, and nothing more once the
 * process is gone.
 */
export function watchCpu(pid: number, file: string): () => void {
  const write = (): void => {
    const signal = readCpu(pid);
    try {
      if (signal === undefined) stop();
      else appendFileSync(file, `${JSON.stringify(signal)}\n`);
    } catch {
      // A disk that is full is told where the artifacts of the run are written.
      stop();
    }
  };
  const timer = setInterval(write, everyMs);
  const stop = () => clearInterval(timer);
  write();
  return stop;
}

function readCpu(pid: number): Signal | undefined {
  try {
    // The name in parentheses may hold blanks; user and system time are the 12th and 13th field after it.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    const ticks = Number(fields[11]) + Number(fields[12]);
    const [user = 0, nice = 0, system = 0, idle = 0, wait = 0, irq = 0, softIrq = 0, steal = 0] =
      /^cpu +(.*)$/m.exec(readFileSync('/proc/stat', 'utf8'))?.[1]?.split(' ').map(Number) ?? [];
    const busy = user + nice + system + irq + softIrq;
    return {
      atMs: Date.now(),
      generatorCpuS: ticks / ticksPerSecond,
      hostBusyS: busy / ticksPerSecond,
      hostStealS: steal / ticksPerSecond,
      hostAllS: (busy + idle + wait + steal) / ticksPerSecond,
    };
  } catch {
    return undefined;
  }
}
