import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { innermost, killTree, markName, sendSignal, treeOf } from './process-tree.mjs';
import { forgetGroup, nextMark, releaseGroup, startReaper, watchGroup } from './reaper.ts';

export interface Child {
  /** undefined for a program that could not be started. */
  readonly pid: number | undefined;
  readonly process: ChildProcess;
  /** Resolves once the process has ended; never rejects. */
  readonly ended: Promise<ChildEnd>;
  /**
   * Ends the process: its gentle signal (or `signal`) first, SIGKILL to it and all that it started after `graceMs`.
   * Resolves when it is gone. A second call while the first is under way waits for the same end.
   */
  stop(options?: { signal?: NodeJS.Signals; graceMs?: number }): Promise<ChildEnd>;
  /** Kills it at once, and all that it started, in whatever group or session that is. */
  kill(): void;
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
  /**
   * The program may be a script around the real one: the signal goes to the innermost processes, once to each, and the
   * script ends because they do.
   */
  mayBeWrapped?: boolean;
  /**
   * What it left in the background lives on until `kill`, or until the harness ends; else it is killed with its end.
   */
  keepsBackground?: boolean;
}

const live = new Set<Child>();

/**
 * Starts a program in a session of its own, so that a Ctrl-C in the terminal reaches only the harness, which then
 * ends its children in order. However the harness ends, SIGKILL included, the reaper ends the program and what it
 * started. Throws an EngineError if there can be no reaper.
 */
export function startChild(command: string, args: readonly string[], options: StartOptions = {}): Child {
  const { endSignal = 'SIGTERM', mayBeWrapped = false, keepsBackground = false, ...spawnOptions } = options;
  startReaper();
  const mark = nextMark();
  const env = { ...(spawnOptions.env ?? process.env), [markName]: mark };
  const child = spawn(command, args, { ...spawnOptions, env, detached: true });
  const { pid } = child;
  const kill = () => {
    if (pid !== undefined) killTree([pid], mark);
  };
  const ended = new Promise<ChildEnd>((resolve) => {
    child.once('error', (spawnError: NodeJS.ErrnoException) => resolve({ exitCode: null, signal: null, spawnError }));
    child.once('exit', (exitCode, signal) => {
      if (!keepsBackground) kill();
      resolve({ exitCode, signal, spawnError: undefined });
    });
  });
  const send = (signal: NodeJS.Signals) => {
    // Of a program that could not be started Node signals process 0: our own group.
    if (pid === undefined) return;
    if (mayBeWrapped) for (const one of innermost(treeOf([pid], mark))) sendSignal(one.pid, signal);
    else child.kill(signal);
  };
  let stopping: Promise<ChildEnd> | undefined;
  const self: Child = {
    pid,
    process: child,
    ended,
    stop: ({ signal = endSignal, graceMs = 5_000 } = {}) => {
      stopping ??= (async () => {
        send(signal);
        const timer = setTimeout(kill, graceMs);
        const end = await ended;
        clearTimeout(timer);
        return end;
      })();
      return stopping;
    },
    kill,
  };
  if (pid !== undefined) {
    live.add(self);
    watchGroup(pid, endSignal);
    void ended.then(() => {
      live.delete(self);
      // What it left was killed with its end, unless that was to live on.
      (keepsBackground ? releaseGroup : forgetGroup)(pid);
    });
  }
  return self;
}

/** Kills every child at once: what a second Ctrl-C asks for. */
export function killChildren(): void {
  for (const child of live) child.kill();
}

/**
 * Sends a signal (0: none, only looks) to a process group; false when there is no such group. A pid that is none is
 * never signalled: to the kernel, group 0 is the caller's own.
 */
export const signalGroup = (pid: number | undefined, signal: NodeJS.Signals | 0): boolean =>
  pid !== undefined && pid > 1 && sendSignal(-pid, signal);
