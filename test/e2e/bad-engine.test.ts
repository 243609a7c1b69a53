import { chmodSync, existsSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { fakeK6 } from '../run/engine/fakes.ts';
import { engine, k6WithLoad, linesOf, readRun, runCli, Scratch, startCli, turn } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
let shop: StandInShop;
beforeAll(async () => {
  shop = await StandInShop.open();
  await engine();
});
afterAll(() => {
  shop.close();
  scratch.remove();
});

const minute = { timeout: 120_000 };
const load = (runsDir: string, ...more: string[]) => [
  ...['load', '-s', 'e2e', '-p', 'constant', '--rate', '20', '--duration', '4s'],
  ...['--target', shop.url, '--runs-dir', runsDir, ...more],
];

function program(text: string, mode = 0o755): string {
  const path = scratch.path('k6');
  writeFileSync(path, text);
  chmodSync(path, mode);
  return path;
}

describe.concurrent('a k6 that cannot be used is one clear line, exit 10 and no run', () => {
  const cases: readonly [name: string, make: () => string, ...says: string[]][] = [
    ['is missing', () => '/nowhere/k6', 'the k6 named by CASELOAD_K6, "/nowhere/k6", does not exist', 'k6 2.x'],
    ['is a folder', () => scratch.folder('k6'), 'is a directory', 'k6 2.x'],
    ['is not executable', () => program(fakeK6(), 0o644), 'is not executable (chmod +x makes it so)'],
    ['is too old', () => program(fakeK6('1.4.2')), 'k6 1.4.2 is too old: caseload needs 2.x', 'or leave it out'],
    ['is no k6', () => program('#!/bin/sh\necho hello\n'), 'printed "hello", where k6 prints "k6 v2'],
    ['is no program', () => program('hello'), 'cannot be used'],
  ];
  test.each(cases)('it %s', minute, async (_name, make, ...says) => {
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, load(runsDir), { env: { CASELOAD_K6: make() } });
    expect(linesOf(end.stderr)).toHaveLength(1);
    for (const words of says) expect(end.stderr).toContain(words);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
    expect(readdirSync(runsDir)).toEqual([]);
  });

  test('there is none by any way', minute, async () => {
    const runsDir = scratch.path('runs');
    const env = { PATH: scratch.folder('bin'), CASELOAD_CACHE: scratch.path('cache'), CASELOAD_K6_NO_DOWNLOAD: '1' };
    const end = await runCli(scratch, load(runsDir), { env });
    const last = linesOf(end.stderr).at(-1);
    for (const words of ['(1) your own k6', '(2) k6 on PATH', '(3) the release archive', '(4) a build with Go'])
      expect(last).toContain(words);
    expect(last).toMatch(/switched off by CASELOAD_K6_NO_DOWNLOAD.*go is not on PATH.*Install/);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
    expect(readdirSync(runsDir)).toEqual([]);
  });
});

describe.concurrent('a k6 that ends badly is exit 10, and what it recorded is kept', () => {
  const endings: readonly [name: string, run: string, detail: string][] = [
    ['exits 2', 'echo "something broke" >&2; exit 2', 'exit code 2: for a reason it did not give'],
    ['exits 107', 'exit 107', 'exit code 107: an exception while the script was loaded'],
    ['exits 104', 'exit 104', 'exit code 104: its configuration is invalid'],
    ['is killed', 'kill -9 $$', 'exit code —: killed by SIGKILL'],
    ['says that all is well, having done nothing', 'exit 0', ''],
  ];
  test.each(endings)('it %s', minute, async (_name, script, detail) => {
    const runsDir = scratch.path('runs');
    const k6 = program(await k6WithLoad(script));
    const end = await runCli(scratch, load(runsDir, '--k6', k6));
    const code = detail === '' ? 3 : 10;
    expect(end).toMatchObject({ code, leftovers: [] });
    const run = readRun(runsDir);
    expect(run.verdict).toMatchObject({ validity: 'INVALID', exitCode: code });
    expect(run.verdict.objectives).not.toBe('PASS');
    expect(run.result.run.ending.detail).toContain(detail);
    expect(end.stdout).toContain(detail);
    if (script.startsWith('echo')) expect(run.text('k6.log')).toBe('something broke\n');
    expect(end.stderr).not.toContain('    at ');
  });

  test('it is killed in the middle of the load', minute, async () => {
    const runsDir = scratch.path('runs');
    const before = shop.requests.length;
    await turn(async () => {
      const cli = startCli(scratch, load(runsDir, '--duration', '30s'));
      const k6 = await cli.child('--address');
      while (shop.requests.length < before + 100) await new Promise((resolve) => setTimeout(resolve, 20));
      process.kill(k6, 'SIGKILL');
      expect(await cli.ended).toMatchObject({ code: 10, leftovers: [] });
    });
    const run = readRun(runsDir);
    expect(run.verdict).toMatchObject({ validity: 'INVALID', exitCode: 10 });
    expect(run.result.run.ending).toMatchObject({ kind: 'engine-trouble', k6ExitCode: null });
    expect(run.result.provenance.hasSummary).toBe(false);
    expect(existsSync(join(run.path, 'samples.csv.gz'))).toBe(true);
    expect(run.files).toContain('report.md');
  });
});
