import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { EngineError } from '../../model/errors.ts';
import { listProcesses, lookSince, ownStart } from './process-tree.mjs';

/** How the marks of all that this process starts begin. */
const family = `${randomUUID()}.`;
const maxRestarts = 3;
/**
 * Holds the other end of a pipe and keeps what it is told, until the pipe ends. Only then Node is needed, which takes a
 * tenth of a second of CPU time to start, and 40 MB: while a load begins and goes on, k6 has use for them.
 */
const keeper = `
trap '' INT TERM HUP QUIT
known=
while IFS= read -r line; do
  known="$known$line
"
done
printf %s "$known" | exec "$0" "$1"`;
/** A number is only given to a new process once nobody is in its session: until then it is ours. */
const forgetEveryMs = 5_000;
let reaper: ChildProcess | undefined;
let starts = 0;
let children = 0;
/** What the reaper must know: kept here for the case that it is killed. */
const groups = new Map<number, NodeJS.Signals>();
const paths = new Set<string>();

/**
 * Starts the process that cleans up after us, unless it runs; see reaper.mjs. Throws an EngineError if it cannot be
 * started: nothing may be started that nobody would end.
 */
export function startReaper(): void {
  if (reaper !== undefined || starts > maxRestarts) return;
  const child = spawnReaper();
  if (child.pid === undefined) {
    throw new EngineError('caseload cannot start a process of its own', {
      hint: 'look at the limits of this machine (ulimit -n, ulimit -u) and at its memory',
    });
  }
  starts += 1;
  reaper = child;
  child.unref();
  (child.stdin as unknown as { unref(): void }).unref();
  child.stdin?.on('error', () => {});
  child.once('exit', () => {
    reaper = undefined;
    if (groups.size > 0 || paths.size > 0) restart();
  });
  const start = ownStart();
  lookSince(start);
  send(`=${family} ${start}`);
  for (const [group, signal] of groups) send(`+${group} ${signal}`);
  for (const path of paths) send(`@${path}`);
}

function spawnReaper(): ChildProcess {
  const script = fileURLToPath(new URL('./reaper.mjs', import.meta.url));
  const own: SpawnOptions = { detached: true, stdio: ['pipe', 'ignore', 'ignore'], cwd: '/', env: {} };
  const child = spawn('/bin/sh', ['-c', keeper, process.execPath, script], own).on('error', () => {});
  if (child.pid !== undefined) return child;
  // An image without a shell.
  return spawn(process.execPath, [script], own).on('error', () => {});
}

/** Somebody killed it. Where it cannot be started again, we go on without. */
function restart(): void {
  try {
    startReaper();
  } catch {}
}

const send = (line: string): void => {
  reaper?.stdin?.write(`${line}\n`);
};

/** A new mark for a child, which goes into its environment. */
export const nextMark = (): string => `${family}${++children}`;

/** The group is ended when the harness ends, however it ends. */
export function watchGroup(group: number, signal: NodeJS.Signals): void {
  groups.set(group, signal);
  send(`+${group} ${signal}`);
}

/** The group has ended. */
export function forgetGroup(group: number): void {
  groups.delete(group);
  send(`-${group}`);
}

/** The leader of the group has ended: it is forgotten when nobody else is in it. */
export function releaseGroup(group: number): void {
  const isEmpty = listProcesses().every((one) => one.group !== group && one.session !== group);
  if (isEmpty) forgetGroup(group);
  else setTimeout(releaseGroup, forgetEveryMs, group).unref();
}

/** Removes the path when the harness ends, however it ends, unless `removeNow` did so before. */
export function removeAtEnd(path: string): void {
  startReaper();
  paths.add(resolve(path));
  send(`@${resolve(path)}`);
}

/** Removes a path that was given to `removeAtEnd`. A failure to do so must not hide why we end. */
export function removeNow(path: string): void {
  try {
    rmSync(path, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  } catch {}
  keepAtEnd(path);
}

/** Lets a path be that was given to `removeAtEnd`. */
export function keepAtEnd(path: string): void {
  paths.delete(resolve(path));
  send(`!${resolve(path)}`);
}
