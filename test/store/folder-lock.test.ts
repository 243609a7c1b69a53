import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { isLocked, lockFolder, lockOf } from '../../lib/store/folder-lock.ts';

const folder = mkdtempSync(join(tmpdir(), 'folder-lock-'));
afterAll(() => rmSync(folder, { recursive: true }));

test('a folder is locked as long as its process lives and has not unlocked it', () => {
  expect(isLocked(folder)).toBe(false);
  lockFolder(folder);
  expect(isLocked(folder)).toBe(true);
  rmSync(lockOf(folder));
  expect(isLocked(folder)).toBe(false);
});

test('the lock of a process that was killed does not count, nor when its pid was given out again', () => {
  const { pid } = spawnSync('true');
  writeFileSync(lockOf(folder), `${pid} 1 ${hostname()}`);
  expect(isLocked(folder)).toBe(false);
  writeFileSync(lockOf(folder), `${process.pid} 1 ${hostname()}`);
  expect(isLocked(folder)).toBe(process.platform !== 'linux');
});

test('the lock of another host counts for a day', () => {
  writeFileSync(lockOf(folder), '4 1 elsewhere');
  expect(isLocked(folder)).toBe(true);
  const old = new Date(Date.now() - 25 * 3_600_000);
  utimesSync(lockOf(folder), old, old);
  expect(isLocked(folder)).toBe(false);
  expect(readFileSync(lockOf(folder), 'utf8')).toBe('4 1 elsewhere');
});
