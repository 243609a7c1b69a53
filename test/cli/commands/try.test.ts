import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, onTestFinished, test, vi } from 'vitest';
import { linesOf } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { run } from '../run-command.ts';

let shop: StandInShop;
beforeAll(async () => {
  shop = await StandInShop.open(({ path }) => (path.endsWith('/charge') ? 500 : undefined));
});
afterAll(() => shop.close());

test('one journey that works is shown, its secrets redacted', { timeout: 60_000 }, async () => {
  const end = await run('try', '-s', 'signup-only', '--target', shop.url, '--header', 'X-Key: s3cret');
  expect(end.code).toBe(0);
  expect(end.stdout).toContain('POST /api/auth/register');
  expect(end.stdout).not.toContain('s3cret');
  expect(end.stdout).not.toContain('token-of-');
});

test('one that fails ends with 10 and names the step', { timeout: 60_000 }, async () => {
  const end = await run('try', '-s', 'e2e', '--target', shop.url);
  expect(end.code).toBe(10);
  expect(end.stdout).toContain('fails at charge');
});

test('a token of the target that no header can carry is the fault of the target', { timeout: 60_000 }, async () => {
  const body = JSON.stringify({ accessToken: 'a\r\nX-Injected: 1' });
  const odd = await StandInShop.open(() => ({ status: 201, body }));
  const end = await run('try', '-s', 'e2e', '--target', odd.url);
  odd.close();
  expect(end).toMatchObject({ code: 10, stderr: expect.not.stringContaining('--header') });
  expect(linesOf(end.stdout).at(-1)).toBe(
    "✗ e2e fails at signup: in the response to POST /api/auth/register, the field 'accessToken' has characters that " +
      'HTTP does not allow in a header (the token of this journey); not reached: charge, order',
  );
  expect(odd.requests.map(({ headers }) => headers['x-injected'])).toEqual([undefined]);
});

test('a file that has too few rows for the ways is refused before anything is sent', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'try-'));
  const inHere = vi.spyOn(process, 'cwd').mockReturnValue(folder);
  onTestFinished(() => {
    inHere.mockRestore();
    rmSync(folder, { recursive: true });
  });
  mkdirSync(join(folder, 'scenarios'));
  writeFileSync(join(folder, 'scenarios/users.csv'), 'user\nu1\n');
  const way = (name: string) =>
    `{ weight: 1, steps: [defineStep({
      name: '${name}', request: ({ user }) => get('/${name}/' + user), expect: { status: [200] } })] }`;
  writeFileSync(
    join(folder, 'scenarios/two-ways.ts'),
    `import { choose, csv, defineScenario, defineStep, get } from 'caseload';
    export default defineScenario({
      name: 'two-ways',
      summary: '-',
      data: { user: csv('users.csv', { order: 'unique' }) },
      steps: [choose({ a: ${way('a')}, b: ${way('b')} })],
      objectives: [],
    });\n`,
  );
  const before = shop.requests.length;
  expect(await run('try', '-s', 'two-ways', '--target', shop.url)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('users.csv has 1 row, but 2 are needed: one for each way'),
  });
  expect(shop.requests).toHaveLength(before);
});
