import { chmodSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, expect, test } from 'vitest';
import { Scratch } from '../../e2e/cli.ts';
import { fakeK6 } from '../../run/engine/fakes.ts';
import { run } from '../run-command.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

test('hands its arguments on and ends as k6 does', async () => {
  const [k6, seen] = [scratch.path('k6'), scratch.path('seen')];
  writeFileSync(k6, fakeK6('2.2.0', `[ "$1" = run ] && { echo "$@" > ${seen}; exit 99; }`));
  chmodSync(k6, 0o755);
  expect(await run('k6', '--k6', k6, '--', 'run', '--quiet', 'a.js')).toMatchObject({ code: 99, stdout: '' });
  expect(readFileSync(seen, 'utf8')).toBe('run --quiet a.js\n');
});

test('is refused where there is no such binary', async () => {
  const end = await run('k6', '--k6', '/nowhere/k6', '--', 'version');
  expect(end).toMatchObject({ code: 10, stdout: '' });
  expect(end.stderr).toContain('does not exist');
});
