import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

export interface Child {
  readonly pid: number;
  readonly process: ChildProcess;
  /** Resolves once the process has ended; never rejects. */
  readonly ended: Promise<ChildEnd>;
  /**
   * Ends the process: its gentle signal (or `signal`) first, SIGKILL to its whole group after `graceMs`. Resolves when it is gone.
   * A second call while the first is under way waits for the same end.
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
  /** The signal that asks this program to end in good order; SIGTERM unless told otherwise. */
  endSignal?: NodeJS.Signals;
}

let reaper: ChildProcess | undefined;
const live = new Set<Child>();

/** Tells the reaper process (started at first need) a line of its small protocol; see reaper.mjs. */
function tellReaper(line: string): void {
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
  const pid = child.pid ?? 0;
  let stopping: Promise<ChildEnd> | undefined;
  const self: Child = {
    pid,
    process: child,
    ended,
    stop: ({ signal = endSignal, graceMs = 5_000 } = {}) => {
      stopping ??= (async () => {
        child.kill(signal);
        const timer = setTimeout(() => killGroup(pid), graceMs);
        const end = await ended;
        clearTimeout(timer);
        return end;
      })();
      return stopping;
    },
  };
  if (pid > 0) {
    live.add(self);
    tellReaper(`+${pid} ${endSignal}`);
    void ended.then(() => {
      live.delete(self);
      tellReaper(`-${pid}`);
    });
  }
  return self;
}

/** Removes the path when the harness ends, however it ends, unless `removeNow` did so before. */
export function removeAtEnd(path: string): void {
  tellReaper(`@${path}`);
}

/** Removes a path that was given to `removeAtEnd`. */
export function removeNow(path: string): void {
  rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  tellReaper(`!${path}`);
}

/** Kills every child at once: what a second Ctrl-C asks for. */
export function killChildren(): void {
  for (const child of live) killGroup(child.pid);
}

function killGroup(pid: number): void {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // Already gone.
  }
}
