import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, expect, test } from 'vitest';
import { checkOut, commitOf } from '../../../lib/run/target/git-checkout.ts';
import { neverAborted } from '../../target/shop-client.ts';

const repository = mkdtempSync(join(tmpdir(), 'git-checkout-'));
afterAll(() => rmSync(repository, { recursive: true }));

const git = (...args: string[]) => execFileSync('git', args, { cwd: repository, encoding: 'utf8' });
git('init', '-q');
writeFileSync(join(repository, 'file'), 'first\n');
git('add', 'file');
git('-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-qm', 'first');
const worktrees = () => git('worktree', 'list').trim().split('\n').length;

test('a commit is checked out beside the repository, and removed with git’s own entry', async () => {
  const commit = (await commitOf('HEAD', repository)) ?? '';
  const checkout = await checkOut(commit, repository, neverAborted);
  expect(readFileSync(join(checkout.folder, 'file'), 'utf8')).toBe('first\n');
  expect(worktrees()).toBe(2);
  await checkout.remove();
  expect(existsSync(checkout.folder)).toBe(false);
  expect(worktrees()).toBe(1);
});

test('a commit that does not exist is one clear error and leaves nothing', async () => {
  const missing = '1'.repeat(40);
  await expect(checkOut(missing, repository, neverAborted)).rejects.toThrow(/^git cannot check out 1111111111: /);
  expect(worktrees()).toBe(1);
});

test('after kill -9 neither the checkout nor git’s entry is left within 5 s', async () => {
  const code = `
    import { checkOut } from './lib/run/target/git-checkout.ts';
    const { folder } = await checkOut(process.argv[1], process.argv[2], new AbortController().signal);
    console.log(folder);
    setInterval(() => {}, 60_000);`;
  const args = ['--import', 'tsx', '--input-type=module', '-e', code, git('rev-parse', 'HEAD').trim(), repository];
  const harness = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const [said] = (await once(harness.stdout, 'data')) as [Buffer];
  const folder = said.toString().trim();
  expect([existsSync(folder), worktrees()]).toEqual([true, 2]);
  harness.kill('SIGKILL');
  for (const untilMs = performance.now() + 5_000; performance.now() < untilMs && worktrees() > 1; ) await sleep(50);
  expect([existsSync(folder), worktrees()]).toEqual([false, 1]);
});
