import { randomUUID } from 'node:crypto';
import { chmod, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import { EngineError } from '../../model/errors.ts';
import { removeAtEnd, removeNow } from '../process/reaper.ts';
import type { EngineContext } from './context.ts';
import { recordDigest } from './digest.ts';
import { askVersion, pinnedVersion } from './version.ts';

const leftoverAgeMs = 3_600_000;

/** The folder for what caseload keeps between runs: CASELOAD_CACHE, or the place that the system has for caches. */
export function cacheFolder({ env, platform }: Pick<EngineContext, 'env' | 'platform'>): string {
  if (env.CASELOAD_CACHE) return resolve(env.CASELOAD_CACHE);
  const xdg = env.XDG_CACHE_HOME;
  // The XDG specification has relative paths ignored.
  if (xdg !== undefined && isAbsolute(xdg)) return join(xdg, 'caseload');
  const home = env.HOME || homedir();
  return platform.os === 'darwin' ? join(home, 'Library', 'Caches', 'caseload') : join(home, '.cache', 'caseload');
}

/** Where the pinned k6 for this machine lies once caseload has got it. */
export function cachedEnginePath(context: EngineContext): string {
  const { os, arch } = context.platform;
  return join(cacheFolder(context), 'k6', pinnedVersion, `${os}-${arch}`, 'k6');
}

/** Makes the folder of the cached k6, and clears it of what processes killed more than an hour ago left behind. */
export async function prepareCache(context: EngineContext): Promise<void> {
  const folder = dirname(cachedEnginePath(context));
  await mkdir(folder, { recursive: true });
  for (const place of [folder, join(cacheFolder(context), 'k6')]) {
    for (const name of await readdir(place)) {
      if (!name.endsWith('.tmp')) continue;
      const path = join(place, name);
      const ageMs = Date.now() - ((await stat(path).catch(() => undefined))?.mtimeMs ?? Number.POSITIVE_INFINITY);
      if (ageMs > leftoverAgeMs) await rm(path, { recursive: true, force: true });
    }
  }
}

/**
 * Puts a k6 into the cache: `make` writes the program to the path it is given, in a separate temporary folder next to
 * the final place; only a program that says it is the pinned version is moved there, in one step. However this ends,
 * the temporary folder goes.
 */
export async function fillCache(context: EngineContext, make: (to: string) => Promise<void>): Promise<string> {
  const path = cachedEnginePath(context);
  const folder = join(dirname(path), `${process.pid}-${randomUUID()}.tmp`);
  removeAtEnd(folder);
  try {
    await mkdir(folder);
    const made = join(folder, 'k6');
    await make(made);
    await chmod(made, 0o755);
    await flush(made);
    const version = await askVersion(made, context);
    if (version !== pinnedVersion) throw new EngineError(`this is k6 ${version}, not ${pinnedVersion}`);
    await rename(made, path);
    await recordDigest(path);
    return path;
  } finally {
    removeNow(folder);
  }
}

/**
 * Brings the file to the disk, so that a power cut after the rename does not leave an empty program under the final
 * name.
 */
async function flush(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
