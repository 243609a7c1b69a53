import { createHash } from 'node:crypto';
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetError } from '../../../model/errors.ts';
import { startChild } from '../../process/child-process.ts';
import { describeEnd, tailOf, untilEnded } from '../../process/deadlines.ts';
import { removeNow } from '../../process/reaper.ts';
import { makeFolderIn } from '../../process/temporary-folder.ts';

export interface BuildOptions {
  signal: AbortSignal;
  onProgress: (line: string) => void;
}

const targetFolder = fileURLToPath(new URL('../../../../target/', import.meta.url));
const distFolder = join(targetFolder, 'dist');
const requireFromTarget = createRequire(join(targetFolder, 'package.json'));
const dayMs = 86_400_000;
const deadlineMs = 60_000;

/**
 * Path of the shop's compiled main.js. It is compiled at first use and again when its sources, its dependencies'
 * versions or the compiler change; builds of other contents stay for a day, because another caseload may be running
 * them.
 */
export async function buildShop({ signal, onProgress }: BuildOptions): Promise<string> {
  for (const name of ['@nestjs/core', 'typeorm', 'pg', 'typescript/package.json']) mustBeInstalled(name);
  const built = join(distFolder, contentHash());
  if (!existsSync(join(built, 'main.js'))) {
    onProgress('compiling the shop (first use)');
    await compileTo(built, signal);
    removeOldBuilds(built);
  }
  return join(built, 'main.js');
}

function mustBeInstalled(name: string): string {
  try {
    return requireFromTarget.resolve(name);
  } catch (cause) {
    const hint = 'run npm install in the checkout, or give --target the address of a service of your own';
    throw new TargetError(`the shop's package ${name.split('/package')[0]} is not installed`, { hint, cause });
  }
}

function contentHash(): string {
  const hash = createHash('sha256');
  const sources = readdirSync(join(targetFolder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .sort()
    .map((name) => join('src', name));
  for (const name of [...sources, 'tsconfig.json', 'package.json']) {
    hash
      .update(`${name}\0`)
      .update(readFileSync(join(targetFolder, name)))
      .update('\0');
  }
  hash.update(compiler().version);
  return hash.digest('hex').slice(0, 16);
}

function compiler(): { version: string; script: string } {
  const manifest = mustBeInstalled('typescript/package.json');
  const { version, bin } = JSON.parse(readFileSync(manifest, 'utf8')) as { version: string; bin: { tsc: string } };
  return { version, script: join(dirname(manifest), bin.tsc) };
}

/** Compiles into a temporary folder and moves it when complete: of two at once, the later one discards its own. */
async function compileTo(built: string, signal: AbortSignal): Promise<void> {
  const temporary = makeBuildFolder();
  try {
    // Types are checked by npm run check; an installation without the type packages must still build.
    const args = [compiler().script, '-p', join(targetFolder, 'tsconfig.json'), '--outDir', temporary, '--noCheck'];
    const { PATH, HOME } = process.env;
    const child = startChild(process.execPath, args, { env: { PATH, HOME }, stdio: ['ignore', 'pipe', 'pipe'] });
    const stdout = tailOf(child, 'stdout');
    const stderr = tailOf(child, 'stderr');
    const output = () => `${stdout()}${stderr()}`.trim();
    const late = () => new TargetError(`the shop is not compiled after ${deadlineMs / 1_000} s: ${output()}`);
    const end = await untilEnded(child, { signal, timeoutMs: deadlineMs, late });
    if (end.exitCode !== 0) {
      throw new TargetError(`the shop does not compile: ${describeEnd('tsc', end)}\n${output()}`);
    }
    try {
      renameSync(temporary, built);
    } catch (error) {
      if (!existsSync(join(built, 'main.js'))) throw error;
    }
  } finally {
    removeNow(temporary);
  }
}

function makeBuildFolder(): string {
  try {
    mkdirSync(distFolder, { recursive: true });
    const folder = makeFolderIn(distFolder, '.building-');
    // Every account that can read the checkout may run what was compiled from it.
    chmodSync(folder, 0o755);
    return folder;
  } catch (cause) {
    const { message } = cause as Error;
    throw new TargetError(`the shop cannot be compiled, because ${distFolder} cannot be written: ${message}`, {
      hint: 'run caseload once as the owner of the checkout',
      cause,
    });
  }
}

function removeOldBuilds(current: string): void {
  for (const name of readdirSync(distFolder)) {
    const folder = join(distFolder, name);
    const modifiedMs = statSync(folder, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (folder !== current && Date.now() - modifiedMs > dayMs) rmSync(folder, { recursive: true, force: true });
  }
}
