import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { engine, linesOf, Scratch } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { expectStoredEnd, run } from '../run-command.ts';

const scratch = new Scratch();
let shop: StandInShop;
beforeAll(async () => {
  await engine();
  shop = await StandInShop.open();
});
afterAll(() => {
  shop.close();
  scratch.remove();
});

const options = ['-s', 'signup-only', '-p', 'constant', '--rate', '50', '--duration', '2s'];

test('a load is performed, judged, printed and stored', { timeout: 60_000 }, async () => {
  const runsDir = scratch.path('runs');
  const end = await run('load', ...options, '--target', shop.url, '--runs-dir', runsDir, '--report', 'markdown,csv');
  expect(end.stdout).toContain('signup-only × constant');
  expect(end.stderr).toMatch(/all files are in \S+ \(report\.md, stages\.csv, result\.json, k6\.log\)/);
  const stored = ['plan.json', 'environment.json', 'run.json', 'result.json', 'findings.json', 'verdict.json'];
  const folder = join(runsDir, 'latest');
  for (const file of stored) expect(existsSync(join(folder, file))).toBe(true);
  expectStoredEnd(end.code, folder);
});

test('a load has a name and a remark, which its report shows', { timeout: 60_000 }, async () => {
  const runsDir = scratch.path('runs');
  const words = ['--target', shop.url, '--runs-dir', runsDir, '--name', 'before-index', '--note', 'no <index> yet'];
  const end = await run('load', ...options, ...words);
  expect(linesOf(end.stdout)[0]).toMatch(/^signup-only × constant .* – no <index> yet$/);
  expect(readdirSync(runsDir)).toContainEqual(expect.stringMatching(/Z-signup-only-constant-before-index$/));
  const shown = await run('runs', 'show', 'before-index', '--runs-dir', runsDir);
  expect(shown.stdout).toContain('no <index> yet');
  for (const name of ['latest', 'a b', '../x', '']) {
    expect(await run('load', ...options, ...words, '--name', name)).toMatchObject({ code: 2, stdout: '' });
  }
});

test('a load that cannot begin ends with 10 and leaves no run', { timeout: 60_000 }, async () => {
  const runsDir = scratch.path('runs');
  const end = await run('load', ...options, '--target', 'http://127.0.0.1:9', '--runs-dir', runsDir);
  expect(end).toMatchObject({ code: 10, stdout: '' });
  expect(end.stderr).toContain('http://127.0.0.1:9 cannot be reached');
  expect(readdirSync(runsDir)).toEqual([]);
});

test('a dry run says so of Poisson arrivals, and counts those that are drawn', async () => {
  const end = await run('load', ...options, '--target', shop.url, '--dry-run', '--arrivals', 'poisson');
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toMatch(
    /scheduled {3}(\d+) journeys in 2 s, \1 requests, peak 50 journeys\/s, Poisson arrivals\n/,
  );
  expect(end.stdout).toMatch(/--arrivals poisson\n/);
});

test('a dry run prints the plan and starts nothing', async () => {
  const runsDir = scratch.path('runs');
  const requests = shop.requests.length;
  const end = await run('load', ...options, '--target', shop.url, '--runs-dir', runsDir, '--dry-run');
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(end.stdout).toContain('scheduled   100 journeys in 2 s');
  expect(shop.requests.length).toBe(requests);
  expect(existsSync(runsDir)).toBe(false);
});
