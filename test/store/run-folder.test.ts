import { existsSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeJson } from '../../lib/store/artifacts.ts';
import { listRuns } from '../../lib/store/find-run.ts';
import { createRunFolder, pointLatestAt } from '../../lib/store/run-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'run-folder-'));
afterAll(() => rmSync(root, { recursive: true }));

test('a folder is a run from the moment that it has a plan, and no sooner', () => {
  const folder = createRunFolder(root, 'first');
  expect(listRuns(root)).toEqual([]);
  expect(existsSync(join(root, 'latest'))).toBe(false);
  writeJson(folder.plan, {});
  pointLatestAt(folder);
  expect(listRuns(root)).toEqual(['first']);
  expect(readlinkSync(join(root, 'latest'))).toBe('first');
});

test('a name that is taken gets a number, and latest stays where it was', () => {
  expect(basename(createRunFolder(root, 'first').path)).toBe('first-2');
  expect(readlinkSync(join(root, 'latest'))).toBe('first');
});
