import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { EngineError, HarnessError } from '../../model/errors.ts';
import { cachedEnginePath } from './cache.ts';
import { defaultLimits, type EngineContext, type EngineLimits, type Platform, reasonOf } from './context.ts';
import { digestProblem, releaseDigests } from './digest.ts';
import type { Engine } from './engine.ts';
import { fileProblem, findOnPath } from './find-on-path.ts';
import { engineVersionProblem, pinnedVersion } from './version.ts';
import { readVersion } from './version-memory.ts';

export interface FindEngineOptions {
  /** The value of `--k6`. */
  explicitPath?: string | undefined;
  env: NodeJS.ProcessEnv;
  signal: AbortSignal;
  onProgress: (line: string) => void;
  /** True: no download, and Go only with what its own cache holds. */
  offline?: boolean;
  /** For tests. */
  limits?: Partial<EngineLimits>;
  /** For tests. */
  platform?: Platform;
  /** For tests. */
  digests?: Readonly<Record<string, string>>;
}

/**
 * Finds k6, in this order: `--k6`, CASELOAD_K6, PATH, the cache, the project's release archive, a build with Go. A path
 * that the user named is used or refused, never skipped. Throws an `EngineError` when no k6 can be found or installed,
 * `InterruptedError` when the signal fires. Warm, it costs a few file reads.
 */
export async function findEngine(options: FindEngineOptions): Promise<Engine> {
  const context = contextOf(options);
  const here = await lookHere(options.explicitPath, context);
  if (typeof here !== 'string') return here;
  // What installs one brings HTTP and archives along, which nobody needs who has a k6.
  const { installEngine } = await import('./install-engine.ts');
  return installEngine(context, here, () => lookInCache(context));
}

/**
 * The k6 that is already on this machine, or undefined: nothing is downloaded or built. The same errors for a path that
 * the user named.
 */
export async function lookForEngine(options: FindEngineOptions): Promise<Engine | undefined> {
  const here = await lookHere(options.explicitPath, contextOf(options));
  return typeof here === 'string' ? undefined : here;
}

function contextOf(options: FindEngineOptions): EngineContext {
  return {
    env: options.env,
    signal: options.signal,
    onProgress: options.onProgress,
    isOffline: options.offline ?? false,
    limits: { ...defaultLimits, ...options.limits },
    digests: options.digests ?? releaseDigests,
    platform: options.platform ?? { os: process.platform, arch: process.arch },
  };
}

/** The k6 that was named, or is on PATH or in the cache; else why none on PATH was taken. */
async function lookHere(explicitPath: string | undefined, context: EngineContext): Promise<Engine | string> {
  if (explicitPath !== undefined) return useNamed(explicitPath, '--k6', context);
  const fromEnv = context.env.CASELOAD_K6;
  if (fromEnv) return useNamed(fromEnv, 'CASELOAD_K6', context);
  const onPath = await lookOnPath(context);
  if (typeof onPath !== 'string') return onPath;
  const cached = await lookInCache(context);
  return cached === undefined || typeof cached === 'string' ? onPath : cached;
}

async function useNamed(value: string, source: '--k6' | 'CASELOAD_K6', context: EngineContext): Promise<Engine> {
  const otherwise = 'leave it out to use the one on PATH or let caseload install one';
  const hint = `Give ${source} the path of a k6 2.x, or ${otherwise}.`;
  const path = resolve(value);
  const problem = value === '' ? 'is empty' : fileProblem(path);
  if (problem !== undefined) throw new EngineError(`the k6 named by ${source}, "${value}", ${problem}`, { hint });
  let version: string;
  try {
    version = await readVersion(path, context);
  } catch (error) {
    const details = { cause: error, hint: error instanceof HarnessError ? (error.hint ?? hint) : hint };
    throw new EngineError(`the k6 named by ${source} cannot be used: ${reasonOf(error)}`, details);
  }
  const versionProblem = engineVersionProblem(version);
  if (versionProblem !== undefined)
    throw new EngineError(`the k6 named by ${source}, ${path}, cannot be used: ${versionProblem}`, { hint });
  return { path, version, source };
}

/** The k6 on PATH, or why there is none that can be used. */
async function lookOnPath(context: EngineContext): Promise<Engine | string> {
  const path = findOnPath('k6', context.env);
  if (path === undefined) return 'there is no k6 on PATH';
  const found = await inspect(path, 'PATH', context, engineVersionProblem);
  if (typeof found !== 'string') return found;
  context.onProgress(`skipping ${path}: ${found}`);
  return `${path} was skipped: ${found}`;
}

/** The k6 in the cache, why it is broken, or undefined when there is none. */
async function lookInCache(context: EngineContext): Promise<Engine | string | undefined> {
  const path = cachedEnginePath(context);
  const stats = await stat(path).catch(() => undefined);
  if (stats === undefined) return undefined;
  if (stats.size === 0) return 'it has 0 bytes';
  const problem = stats.isFile() ? await digestProblem(path) : undefined;
  if (problem !== undefined) return problem;
  return inspect(path, 'cache', context, (version) =>
    version === pinnedVersion ? undefined : `it is k6 ${version}, not ${pinnedVersion}`,
  );
}

async function inspect(
  path: string,
  source: Engine['source'],
  context: EngineContext,
  problemOf: (version: string) => string | undefined,
): Promise<Engine | string> {
  const problem = fileProblem(path);
  if (problem !== undefined) return `it ${problem}`;
  try {
    const version = await readVersion(path, context);
    return problemOf(version) ?? { path, version, source };
  } catch (error) {
    return reasonOf(error);
  }
}
