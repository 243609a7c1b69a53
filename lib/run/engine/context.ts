import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError, InterruptedError } from '../../model/errors.ts';

/** How long each step may take before it counts as failed; the tests shorten them. */
export interface EngineLimits {
  /** One answer of `k6 version`. */
  versionMs: number;
  /** From the request to the open TCP connection, name resolution included. */
  connectMs: number;
  /** Between two pieces of a download, the first included. */
  stallMs: number;
  /** One whole download. */
  downloadMs: number;
  /** `go mod download` of the one module. */
  goModuleMs: number;
  /** `go build`, fetching the dependencies included. */
  goBuildMs: number;
  /** Between two lines of progress of a download and of a build. */
  downloadProgressMs: number;
  buildProgressMs: number;
  /** Age of the last heartbeat after which a lock counts as left behind. */
  staleLockMs: number;
}

export const defaultLimits: EngineLimits = {
  versionMs: 10_000,
  connectMs: 3_000,
  stallMs: 15_000,
  downloadMs: 600_000,
  goModuleMs: 180_000,
  goBuildMs: 1_200_000,
  downloadProgressMs: 5_000,
  buildProgressMs: 15_000,
  staleLockMs: 30_000,
};

/** What every step of the search for k6 is given. */
export interface EngineContext {
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  onProgress: (line: string) => void;
  /** True: nothing may touch the network. */
  isOffline: boolean;
  limits: EngineLimits;
  platform: Platform;
  /** SHA-256 of release archives, by their names. */
  digests: Readonly<Record<string, string>>;
}

export interface Platform {
  /** As in `process.platform`. */
  os: string;
  /** As in `process.arch`. */
  arch: string;
}

/** Throws `InterruptedError` when the signal has fired. */
export function throwIfInterrupted(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError('interrupted');
}

/** Waits `ms` milliseconds; rejects with `InterruptedError` as soon as the signal fires. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(ms, undefined, { signal });
  } catch {
    throwIfInterrupted(signal);
  }
}

/**
 * One line saying why a way to k6 failed, for errors that the world causes (ours, and those of the system, which carry
 * a code). Throws any other error again: that one is a bug or an interruption, and no other way mends it.
 */
export function reasonOf(error: unknown): string {
  if (error instanceof EngineError) return error.message;
  const { code, message } = error as NodeJS.ErrnoException;
  if (error instanceof Error && typeof code === 'string' && code !== 'ABORT_ERR') return message || code;
  throw error;
}

/** The duration as messages write it: `3 s`, `0.2 s`. */
export function seconds(ms: number): string {
  return `${ms >= 1_000 ? Math.round(ms / 1_000) : ms / 1_000} s`;
}
