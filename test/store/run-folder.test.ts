import { existsSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { writeJson } from '../../lib/store/artifacts.ts';
import { listRuns } from '../../lib/store/find-run.ts';
import { createRunFolder, discardRunFolder, pointLatestAt } from '../../lib/store/run-folder.ts';

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

test('a folder that is discarded goes, and latest stays where it was', () => {
  const folder = createRunFolder(root, 'first');
  expect(basename(folder.path)).toBe('first-2');
  discardRunFolder(folder);
  discardRunFolder(folder);
  expect(existsSync(folder.path)).toBe(false);
  expect(readlinkSync(join(root, 'latest'))).toBe('first');
});
