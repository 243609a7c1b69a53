import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { findRun, latestRun, listRuns } from '../../lib/store/find-run.ts';
import { usageErrorOf } from '../usage-error.ts';

const root = mkdtempSync(join(tmpdir(), 'find-run-'));
const runsDir = join(root, 'runs');
const names = [
  '2026-11-21T08-00-00Z-e2e-case1',
  '2026-11-21T08-00-00Z-e2e-case1-2',
  '2026-11-21T09-30-00Z-e2e-case2',
  '2026-12-01T00-00-00Z-order-only-smoke',
] as const;
const [first, again, second, last] = names;

beforeAll(() => {
  for (const name of names) {
    mkdirSync(join(runsDir, name), { recursive: true });
    writeFileSync(join(runsDir, name, 'plan.json'), '{}');
  }
  mkdirSync(join(runsDir, 'notes'));
  writeFileSync(join(runsDir, 'plan.json'), '{}');
  symlinkSync(second, join(runsDir, 'latest'));
  mkdirSync(join(root, 'elsewhere'));
  writeFileSync(join(root, 'elsewhere', 'plan.json'), '{}');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

describe('the runs of a folder', () => {
  it('are those with a plan, the newest first', () => {
    expect(listRuns(runsDir)).toEqual([last, second, again, first]);
  });

  it('are none where there is no such folder', () => {
    expect(listRuns(join(root, 'nowhere'))).toEqual([]);
  });
});

describe('the latest run', () => {
  it('is the one that `latest` points at', () => {
    expect(latestRun(runsDir)).toBe(second);
  });

  it('is none where nothing is latest, or where somebody has a folder of that name', () => {
    expect(latestRun(join(root, 'elsewhere'))).toBeUndefined();
    mkdirSync(join(root, 'others', 'latest'), { recursive: true });
    expect(latestRun(join(root, 'others'))).toBeUndefined();
  });
});

describe('a run is found', () => {
  it.each<[how: string, word: string, path: string]>([
    ['as the latest', 'latest', join(runsDir, 'latest')],
    ['by its name', last, join(runsDir, last)],
    ['by its name, although another begins with it', first, join(runsDir, first)],
    ['by the beginning of its name', '2026-12', join(runsDir, last)],
    ['by a longer beginning', '2026-11-21T08-00-00Z-e2e-case1-', join(runsDir, again)],
    ['by a path', join(root, 'elsewhere'), join(root, 'elsewhere')],
  ])('%s', (_how, word, path) => {
    expect(findRun(word, runsDir)).toMatchObject({ path, plan: join(path, 'plan.json') });
  });

  it.each<[what: string, word: string, says: string, such: readonly string[]]>([
    ['several begin with the word', '2026-11-21', "several runs start with '2026-11-21'", [second, again, first]],
    ['several of one second do', '2026-11-21T08', 'several runs start with', [again, first]],
    [
      'no run has the name',
      '2026-11-21T09-30-00Z-e2e-case3',
      `there is no run '2026-11-21T09-30-00Z-e2e-case3' in ${runsDir}`,
      [second],
    ],
    ['what has the name is a file', 'plan.json', "there is no run 'plan.json'", []],
  ])('not where %s: such runs are listed, the nearest first', (_what, word, says, such) => {
    const [what = '', hint = ''] = usageErrorOf(() => findRun(word, runsDir)).split(' — known: ');
    expect(what).toContain(says);
    expect(hint.split(', ').slice(0, such.length)).toEqual(such);
  });

  it('not among none: what makes one is said', () => {
    expect(usageErrorOf(() => findRun('latest', join(root, 'elsewhere')))).toMatch(
      /^there is no run 'latest' in .* — make one with: caseload load /,
    );
  });

  it('not where `latest` points at one that is gone', () => {
    const folder = join(root, 'stale');
    mkdirSync(folder);
    symlinkSync(first, join(folder, 'latest'));
    expect(usageErrorOf(() => findRun('latest', folder))).toContain("there is no run 'latest'");
  });
});
