import { existsSync, mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { RunPlan } from '../../lib/model/plan.ts';
import { listRuns } from '../../lib/store/find-run.ts';
import { beginRun, discardUnlessBegun, prepareRunFolder } from '../../lib/store/run-folder.ts';

const root = mkdtempSync(join(tmpdir(), 'run-folder-'));
afterAll(() => rmSync(root, { recursive: true }));
const plan = { runId: 'r1' } as RunPlan;

test('a folder is a run from the moment that its load begins, and no sooner', () => {
  const folder = prepareRunFolder(root, 'first');
  expect(listRuns(root)).toEqual([]);
  expect(existsSync(join(root, 'latest'))).toBe(false);
  beginRun(folder, plan);
  expect(listRuns(root)).toEqual(['first']);
  expect(readlinkSync(join(root, 'latest'))).toBe('first');
});

test('a folder whose load never began goes, one that is a run stays', () => {
  const begun = prepareRunFolder(root, 'second');
  beginRun(begun, plan);
  const other = prepareRunFolder(root, 'second');
  expect(basename(other.path)).toBe('second-2');
  discardUnlessBegun(begun);
  discardUnlessBegun(other);
  expect([begun, other].map(({ path }) => existsSync(path))).toEqual([true, false]);
  expect(readlinkSync(join(root, 'latest'))).toBe('second');
});
