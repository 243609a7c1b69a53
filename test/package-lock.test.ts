import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { packageFolder } from '../lib/store/package-folder.ts';

const folder = mkdtempSync(join(tmpdir(), 'package-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

const lock = join(packageFolder, 'package-lock.json');
const check = (file: string) =>
  spawnSync(process.execPath, [join(packageFolder, '.ci/check-lock.mjs'), file], { encoding: 'utf8' });

test('every package of the lock file has its digest', () => {
  expect(check(lock)).toMatchObject({ status: 0, stderr: '' });
});

test('a package without one is found before anything is installed', () => {
  const damaged = JSON.parse(readFileSync(lock, 'utf8')) as { packages: Record<string, { integrity?: string }> };
  delete damaged.packages['node_modules/zod']?.integrity;
  const file = join(folder, 'package-lock.json');
  writeFileSync(file, JSON.stringify(damaged));
  expect(check(file)).toMatchObject({ status: 1, stderr: `${file}: node_modules/zod has no integrity\n` });
  const steps = readFileSync(join(packageFolder, '.ci/run'), 'utf8');
  expect(steps.indexOf('check-lock')).toBeLessThan(steps.indexOf('npm ci\n'));
});
