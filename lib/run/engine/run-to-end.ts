import type { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import { HarnessError } from '../../model/errors.ts';
import { type Child, type ChildEnd, startChild } from '../process/child-process.ts';
import { throwIfInterrupted } from './context.ts';
import { limitMemory } from './memory-limit.ts';

interface RunOptions {
  command: string;
  args: readonly string[];
  env: NodeJS.ProcessEnv;
  cwd?: string;
  limitMs: number;
  /** No limit if it is left out. */
  memoryMiB?: number;
  signal: AbortSignal;
  onStarted?: (pid: number) => void;
}

/** How a short program ended, with what it printed (the last 64 KB of each stream). */
export interface ProcessEnding extends ChildEnd {
  stdout: string;
  stderr: string;
  isOverLimit: boolean;
}

const keptChars = 65_536;
const flushMs = 500;

/**
 * Runs a program to its end. At the limit, and when the signal fires, it is killed at once with all that it started:
 * these are programs that only leave files in a temporary folder. Rejects with `InterruptedError` when the signal
 * fired.
 */
export async function runToEnd(options: RunOptions): Promise<ProcessEnding> {
  const { command, args, env, cwd, limitMs, memoryMiB, signal, onStarted } = options;
  throwIfInterrupted(signal);
  let child: Child;
  try {
    child = startChild(command, args, {
      env,
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
    });
  } catch (error) {
    if (error instanceof HarnessError) throw error;
    // Node throws some errors of exec (a program of another processor) instead of emitting them.
    const spawnError = error as NodeJS.ErrnoException;
    return { exitCode: null, signal: null, spawnError, stdout: '', stderr: '', isOverLimit: false };
  }
  if (child.pid !== undefined) onStarted?.(child.pid);
  if (memoryMiB !== undefined) limitMemory(child, memoryMiB);
  const stdout = collect(child.process.stdout);
  const stderr = collect(child.process.stderr);
  const closed = new Promise<void>((resolve) => child.process.once('close', () => resolve()));
  let isOverLimit = false;
  const timer = setTimeout(() => {
    isOverLimit = true;
    child.kill();
  }, limitMs);
  signal.addEventListener('abort', child.kill, { once: true });
  const end = await child.ended;
  clearTimeout(timer);
  signal.removeEventListener('abort', child.kill);
  // The pipes can outlive the program, if something that it left behind keeps them open: the end of its output is worth
  // a short wait.
  if (end.spawnError === undefined) await Promise.race([closed, sleep(flushMs, undefined, { ref: false })]);
  child.process.stdout?.destroy();
  child.process.stderr?.destroy();
  throwIfInterrupted(signal);
  return { ...end, stdout: stdout(), stderr: stderr(), isOverLimit };
}

/** What went wrong, as a message says it, or undefined when the program ended well. */
export function endingProblem(ending: ProcessEnding, limitMs: number): string | undefined {
  if (ending.spawnError !== undefined) return `could not be started (${ending.spawnError.code})`;
  if (ending.isOverLimit) return `did not end within ${limitMs / 1_000} s`;
  if (ending.signal !== null) return `was ended by ${ending.signal}${lastLine(ending)}`;
  if (ending.exitCode !== 0) return `ended with exit code ${ending.exitCode}${lastLine(ending)}`;
  return undefined;
}

function lastLine({ stdout, stderr }: ProcessEnding): string {
  const line = (stderr.trim() || stdout.trim()).split('\n').at(-1)?.trim().slice(0, 300);
  return line ? `: ${line}` : '';
}

function collect(stream: Readable | null): () => string {
  let text = '';
  stream?.setEncoding('utf8').on('data', (piece: string) => {
    text = (text + piece).slice(-keptChars);
  });
  stream?.on('error', () => {});
  return () => text;
}
