import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Scratch } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { run } from '../run-command.ts';

const scratch = new Scratch();
let shop: StandInShop;
beforeAll(async () => {
  shop = await StandInShop.open();
});
afterAll(() => {
  shop.close();
  scratch.remove();
});

const load = ['-s', 'order-only', '-p', 'smoke', '--vus', '3'];

test('prepared users are written to a private file', { timeout: 60_000 }, async () => {
  const file = scratch.path('users.json');
  const end = await run('users', ...load, '--target', shop.url, '-o', file);
  expect(end.code).toBe(0);
  expect(JSON.parse(readFileSync(file, 'utf8'))).toHaveLength(3);
  expect(statSync(file).mode & 0o777).toBe(0o600);
});

test('need the target that will be loaded', async () => {
  const end = await run('users', ...load, '-o', scratch.path('users.json'));
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain('--target is missing');
});
