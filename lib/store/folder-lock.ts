import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { fileError } from './artifacts.ts';

const foreignLockMs = 24 * 3_600_000;

/** The file that says who is writing to a folder of runs. */
export const lockOf = (folder: string): string => join(folder, '.lock');

/** Marks the folder as one that this process is writing to. Throws an ArtifactError when it cannot. */
export function lockFolder(folder: string): void {
  const file = lockOf(folder);
  try {
    writeFileSync(file, [process.pid, startOf(process.pid), hostname()].join(' '));
  } catch (error) {
    throw fileError(`cannot write ${file}`, file, error);
  }
}

/**
 * Whether a process is writing to the folder. A lock of one that was killed does not count; one of another host, of
 * whose processes we know nothing, counts for a day.
 */
export function isLocked(folder: string): boolean {
  const file = lockOf(folder);
  try {
    const [pid = '', start, host] = readFileSync(file, 'utf8').split(' ');
    if (host !== hostname()) return Date.now() - statSync(file).mtimeMs < foreignLockMs;
    return isAlive(Number(pid)) && startOf(Number(pid)) === start;
  } catch {
    return false;
  }
}

/** Whether there is such a process, be it of another user. */
export function isAlive(pid: number): boolean {
  if (!(pid > 0)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

/**
 * When the process was started, in the system's own unit: a pid is given out again. `-` where the system has no
 * /proc.
 */
function startOf(pid: number): string {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'latin1');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? '-';
  } catch {
    return '-';
  }
}
