import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { compilerTrouble } from '../../lib/store/compiler.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { Scratch } from '../e2e/cli.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

/** An installation whose esbuild has no program for this machine: `npm ci --omit=optional`. */
function installation(): string {
  const folder = scratch.folder('installation');
  cpSync(join(packageFolder, 'bin'), join(folder, 'bin'), { recursive: true });
  for (const name of ['lib', 'reports', 'package.json']) symlinkSync(join(packageFolder, name), join(folder, name));
  mkdirSync(join(folder, 'node_modules/esbuild/lib'), { recursive: true });
  for (const name of ['package.json', 'lib/main.js']) {
    cpSync(join(packageFolder, 'node_modules/esbuild', name), join(folder, 'node_modules/esbuild', name));
  }
  return folder;
}

test('any command without optional packages is one clear line and exit 10', () => {
  const end = spawnSync(process.execPath, [join(installation(), 'bin/caseload.js'), 'list'], { encoding: 'utf8' });
  expect(end).toMatchObject({ status: 10, stdout: '' });
  expect(end.stderr).toMatch(/^caseload: .*@esbuild\/.*: run npm ci without --omit=optional\n$/);
});

test('a command that was compiled before says the same of a scenario that it cannot compile', () => {
  const missing = new Error('The package "@esbuild/linux-x64" could not be found\n\nIf you are installing …');
  expect(compilerTrouble(missing, 1_024)).toMatchObject({
    exitCode: 10,
    message: expect.stringMatching(/could not be found$/),
  });
  // What esbuild says of the file is the file's.
  expect(compilerTrouble(Object.assign(new Error('Build failed'), { errors: [] }), 1_024)).toBeUndefined();
});
