import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../../model/errors.ts';
import { cachedEnginePath, fillCache, prepareCache } from './cache.ts';
import { type EngineContext, reasonOf } from './context.ts';
import { downloadEngine, downloadSwitchedOff } from './download.ts';
import type { Engine } from './engine.ts';
import { buildEngine } from './go-build.ts';
import { withLock } from './lock.ts';
import { pinnedVersion } from './version.ts';
import { readVersion } from './version-memory.ts';

/**
 * Installs the pinned k6 in the cache, unless another process did so while we waited for it. Throws an `EngineError`
 * that names every way that failed.
 * @param pathReason why the k6 on PATH was not taken
 * @param lookInCache the k6 in the cache, why it is broken, or undefined when there is none
 */
export async function installEngine(
  context: EngineContext,
  pathReason: string,
  lookInCache: () => Promise<Engine | string | undefined>,
): Promise<Engine> {
  const path = cachedEnginePath(context);
  const failures: Failures = { download: 'not tried', go: 'not tried' };
  try {
    await prepareCache(context);
    return await withLock(join(dirname(path), 'lock'), context, async () => {
      const cached = await lookInCache();
      if (typeof cached === 'string') {
        context.onProgress(`the cached ${path} is broken and will be replaced: ${cached}`);
        await rm(path, { recursive: true, force: true });
      } else if (cached !== undefined) return cached;
      const got = (await tryDownload(context, failures)) ?? (await tryGo(context, failures));
      if (got === undefined) throw new NoWayLeft();
      return got;
    });
  } catch (error) {
    if (error instanceof NoWayLeft) throw nothingFound(pathReason, failures);
    const cacheReason = `the cache folder cannot be used (${reasonOf(error)}), CASELOAD_CACHE can name another`;
    throw nothingFound(pathReason, { download: cacheReason, go: cacheReason });
  }
}

class NoWayLeft extends Error {}

interface Failures {
  download: string;
  go: string;
}

async function tryDownload(context: EngineContext, failures: Failures): Promise<Engine | undefined> {
  const closed = downloadSwitchedOff(context);
  if (closed !== undefined) {
    failures.download = closed;
    return undefined;
  }
  try {
    const path = await fillCache(context, (to) => downloadEngine(context, to));
    return { path, version: await readVersion(path, context), source: 'download' };
  } catch (error) {
    failures.download = reasonOf(error);
    context.onProgress(`the download of k6 failed, trying to build it with go: ${failures.download}`);
    return undefined;
  }
}

async function tryGo(context: EngineContext, failures: Failures): Promise<Engine | undefined> {
  try {
    const path = await fillCache(context, (to) => buildEngine(context, to));
    return { path, version: await readVersion(path, context), source: 'go build' };
  } catch (error) {
    failures.go = reasonOf(error);
    context.onProgress(`the build of k6 with go failed: ${failures.go}`);
    return undefined;
  }
}

function nothingFound(pathReason: string, { download, go }: Failures): EngineError {
  const ways = [
    'your own k6: neither --k6 nor CASELOAD_K6 is set',
    `k6 on PATH: ${pathReason}`,
    `the release archive of k6 ${pinnedVersion}: ${download}`,
    `a build with Go: ${go}`,
  ];
  const numbered = ways.map((way, index) => `(${index + 1}) ${way}`).join('; ');
  return new EngineError(`k6 was not found in any of four ways: ${numbered}`, {
    hint:
      'Install k6 2.x and put it on PATH or name it with --k6, ' +
      'allow access to github.com (or name a mirror with CASELOAD_K6_RELEASES), or install Go 1.25 or newer.',
  });
}
