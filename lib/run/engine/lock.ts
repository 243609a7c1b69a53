import { randomUUID } from 'node:crypto';
import { readFile, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { isAlive } from '../../store/folder-lock.ts';
import { removeAtEnd, removeNow } from '../process/reaper.ts';
import { type EngineContext, pause } from './context.ts';

const pollMs = 200;

/**
 * Runs `body` while holding the lock file, so that a second process waits for the first one's k6 instead of getting it
 * twice. A lock is left behind when its process on this host is gone, or when its heartbeat (the time of the file) is
 * older than `staleLockMs`. Taking one over is a race that two processes can both win: then both work, each in a folder
 * of their own, and the later rename replaces the earlier.
 */
export async function withLock<T>(path: string, context: EngineContext, body: () => Promise<T>): Promise<T> {
  const { staleLockMs } = context.limits;
  const owner = `${process.pid} ${hostname()} ${randomUUID()}`;
  let isWaiting = false;
  while (!(await tryTake(path, owner))) {
    if (await isLeftBehind(path, staleLockMs)) {
      await rm(path, { force: true });
      continue;
    }
    if (!isWaiting) context.onProgress(`another caseload is installing k6: waiting for it (lock ${path})`);
    isWaiting = true;
    await pause(pollMs, context.signal);
  }
  removeAtEnd(path);
  const heartbeat = setInterval(() => {
    const now = new Date();
    utimes(path, now, now).catch(() => {});
  }, staleLockMs / 6);
  try {
    return await body();
  } finally {
    clearInterval(heartbeat);
    if ((await readFile(path, 'utf8').catch(() => '')) === owner) removeNow(path);
  }
}

async function tryTake(path: string, owner: string): Promise<boolean> {
  try {
    await writeFile(path, owner, { flag: 'wx' });
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}

async function isLeftBehind(path: string, staleLockMs: number): Promise<boolean> {
  try {
    const { mtimeMs } = await stat(path);
    if (Date.now() - mtimeMs > staleLockMs) return true;
    const [pid, host] = (await readFile(path, 'utf8')).split(' ');
    return host === hostname() && !isAlive(Number(pid));
  } catch {
    // Released this moment: the next try takes it.
    return false;
  }
}
