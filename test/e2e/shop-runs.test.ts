import { lstatSync, readFileSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { findingRules } from '../../lib/judge/findings/all.ts';
import type { Environment } from '../../lib/model/environment.ts';
import { allFiles, type Cli, engine, linesOf, readRun, runCli, Scratch, shopFiles, startCli } from './cli.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minutes = { timeout: 180_000 };
const env = { BCRYPT_COST: '4' };
/** How quick the shop is depends on what else the machine does. */
const patience = ['--objective', 'p95 < 20s'];

/** What a whole run of the smoke profile has to show. */
function expectWholeRun(
  runsDir: string,
  files: readonly string[],
  end: { code: number | null; leftovers: readonly string[]; stdout: string },
) {
  expect(end).toMatchObject({ code: 0, leftovers: [] });
  const run = readRun(runsDir);
  expect(run.files).toEqual(files);
  expect(run.verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'PASS', exitCode: 0 });
  expect(run.result.accounting).toEqual({
    ...{ scheduled: 80, started: 80, ok: 80, failed: 0, unfinished: 0, dropped: 0 },
    ...{ missing: 0, droppedByTarget: 0, exceptions: 0, basis: 'counted' },
  });
  expect(run.facts).toMatchObject({ ending: { kind: 'completed', k6ExitCode: 0 }, sameHost: true });
  // Every rule has looked.
  expect(run.findings.map(({ id }) => id)).toEqual(findingRules.map(({ id }) => id));
  expect(run.found('invalid', 'suspect', 'fail', 'error')).toEqual([]);
  expect(run.found('note')).toEqual(expect.arrayContaining(['zero-failures', 'small-sample', 'same-host']));

  expect(run.result.objectives.results.map(({ status }) => status)).toEqual(['PASS', 'PASS', 'PASS', 'PASS']);
  expect(run.result.objectives.thresholds.every(({ isOk }) => isOk)).toBe(true);
  expect(end.stdout).toContain('80 of 80 scheduled journeys succeeded (100 %).');
  expect(lstatSync(join(runsDir, 'latest')).isSymbolicLink()).toBe(true);
  return run;
}

describe.concurrent('the reference shop under the smoke profile', () => {
  test('order-only', minutes, async () => {
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, ['load', '-s', 'order-only', '-p', 'smoke', ...patience, '--runs-dir', runsDir], {
      env,
    });
    const run = expectWholeRun(runsDir, shopFiles, end);
    expect(readlinkSync(join(runsDir, 'latest'))).toMatch(/^\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ-order-only-smoke$/);
    expect(run.result.objectives.integrity).toMatchObject({ ok: true });
    expect(run.result.objectives.integrity?.checks.length).toBeGreaterThan(0);
    const environment = JSON.parse(run.text('environment.json')) as Environment;
    expect(environment).toMatchObject({
      target: { kind: 'shop', settings: { BCRYPT_COST: 4, ORDER_LOCK: 'pessimistic' } },
      versions: { k6: expect.stringMatching(/^2\./), database: expect.stringMatching(/^\d+\.\d+/) },
    });
    expect(run.text('report.md')).toContain(
      "BCRYPT_COST=4 npm run load -- -s order-only -p smoke --objective 'p95 < 20s'",
    );
    // All that is known afterwards is in the folder.
    const anew = await runCli(scratch, ['report', '--runs-dir', runsDir, '--rebuild', '--format', 'json']);
    expect(anew).toMatchObject({ code: 0, stderr: '', leftovers: [] });
    expect(JSON.parse(anew.stdout)).toMatchObject({
      result: run.result,
      findings: run.findings,
      verdict: run.verdict,
    });
    // A key, a token or a password of the shop is nowhere.
    for (const file of run.files) expect(run.text(file)).not.toMatch(/eyJ[\w-]+\.|postgres:\/\//);
  });

  test('charge-only with a user for each journey', minutes, async () => {
    const runsDir = scratch.path('runs');
    const words = [
      'load',
      '-s',
      'charge-only',
      '-p',
      'smoke',
      '--users',
      'per-journey',
      ...patience,
      '--runs-dir',
      runsDir,
    ];
    const end = await runCli(scratch, words, { env });
    const run = expectWholeRun(runsDir, shopFiles, end);
    expect(run.plan.users).toMatchObject({ mode: 'per-journey', count: 80 });
    expect(end.stderr).toContain('users: 80 signed-up users prepared in');
    expect(run.result.objectives.integrity).toMatchObject({ ok: true });
  });
});

