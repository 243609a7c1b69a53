import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import type { Baseline } from '../../../lib/model/comparison.ts';
import { linesOf, Scratch } from '../../e2e/cli.ts';
import { fieldsOf, replaced } from '../../store/stored-fields.ts';
import { baselineNamed } from '../../stored-baseline.ts';
import { measuredRun } from '../made-runs.ts';
import { run } from '../run-command.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

async function compare(a: Baseline, b: Baseline, ...args: readonly string[]) {
  const folder = scratch.path('baselines');
  mkdirSync(folder);
  for (const one of [a, b]) writeFileSync(join(folder, `${one.name}.json`), JSON.stringify(one));
  return run('compare', a.name, b.name, '--baselines-dir', folder, '--runs-dir', scratch.path('none'), ...args);
}

test('two sets of runs of one load are compared in pairs', async () => {
  const [a, b] = [baselineNamed('a', 20, 12), baselineNamed('b', 30, 12)];
  const end = await compare(a, b);
  expect(end).toMatchObject({ code: 4, stderr: '' });
  expect(end.stdout).toContain('WORSE');
  expect(JSON.parse((await compare(a, b, '--json')).stdout)).toMatchObject({ verdict: 'WORSE', alpha: 0.05 });
  expect((await compare(b, a)).code).toBe(0);
});

test('a comparison is written in any format of reports', async () => {
  const [a, b] = [baselineNamed('a', 20, 12), baselineNamed('b', 30, 12)];
  const file = scratch.path('comparison.html');
  const end = await compare(a, b, '--format', 'html', '--output', file);
  expect(end).toMatchObject({ code: 4, stdout: '' });
  expect(end.stderr).toContain(`the report is in ${file}`);
  expect(readFileSync(file, 'utf8')).toMatch(/^<!doctype html>[\s\S]*WORSE/i);
  expect((await compare(a, b, '--format', 'markdown')).stdout).toMatch(/^# /);
  expect(await compare(a, b, '--format', 'html', '--json')).toMatchObject({ code: 2, stdout: '' });
});

test('one run against one is INCONCLUSIVE, which --strict does not pass', async () => {
  const [a, b] = [baselineNamed('a'), baselineNamed('b')];
  expect((await compare(a, b)).code).toBe(0);
  expect((await compare(a, b, '--strict')).code).toBe(5);
});

test('runs that have no other are counted', async () => {
  const end = await compare(baselineNamed('a', 20, 3), baselineNamed('b', 20, 5));
  expect(end.stderr).toContain('without the last 2');
});

test('another load or another host is refused', async () => {
  const a = baselineNamed('a');
  const b = baselineNamed('b');
  const other = (changes: object) => ({ ...b, fingerprint: { ...b.fingerprint, ...changes } });
  const load = await compare(a, other({ load: '99→99 in 1 s' }));
  expect(load).toMatchObject({ code: 2, stdout: '' });
  expect(load.stderr).toContain("'a' was made with another load (load: ");
  const host = await compare(a, other({ cpuCount: 96 }));
  expect(host.stderr).toContain('was made on another host (CPU cores: 2 there, 96 here)');
  expect((await compare(a, other({ cpuCount: 96 }), '--across-hosts')).code).toBe(0);
});

test.each([
  ['r1,r1', 'r2'],
  ['r2', 'r1,r1'],
])('a run that is named twice in a set is refused: %s against %s', async (a, b) => {
  const runsDir = scratch.path('runs');
  for (const name of ['r1', 'r2']) measuredRun(runsDir, name);
  const end = await run('compare', a, b, '--baselines-dir', scratch.path('none'), '--runs-dir', runsDir);
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(linesOf(end.stderr)).toEqual([expect.stringContaining("r1 is named twice in 'r1,r1'")]);
});

describe('a damaged file is one clear line and exit 10:', () => {
  const expectRefused = ({ code, stdout, stderr }: Awaited<ReturnType<typeof run>>, ...says: readonly string[]) => {
    expect({ code, stdout }).toEqual({ code: 10, stdout: '' });
    expect(linesOf(stderr)).toHaveLength(1);
    for (const words of says) expect(stderr).toContain(words);
  };

  test('an environment of a run that is an empty object', async () => {
    const runsDir = scratch.path('runs');
    measuredRun(runsDir, 'r1');
    writeFileSync(measuredRun(runsDir, 'r2').environment, '{}');
    const dirs = ['--runs-dir', runsDir, '--baselines-dir', scratch.path('none')];
    for (const sets of [
      ['r1', 'r2'],
      ['r2', 'r1'],
    ]) {
      expectRefused(await run('compare', ...sets, ...dirs), 'environment.json has no schemaVersion');
    }
    expectRefused(await run('baseline', 'set', 'main', 'r2', ...dirs), 'environment.json has no schemaVersion');
  });

  test('a baseline whose first run lacks a field', async () => {
    const a = baselineNamed('a');
    // An item of a list is no field, and earlier versions had no objectives.
    const paths = fieldsOf(a.runs[0])
      .map(({ path }) => path)
      .filter((path) => !/^(\d+|objectiveResults)$/.test(path.at(-1) ?? ''));
    expect(paths.length).toBeGreaterThan(50);
    for (const path of paths) {
      const damaged = replaced(a, ['runs', '0', ...path], undefined) as Baseline;
      expectRefused(await compare(damaged, baselineNamed('b')), 'a.json: runs.0.', 'caseload baseline set');
    }
  });
});
