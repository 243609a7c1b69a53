import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { Scratch } from '../../e2e/cli.ts';
import { run } from '../run-command.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

test('writes a script for each scenario and profile that is named', async () => {
  const out = scratch.path('dist');
  const end = await run('build', '-s', 'e2e', '-p', 'case2', '--out-dir', out);
  expect(end).toMatchObject({ code: 0, stderr: '' });
  expect(readdirSync(out)).toEqual(['e2e.case2.js']);
  expect(readFileSync(join(out, 'e2e.case2.js'), 'utf8')).toContain('ramping-arrival-rate');
  expect(end.stdout).toMatch(/e2e\.case2\.js {2}[\d,]+ bytes\n$/);
});

test('of an unknown profile is refused', async () => {
  const end = await run('build', '-p', 'case9', '--out-dir', scratch.path('dist'));
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain("unknown profile 'case9'");
});
