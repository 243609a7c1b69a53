import { execFile } from 'node:child_process';
import { totalmem } from 'node:os';
import { type MemoryNeed, usedMiB } from '../../plan/virtual-users.ts';
import type { Child } from '../process/child-process.ts';

/** What one journey at a time may take, its responses unpacked. */
const baseMiB = 1_024;
/** For the responses that a VU holds at once. */
const perVuMiB = 4;
/** Garbage that is not collected yet: with GOGC=800 eight times what is in use, and a reserve. */
const garbageTimes = 14;
const machinePart = 0.75;

/** How much memory k6 may take, MiB; a user's own number wins. */
export function memoryLimitMiB(plan: MemoryNeed | undefined, env: NodeJS.ProcessEnv = process.env): number {
  const own = Number(env.CASELOAD_K6_MEMORY_MIB);
  if (own > 0) return Math.ceil(own);
  if (plan === undefined) return baseMiB;
  const used = usedMiB(plan);
  if (used === undefined) return Math.floor((totalmem() / 2 ** 20) * machinePart);
  return Math.ceil(baseMiB + garbageTimes * used + perVuMiB * plan.virtualUsers.count);
}

/** To start a program takes time, which a k6 that begins has use for; and in so long no response becomes gigabytes. */
const limitAfterMs = 150;

/**
 * Lets a process that has just started take no more memory than that: k6 unpacks a response that a step reads, however
 * large it becomes, and a few megabytes of gzip may be gigabytes. It ends then, and the machine goes on. Where there is
 * no prlimit (macOS, some small images), it has no limit.
 */
export function limitMemory({ pid, ended }: Pick<Child, 'pid' | 'ended'>, limitMiB: number): void {
  if (pid === undefined) return;
  const args = ['--pid', String(pid), `--data=${limitMiB * 2 ** 20}`];
  const timer = setTimeout(() => execFile('prlimit', args, () => {}), limitAfterMs);
  void ended.then(() => clearTimeout(timer));
}

/** Go's exit code for an error that no program can handle, and what it says of this one. */
const goFatal = 2;
export const isOutOfMemory = (exitCode: number | null, printed: string): boolean =>
  exitCode === goFatal && /out of memory|cannot allocate memory/.test(printed);

/** What to say of it. */
export const outOfMemory = (limitMiB: number): string =>
  `k6 needed more than ${limitMiB} MiB of memory: a response of the target may be that large once it is unpacked ` +
  '(CASELOAD_K6_MEMORY_MIB allows more)';