describe('users from a file', () => {
  let shop: Cli;
  let url = '';
  beforeAll(async () => {
    shop = startCli(scratch, ['target', '--port', '0'], { env });
    await shop.said('runs until Ctrl-C');
    url = linesOf(shop.stdout())[0] ?? '';
  }, 60_000);
  afterAll(async () => {
    process.kill(shop.pid, 'SIGTERM');
    expect(await shop.ended).toMatchObject({ code: 0, leftovers: [] });
  });

  test.concurrent.each(['json', 'csv'])('as %s, made by `caseload users`, serve a load', minutes, async (type) => {
    const file = `${scratch.path('users')}.${type}`;
    const shape = ['-s', 'charge-only', '-p', 'constant', '--rate', '20', '--duration', '4s', '--vus', '40'];
    const made = await runCli(scratch, ['users', ...shape, '--target', url, '-o', file]);
    expect(made).toMatchObject({ code: 0, stdout: '', leftovers: [] });
    expect(made.stderr).toContain(`40 signed-up users are in ${file}; it contains tokens`);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    const text = readFileSync(file, 'utf8');
    const tokens = type === 'csv' ? linesOf(text).slice(1) : (JSON.parse(text) as object[]);
    expect(tokens).toHaveLength(40);
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [
      'load',
      ...shape,
      ...patience,
      '--target',
      url,
      '--users',
      file,
      '--runs-dir',
      runsDir,
    ]);
    const run = expectWholeRun(runsDir, allFiles, end);
    expect(run.plan.users).toMatchObject({ mode: 'file', count: 40, file });
    expect(run.result.objectives).toMatchObject({ integrity: null, integrityTrouble: null });
    for (const name of run.files) expect(run.text(name)).not.toMatch(/eyJ[\w-]+\./);
    // It is the user's own: nobody removes it.
    expect(readFileSync(file, 'utf8')).toBe(text);
  });
});

describe('two runs at once', () => {
  test('each have a folder, a shop and a verdict of their own', minutes, async () => {
    const runsDir = scratch.path('runs');
    const words = [
      'load',
      '-s',
      'e2e',
      '-p',
      'constant',
      '--rate',
      '10',
      '--duration',
      '4s',
      ...patience,
      '--runs-dir',
      runsDir,
    ];
    const ends = await Promise.all([0, 1].map(() => startCli(scratch, words, { env }).ended));
    for (const end of ends) expect(end).toMatchObject({ code: 0, leftovers: [] });
    const folders = ends.map(({ stderr }) => /all files are in (\S+)/.exec(stderr)?.[1]?.split('/').at(-1) ?? '');
    expect(new Set(folders).size).toBe(2);
    expect(folders).toContain(readlinkSync(join(runsDir, 'latest')));
    const urls = folders.map((folder) => {
      const run = readRun(runsDir, folder);
      expect(run.files).toEqual(shopFiles);
      expect(run.result.accounting).toMatchObject({ scheduled: 40, ok: 40 });
      expect(run.result.objectives.integrity).toMatchObject({ ok: true });
      return (JSON.parse(run.text('environment.json')) as Environment).target.url;
    });
    expect(new Set(urls).size).toBe(2);
  });
});

describe('a shop without locks', () => {
  test('answers every order, and fails its data integrity check', minutes, async () => {
    const runsDir = scratch.path('runs');
    // Bursts of 12 orders, one each 25 ms; each holds the stock for 40 ms, so that the next has read it before.
    const stages = Array.from({ length: 5 }, () => '40/0s,40/300ms,0/0s,0/500ms').join(',');
    const words = ['load', '-s', 'order-only', '-p', 'constant', '--stages', stages, '--vus', '40', ...patience];
    const end = await runCli(scratch, [...words, '--runs-dir', runsDir], {
      env: { ...env, ORDER_LOCK: 'none', FAULT_TX_HOLD_MS: '40' },
    });
    expect(end).toMatchObject({ code: 1, leftovers: [] });
    const run = readRun(runsDir);
    expect(run.verdictApartFromNoise).toMatchObject({ validity: 'VALID', objectives: 'FAIL', exitCode: 1 });
    expect(run.found('invalid', 'suspect', 'fail', 'error')).toEqual(['broken-integrity']);
    expect(end.stdout).toContain("The target's data is not consistent after the load");
    expect(run.result.objectives.integrity).toMatchObject({ ok: false });
    // Every answer was good all the same.
    expect(run.result.accounting).toMatchObject({ scheduled: 60, ok: 60, failed: 0 });
    expect(run.text('report.md')).toContain('ORDER_LOCK=none');
  });
});
