import { afterAll, beforeAll, expect, test } from 'vitest';
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
