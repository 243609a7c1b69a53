import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './run-command.ts';

const folder = mkdtempSync(join(tmpdir(), 'no-folder-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = join(folder, 'file');
writeFileSync(file, 'text');

test.each([
  ['runs', '--runs-dir', file],
  ['runs', 'show', 'latest', '--runs-dir', file],
  ['runs', 'prune', '--keep', '1', '--runs-dir', file],
  ['report', '--run', 'latest', '--runs-dir', file],
  ['compare', 'a', 'b', '--runs-dir', file],
  ['baseline', 'list', '--baselines-dir', file],
  ['baseline', 'show', 'main', '--baselines-dir', file],
  ['baseline', 'rm', 'main', '--baselines-dir', file],
])('a file where a folder should be is one line: %j', async (...words) => {
  const end = await run(...words);
  expect(end.code).toBe(10);
  expect(end.stderr).toMatch(/^caseload: .*\/file.* cannot be read: .*: .*\n$/);
  expect(end.stderr).toContain(words.includes('show') && words.includes('main') ? 'ENOTDIR' : 'it is not a folder');
});
