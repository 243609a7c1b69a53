import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { closeSync, openSync } from 'node:fs';
import { text } from 'node:stream/consumers';

export interface CpuTime {
  readonly exitCode: number;
  /** User and system time of the program and what it waited for, to the millisecond. */
  readonly cpuSeconds: number;
}

interface TimedProgram {
  readonly command: string;
  readonly args: readonly string[];
  readonly env: NodeJS.ProcessEnv;
  /** Pins the program to one core; Linux only. */
  readonly core: number;
  /** Gets what the program writes to stderr; its stdout goes to /dev/null. */
  readonly logFile: string;
}

/**
 * Runs a program to its end on one core and takes its CPU time from the kernel's own account (getrusage of the child,
 * by bash's `time`: /usr/bin/time rounds to 10 ms, which is 1 % of what is measured here).
 */
export async function timeCpu({ command, args, env, core, logFile }: TimedProgram): Promise<CpuTime> {
  const log = openSync(logFile, 'w');
  const script = 'TIMEFORMAT="%3U %3S"; exec 4>&2; { time "$@" 2>&4; } 2>&3';
  const child = spawn('bash', ['-c', script, 'bash', 'taskset', '-c', String(core), command, ...args], {
    env: { ...env, LC_ALL: 'C' },
    stdio: ['ignore', 'ignore', log, 'pipe'],
  });
  closeSync(log);
  const [times, [exitCode]] = await Promise.all([
    text(child.stdio[3] as NodeJS.ReadableStream as never),
    once(child, 'exit') as Promise<[number | null]>,
  ]);
  const [user, system] = times.trim().split(' ').map(Number);
  if (user === undefined || system === undefined || !(user + system > 0)) throw new Error(`no times: '${times}'`);
  return { exitCode: exitCode ?? -1, cpuSeconds: user + system };
}
