import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';

export interface Footprint {
  readonly exitCode: number;
  /** The most memory that was resident at once (VmHWM), KiB. */
  readonly peakKiB: number;
  /** User and system time, to 10 ms. */
  readonly cpuSeconds: number;
}

const lookEveryMs = 20;
/** Of the kernel's clock in /proc, on every Linux that Node runs on. */
const ticksPerSecond = 100;

/**
 * Runs a program to its end and reads its high-water mark from /proc until then: Linux only. Not ru_maxrss, which on
 * Linux may be that of the process that started the program.
 */
export async function footprintOf(
  command: string,
  args: readonly string[],
  env: NodeJS.ProcessEnv,
): Promise<Footprint> {
  const child = spawn(command, args, { env, stdio: ['ignore', 'ignore', 'ignore'] });
  let peakKiB = 0;
  let cpuSeconds = 0;
  const look = setInterval(() => {
    try {
      const peak = /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1];
      // A process that has just ended has no memory any more, but is still listed.
      if (peak === undefined) return;
      peakKiB = Number(peak);
      const fields = readFileSync(`/proc/${child.pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? [];
      cpuSeconds = (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
    } catch {
      // Gone between two looks: the last look stands.
    }
  }, lookEveryMs);
  const [exitCode] = (await once(child, 'exit')) as [number | null];
  clearInterval(look);
  return { exitCode: exitCode ?? -1, peakKiB, cpuSeconds };
}
