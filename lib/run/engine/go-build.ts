import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { EngineError } from '../../model/errors.ts';
import * as z from '../../model/zod.ts';
import type { EngineContext } from './context.ts';
import { findOnPath } from './find-on-path.ts';
import { endingProblem, runToEnd } from './run-to-end.ts';
import { pinnedVersion } from './version.ts';

const moduleSchema = z.object({ Dir: z.string().optional(), Error: z.string().optional() });

/**
 * Builds the pinned k6 from its module, which the Go checksum database verifies, and writes the program to `to`. Two
 * commands, because `go install …@version` also asks go.k6.io itself, which a machine behind a module proxy may not
 * reach.
 */
export async function buildEngine(context: EngineContext, to: string): Promise<void> {
  const go = findOnPath('go', context.env);
  if (go === undefined) throw new EngineError('go is not on PATH');
  const workFolder = join(dirname(to), 'go');
  await mkdir(workFolder);
  const env = goEnvironment(context, workFolder);
  const startedAtMs = Date.now();
  context.onProgress(`building k6 ${pinnedVersion} with go (two to four minutes, once) …`);
  const progress = setInterval(() => {
    const elapsedS = Math.round((Date.now() - startedAtMs) / 1_000);
    context.onProgress(`building k6 ${pinnedVersion} with go: ${elapsedS} s so far …`);
  }, context.limits.buildProgressMs);
  try {
    const sources = await downloadModule(context, go, env, workFolder);
    const limitMs = context.limits.goBuildMs;
    // Without tables for debuggers, which the linker would drop again, the compiler takes a fifth less.
    const flags = ['-trimpath', '-ldflags=-s -w', '-gcflags=all=-dwarf=false'];
    const args = ['build', ...flags, '-o', to, '.'];
    const ending = await runToEnd({ command: go, args, env, cwd: sources, limitMs, signal: context.signal });
    const problem = endingProblem(ending, limitMs);
    if (problem !== undefined) throw new EngineError(`"go build" of k6 ${pinnedVersion} ${problem}`);
  } finally {
    clearInterval(progress);
  }
}

/** Fetches the module into Go's own cache and returns the folder of its sources. */
async function downloadModule(
  context: EngineContext,
  go: string,
  env: NodeJS.ProcessEnv,
  cwd: string,
): Promise<string> {
  const limitMs = context.limits.goModuleMs;
  const args = ['mod', 'download', '-json', `go.k6.io/k6/v2@v${pinnedVersion}`];
  const ending = await runToEnd({ command: go, args, env, cwd, limitMs, signal: context.signal });
  const answer = parseModule(ending.stdout);
  if (answer?.Error !== undefined) throw new EngineError(`"go mod download" failed: ${answer.Error}`);
  const problem = endingProblem(ending, limitMs);
  if (problem !== undefined) throw new EngineError(`"go mod download" ${problem}`);
  if (answer?.Dir === undefined) throw new EngineError('"go mod download -json" returned no Dir with the sources');
  return answer.Dir;
}

function parseModule(stdout: string): z.infer<typeof moduleSchema> | undefined {
  try {
    return moduleSchema.parse(JSON.parse(stdout));
  } catch {
    return undefined;
  }
}

function goEnvironment({ env, isOffline }: EngineContext, workFolder: string): NodeJS.ProcessEnv {
  // A GOOS or GOARCH for the user's own cross builds would give a k6 for another machine.
  const { GOOS: _os, GOARCH: _arch, ...rest } = env;
  return {
    ...rest,
    CGO_ENABLED: '0',
    // The cache folder may lie inside somebody's Go workspace, which has no say in this.
    GOWORK: 'off',
    // Go's hundreds of megabytes of scratch go where we clear up, even after a kill.
    GOTMPDIR: workFolder,
    // Offline, the module and its dependencies can still be in Go's own cache.
    ...(isOffline ? { GOPROXY: 'off' } : {}),
  };
}
