import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Child {
  /** undefined for a program that could not be started. */
  readonly pid: number | undefined;
  readonly process: ChildProcess;
  /** Resolves once the process has ended; never rejects. */
  readonly ended: Promise<ChildEnd>;
  /**
   * Ends the process: its gentle signal (or `signal`) first, SIGKILL to its whole group after `graceMs`.
   * Resolves when it is gone. A second call while the first is under way waits for the same end.
   */
  stop(options?: { signal?: NodeJS.Signals; graceMs?: number }): Promise<ChildEnd>;
}

export interface ChildEnd {
  exitCode: number | null;
  signal: NodeJS.Signals | null;
  /** Set when the program could not be started at all. */
  spawnError: NodeJS.ErrnoException | undefined;
}

export interface StartOptions extends SpawnOptions {
  /** The signal that asks this program to end cleanly; SIGTERM by default. */
  endSignal?: NodeJS.Signals;
}

let reaper: ChildProcess | undefined;
const live = new Set<Child>();

/** Sends the reaper process (started at first need) a line of its small protocol; see reaper.mjs. */
function sendToReaper(line: string): void {
  if (reaper === undefined) {
    const script = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
    reaper = spawn(process.execPath, [script], {
      detached: true,
      stdio: ['pipe', 'ignore', 'ignore'],
      cwd: '/',
      env: {},
    });
    reaper.unref();
    (reaper.stdin as unknown as { unref(): void }).unref();
    reaper.stdin?.on('error', () => {});
  }
  reaper.stdin?.write(`${line}\n`);
}

/**
 * Starts a program in a process group of its own, so that a Ctrl-C in the terminal reaches only the harness, which then
 * ends its children in order. However the harness ends, SIGKILL included, the reaper ends the group.
 */
export function startChild(command: string, args: readonly string[], options: StartOptions = {}): Child {
  const { endSignal = 'SIGTERM', ...spawnOptions } = options;
  const child = spawn(command, args, { ...spawnOptions, detached: true });
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (spawnError: NodeJS.ErrnoException) => resolve({ exitCode: null, signal: null, spawnError }));
    child.once('exit', (exitCode, signal) => resolve({ exitCode, signal, spawnError: undefined }));
  });
  const { pid } = child;
  let stopping: Promise<ChildEnd> | undefined;
  const self: Child = {
    pid,
    process: child,
    ended,
    stop: ({ signal = endSignal, graceMs = 5_000 } = {}) => {
      stopping ??= (async () => {
        // Of a program that could not be started Node signals process 0: our own group.
        if (pid !== undefined) child.kill(signal);
        const timer = setTimeout(() => signalGroup(pid, 'SIGKILL'), graceMs);
        const end = await ended;
        clearTimeout(timer);
        return end;
      })();
      return stopping;
    },
  };
  if (pid !== undefined) {
    live.add(self);
    sendToReaper(`+${pid} ${endSignal}`);
    void ended.then(() => {
      live.delete(self);
      sendToReaper(`-${pid}`);
    });
  }
  return self;
}

/** Removes the path when the harness ends, however it ends, unless `removeNow` did so before. */
export function removeAtEnd(path: string): void {
  sendToReaper(`@${path}`);
}

/** Removes a path that was given to `removeAtEnd`. */
export function removeNow(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  sendToReaper(`!${path}`);
}

/** Kills every child at once: what a second Ctrl-C asks for. */
export function killChildren(): void {
  for (const child of live) signalGroup(child.pid, 'SIGKILL');
}

/**
 * Sends a signal (0: none, only looks) to a process group; false when there is no such group. A pid that is none is
 * never signalled: to the kernel, group 0 is the caller's own.
 */
export function signalGroup(pid: number | undefined, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined || !(pid > 1)) return false;
  try {
    process.kill(-pid, signal);
    return true;
  } catch {
    return false;
  }
}
