import { execFile } from 'node:child_process';
import { basename, join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { HarnessError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { type Child, startChild } from '../process/child-process.ts';
import { describeEnd, tailOf, untilEnded } from '../process/deadlines.ts';
import { removeAtEnd, removeNow } from '../process/reaper.ts';
import { makeTemporaryFolder } from '../process/temporary-folder.ts';

const run = promisify(execFile);
const askMs = 10_000;
const checkOutMs = 900_000;

/** A commit of the repository, checked out in a separate folder. */
export interface Checkout {
  /** In it, what `folder` is in its repository: a project may be a part of one. */
  readonly folder: string;
  readonly commit: string;
  remove(): Promise<void>;
}

/** The commit that a git ref names in the repository of `folder`; undefined when there is none. */
export async function commitOf(ref: string, folder: string): Promise<string | undefined> {
  if (ref.startsWith('-')) return undefined;
  try {
    return await ask(folder, 'rev-parse', '--verify', '--quiet', `${ref}^{commit}`);
  } catch {
    return undefined;
  }
}

const ask = async (folder: string, ...args: readonly string[]): Promise<string> =>
  (await run('git', args, { cwd: folder, timeout: askMs })).stdout.trim();

/** Checks a commit out in a git worktree next to the repository. Throws a HarnessError with git's message. */
export async function checkOut(commit: string, folder: string, signal: AbortSignal): Promise<Checkout> {
  const parent = makeTemporaryFolder('caseload-base-', { forPrograms: true });
  // git names its own entry after the last part of the path, which no other worktree has.
  const path = join(parent, basename(parent));
  let entry: string | undefined;
  const remove = async () => {
    removeNow(parent);
    if (entry !== undefined) removeNow(entry);
  };
  try {
    const common = await ask(folder, 'rev-parse', '--git-common-dir');
    entry = join(resolve(folder, common), 'worktrees', basename(parent));
    removeAtEnd(entry);
    await addWorktree({ path, commit, folder, signal });
    return { folder: join(path, await ask(folder, 'rev-parse', '--show-prefix')), commit, remove };
  } catch (cause) {
    await remove();
    if (cause instanceof HarnessError) throw cause;
    throw checkOutError(commit, (cause as Error).message, cause);
  }
}

interface Worktree {
  readonly path: string;
  readonly commit: string;
  readonly folder: string;
  readonly signal: AbortSignal;
}

/** As a child that the reaper knows: a git that outlived us would write what nobody removes. */
async function addWorktree({ path, commit, folder, signal }: Worktree): Promise<void> {
  const child: Child = startChild('git', ['worktree', 'add', '--detach', '--quiet', path, commit], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const stderr = tailOf(child, 'stderr');
  const late = () => checkOutError(commit, `it is not done after ${checkOutMs / 1_000} s`);
  const end = await untilEnded(child, { signal, timeoutMs: checkOutMs, late });
  if (end.exitCode === 0) return;
  throw checkOutError(commit, stderr().trim().split('\n').at(-1) || describeEnd('git', end));
}

const checkOutError = (commit: string, why: string, cause?: unknown): HarnessError =>
  new HarnessError(`git cannot check out ${commit.slice(0, 10)}: ${why}`, exitCodes.trouble, {
    hint: 'in CI, fetch the whole history: fetch-depth 0',
    cause,
  });
