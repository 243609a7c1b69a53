import { setTimeout as sleepMs } from 'node:timers/promises';
import { InterruptedError } from '../../model/errors.ts';
import type { Child, ChildEnd } from './child-process.ts';

export interface WaitOptions {
  signal: AbortSignal;
  timeoutMs: number;
  /** Makes the error for the case that it takes longer than timeoutMs. */
  late: () => Error;
}

/**
 * Settles as the promise does; rejects with an InterruptedError as soon as the signal fires, and with `late()` after
 * timeoutMs.
 */
export async function within<Value>(promise: Promise<Value>, { signal, timeoutMs, late }: WaitOptions): Promise<Value> {
  const settled = new AbortController();
  // `finally` aborts the timer; a promise that loses the race must not become an unhandled rejection.
  const timer = sleepMs(timeoutMs, undefined, { signal: AbortSignal.any([signal, settled.signal]) }).then(
    () => Promise.reject(late()),
    () => Promise.reject(new InterruptedError()),
  );
  timer.catch(() => {});
  promise.catch(() => {});
  try {
    return await Promise.race([promise, timer]);
  } finally {
    settled.abort();
  }
}

/** Waits until `isDone` says so, asking every 20 ms; the same errors as `within`. */
export async function until(isDone: () => boolean, { signal, timeoutMs, late }: WaitOptions): Promise<void> {
  const deadlineMs = performance.now() + timeoutMs;
  while (!isDone()) {
    if (performance.now() > deadlineMs) throw late();
    await sleepMs(20, undefined, { signal }).catch(() => {
      throw new InterruptedError();
    });
  }
}

/** Waits for a program that ends by itself; when the wait fails, the program is stopped first. */
export async function untilEnded(child: Child, options: WaitOptions): Promise<ChildEnd> {
  try {
    return await within(child.ended, options);
  } catch (error) {
    await child.stop({ graceMs: 1_000 });
    throw error;
  }
}

/** Collects what the child writes on the stream, of which the last `limitBytes` are kept; returns a way to read it. */
export function tailOf(child: Child, stream: 'stdout' | 'stderr', limitBytes = 4_096): () => string {
  let tail = '';
  child.process[stream]?.setEncoding('utf8').on('data', (text: string) => {
    tail = (tail + text).slice(-limitBytes);
  });
  return () => tail;
}

/** A sentence about how a program ended: "the shop ended with exit code 1" or "the shop was killed by SIGKILL". */
export function describeEnd(name: string, { exitCode, signal, spawnError }: ChildEnd): string {
  if (spawnError !== undefined) return `${name} could not be started: ${spawnError.message}`;
  return signal === null ? `${name} ended with exit code ${exitCode}` : `${name} was killed by ${signal}`;
}
