import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Scratch } from '../../e2e/cli.ts';
import { baselineNamed } from '../../stored-baseline.ts';
import { run } from '../run-command.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

function baselinesDir(...names: readonly string[]): string {
  const folder = scratch.path('baselines');
  mkdirSync(folder);
  for (const name of names) writeFileSync(join(folder, `${name}.json`), JSON.stringify(baselineNamed(name)));
  return folder;
}

test('the baselines there are, one in full, and one removed', async () => {
  const folder = baselinesDir('main', 'other');
  const dir = ['--baselines-dir', folder];
  const list = await run('baseline', ...dir);
  expect(list).toMatchObject({ code: 0, stderr: '' });
  expect(list.stdout).toMatch(/^main {2}e2e .* 1 run, 2026-01-02\nother {2}e2e/);
  const json = await run('baseline', 'list', '--json', ...dir);
  expect(JSON.parse(json.stdout)).toMatchObject([{ name: 'main', runs: ['main-1'] }, { name: 'other' }]);
  const show = await run('baseline', 'show', 'main', ...dir);
  expect(show.stdout).toContain('main-1  VALID PASS');
  expect(show.stdout).toMatch(/cpuModel +cpu/);
  expect(await run('baseline', 'rm', 'other', ...dir)).toMatchObject({ code: 0 });
  expect((await run('baseline', ...dir)).stdout).not.toContain('other');
});

test.each<[args: readonly string[], says: string]>([
  [['show', 'mian'], "there is no baseline 'mian' in"],
  [['rm', 'mian'], 'known: main'],
  [['set', 'a/b'], "'a/b' cannot be the name of a baseline"],
])('%j is refused', async (args, says) => {
  const runsDir = ['set'].includes(args[0] ?? '') ? ['--runs-dir', scratch.path('none')] : [];
  const end = await run('baseline', ...args, '--baselines-dir', baselinesDir('main'), ...runsDir);
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain(says);
});

test('none at all is no error', async () => {
  const end = await run('baseline', '--baselines-dir', scratch.path('none'));
  expect(end.code).toBe(0);
  expect(end.stdout).toMatch(/^no baselines in .*make one with: caseload baseline set nightly latest/);
});
