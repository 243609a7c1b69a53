import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { HarnessError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import { removeNow } from '../process/child-process.ts';
import { makeTemporaryFolder } from '../process/temporary-folder.ts';

const run = promisify(execFile);

/** A commit of the repository, checked out in a separate folder. */
export interface Checkout {
  readonly folder: string;
  readonly commit: string;
  remove(): Promise<void>;
}

/** The commit that a git ref names in the repository of `folder`; undefined when there is none. */
export async function commitOf(ref: string, folder: string): Promise<string | undefined> {
  if (ref.startsWith('-')) return undefined;
  try {
    const { stdout } = await run('git', ['rev-parse', '--verify', '--quiet', `${ref}^{commit}`], { cwd: folder });
    return stdout.trim();
  } catch {
    return undefined;
  }
}

/** Checks a commit out in a git worktree next to the repository. Throws a HarnessError with git's message. */
export async function checkOut(commit: string, folder: string): Promise<Checkout> {
  const parent = makeTemporaryFolder('caseload-base-', { forPrograms: true });
  const path = join(parent, 'checkout');
  const remove = async () => {
    await run('git', ['worktree', 'remove', '--force', path], { cwd: folder }).catch(() => {});
    removeNow(parent);
    await run('git', ['worktree', 'prune'], { cwd: folder }).catch(() => {});
  };
  try {
    await run('git', ['worktree', 'add', '--detach', '--quiet', path, commit], { cwd: folder });
  } catch (cause) {
    await remove();
    const said = (cause as { stderr?: string }).stderr?.trim().split('\n').at(-1) ?? (cause as Error).message;
    throw new HarnessError(`git cannot check out ${commit.slice(0, 10)}: ${said}`, exitCodes.trouble, {
      hint: 'in CI, fetch the whole history: fetch-depth 0',
      cause,
    });
  }
  return { folder: path, commit, remove };
}
