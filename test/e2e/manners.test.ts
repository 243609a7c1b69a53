import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Hypothesis } from '../../lib/model/diagnosis.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import type { RunResult } from '../../lib/model/result.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { allFiles, commandLineOf, engine, linesOf, readRun, runCli, Scratch, startCli, turn } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minute = { timeout: 120_000 };
const short = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '20', '--duration', '2s'];
const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
  version: string;
};

describe.concurrent('help', () => {
  const commands = ['', 'load', 'try', 'list', 'doctor', 'users', 'target', 'build', 'k6', 'report', 'runs'];
  test.each(commands)('of caseload %s begins with examples', minute, async (command) => {
    const end = await runCli(scratch, command === '' ? ['--help'] : [command, '--help']);
    expect(end).toMatchObject({ code: 0, stderr: '' });
    expect(linesOf(end.stdout)[0]).toMatch(
      command === '' ? /^ {2}\$ caseload / : new RegExp(`^ {2}\\$ .*caseload ${command}`),
    );
    expect(end.stdout).toContain(`Usage: caseload ${command}`.trimEnd());
  });

  test('is what a bare `caseload` prints', minute, async () => {
    const [bare, help] = await Promise.all([runCli(scratch, []), runCli(scratch, ['--help'])]);
    expect(bare).toEqual(help);
  });

  test('--version prints the version, nothing else', minute, async () => {
    expect(await runCli(scratch, ['--version'])).toMatchObject({ code: 0, stdout: `${version}\n`, stderr: '' });
  });
});

describe.concurrent('colour', () => {
  const marker = '\u001b[';
  const cases: readonly [env: NodeJS.ProcessEnv, isColored: boolean][] = [
    [{}, false],
    [{ FORCE_COLOR: '1' }, true],
    [{ FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [{ FORCE_COLOR: '0' }, false],
    [{ FORCE_COLOR: '', NO_COLOR: '' }, false],
    [{ FORCE_COLOR: '1', NO_COLOR: '' }, true],
  ];
  test.each(cases)('of a pipe with %j: %s', minute, async (env, isColored) => {
    const end = await runCli(scratch, ['list', '--nonsense'], { env });
    expect(end.stderr.includes(marker)).toBe(isColored);
  });

  test('is none with --no-color', minute, async () => {
    const end = await runCli(scratch, ['load', '--no-color', '--scenario', 'nonsense'], { env: { FORCE_COLOR: '1' } });
    expect(end.stderr).not.toContain(marker);
    expect(end.code).toBe(2);
  });
});

describe.concurrent('stdout and stderr', () => {
  test('--json prints one JSON document on stdout, everything else on stderr', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [...short, '--target', shop.url, '--runs-dir', runsDir, '--json']);
    shop.close();
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    const document = JSON.parse(end.stdout) as {
      folder: string;
      verdict: Verdict;
      result: RunResult;
      findings: Finding[];
      hypotheses: Hypothesis[];
      comparison: null;
    };
    const run = readRun(runsDir);
    expect(document).toEqual({
      folder: run.path.replace(/[^/]+$/, () => document.folder.split('/').at(-1) ?? ''),
      verdict: run.verdict,
      result: run.result,
      findings: run.findings,
      hypotheses: run.hypotheses,
      comparison: null,
    });
    expect(existsSync(join(document.folder, 'result.json'))).toBe(true);
    for (const line of linesOf(end.stderr)) expect(line).toMatch(/^caseload: /);
    expect(end.stderr).toContain('load: 40 journeys in 2 s');
  });

  test('--quiet tells no progress, and still the report', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [...short, '--target', shop.url, '--runs-dir', runsDir, '--quiet']);
    shop.close();
    expect(end).toMatchObject({ code: 0, stderr: '', leftovers: [] });
    // Verdicts first, then what they rest on.
    expect(linesOf(end.stdout).slice(0, 4)).toEqual([
      expect.stringMatching(/^e2e × constant {2}--rate 20 --duration 2s$/),
      expect.stringMatching(/^ {2}Validity {4}(VALID|SUSPECT)$/),
      '  Objectives  PASS',
      '  Every objective is met.',
    ]);
    expect(end.stdout).toContain('  40 of 40 scheduled journeys succeeded (100 %).');
    expect(end.stdout).not.toContain('\u001b');
  });

  test('a log gets a line of progress every ten seconds', minute, async () => {
    const shop = await StandInShop.open();
    const words = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '5', '--duration', '12s', '--target', shop.url];
    const end = await runCli(scratch, [...words, '--runs-dir', scratch.path('runs')]);
    shop.close();
    expect(end.code).toBe(0);
    const reported = linesOf(end.stderr).filter((line) => line.includes('in flight'));
    expect(reported).toHaveLength(1);
    expect(reported[0]).toMatch(
      /^caseload: \d+\/12 s stage 1\/1 · target 5\.0\/s · in flight \d+ · done \d+ · failed 0 · p95/,
    );
  });

  test('list --json is one JSON document', minute, async () => {
    const end = await runCli(scratch, ['list', '--json']);
    const document = JSON.parse(end.stdout) as { scenarios: { name: string }[]; profiles: { name: string }[] };
    expect(document.scenarios.map(({ name }) => name)).toContain('order-only');
    expect(document.profiles).toContainEqual(expect.objectContaining({ name: 'case1', scheduled: 3_500 }));
  });
});

describe.concurrent('--dry-run', () => {
  test('sends nothing and writes nothing', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const words = [...short, '--target', shop.url, '--runs-dir', runsDir, '--dry-run'];
    const end = await runCli(scratch, words, { env: { PATH: scratch.folder('bin'), CASELOAD_CACHE: runsDir } });
    shop.close();
    expect(end).toMatchObject({ code: 0, stderr: '', leftovers: [] });
    for (const text of ['signup → charge → order', '40 journeys in 2 s, 120 requests', shop.url, 'p95 < 800ms'])
      expect(end.stdout).toContain(text);
    expect(shop.requests).toEqual([]);
    expect(existsSync(runsDir)).toBe(false);
  });

  test('with --json prints the plan', minute, async () => {
    const end = await runCli(scratch, ['load', '-s', 'order-only', '-p', 'case3', '--dry-run', '--json']);
    const plan = JSON.parse(end.stdout) as RunPlan;
    expect(plan).toMatchObject({ scheduled: 430, scenario: { name: 'order-only' }, profile: { name: 'case3' } });
    expect(plan.command).toBe('npm run load -- -s order-only -p case3 --dry-run --json');
  });

  test('a host that is not this machine has to be named', minute, async () => {
    const words = [...short, '--dry-run', '--target', 'http://example.com'];
    const refused = await runCli(scratch, words);
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toContain('example.com is not this machine');
    expect(await runCli(scratch, [...words, '--allow-host', 'other.example.com'])).toMatchObject({ code: 2 });
    const allowed = await runCli(scratch, [...words, '--allow-host', 'example.com']);
    expect(allowed).toMatchObject({ code: 0, stderr: '' });
    expect(allowed.stdout).toContain('http://example.com');
  });
});

describe.concurrent('two that use one folder of runs', () => {
  test('`runs prune` leaves the run of a load that goes on, which ends whole', minute, async () => {
    let answer = () => {};
    const pruned = new Promise<void>((resolve) => {
      answer = resolve;
    });
    // The load cannot end before its first journey is answered.
    const shop = await StandInShop.open(async ({ journey }) => {
      if (journey === 0) await pruned;
      return undefined;
    });
    const runsDir = scratch.path('runs');
    const words = [...short, '--objective', 'p95 < 20s', '--target', shop.url, '--runs-dir', runsDir];
    const { end, prune, running } = await turn(async () => {
      const cli = startCli(scratch, words);
      await shop.came(10, '/orders');
      const [running = ''] = readdirSync(runsDir);
      // As if another load had begun since, which is the latest now.
      mkdirSync(join(runsDir, '3000-01-01T00-00-00Z-e2e-smoke'));
      writeFileSync(join(runsDir, '3000-01-01T00-00-00Z-e2e-smoke', 'plan.json'), '{}');
      rmSync(join(runsDir, 'latest'));
      symlinkSync('3000-01-01T00-00-00Z-e2e-smoke', join(runsDir, 'latest'));
      const prune = await startCli(scratch, ['runs', 'prune', '--keep', '1', '--runs-dir', runsDir]).ended;
      answer();
      return { end: await cli.ended, prune, running };
    });
    shop.close();
    expect(prune).toMatchObject({ code: 0, stdout: '', leftovers: [] });
    expect(prune.stderr).toContain(running);
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(readRun(runsDir, running).files).toEqual(allFiles);
    // Over, it goes.
    await runCli(scratch, ['runs', 'prune', '--keep', '1', '--runs-dir', runsDir]);
    expect(readdirSync(runsDir)).not.toContain(running);
  });
});

/** What the files of a run hold, by their names. */
const textsOf = ({ path, files }: ReturnType<typeof readRun>) =>
  files.map((file) => {
    const bytes = readFileSync(join(path, file));
    return [file, (file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8')] as const;
  });

describe.concurrent('secrets', () => {
  test('of headers and users are in no output, file or argument', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const words = ['load', '-s', 'order-only', '-p', 'constant', '--rate', '10', '--duration', '3s', '--vus', '5'];
    const secrets = ['-H', 'X-Api-Key: s3cr3t-value', '-HX-Other:s3cr3t-other', '--header=X-Third: s3cr3t-third'];
    const files = new Map<string, { mode: number; rows: { token: string }[] }>();
    const end = await turn(async () => {
      const cli = startCli(scratch, [...words, ...secrets, '--target', shop.url, '--runs-dir', runsDir]);
      const k6 = await cli.child('--address');
      await shop.came(5, '/orders');
      expect(commandLineOf(k6)).toContain('script.js');
      expect(commandLineOf(k6)).not.toMatch(/s3cr3t|token-of/);
      for (const tmp of readdirSync(scratch.root)) {
        for (const name of readdirSync(join(scratch.root, tmp)).filter((one) => one.startsWith('caseload-users-'))) {
          const file = join(scratch.root, tmp, name, 'users.json');
          files.set(file, { mode: statSync(file).mode & 0o777, rows: JSON.parse(readFileSync(file, 'utf8')) });
        }
      }
      return cli.ended;
    });
    shop.close();
    expect(end).toMatchObject({ code: 5, leftovers: [] });
    expect(end.stdout + end.stderr).not.toMatch(/s3cr3t|token-of/);
    const run = readRun(runsDir);
    expect(run.files).toEqual(allFiles);
    for (const [file, text] of textsOf(run)) expect(text, file).not.toMatch(/s3cr3t|token-of/);
    expect(run.plan.command).toContain("-H 'X-Api-Key: …'");
    // One user for each VU, in a file for us alone, which is gone.
    expect([...files.values()]).toEqual([
      { mode: 0o600, rows: expect.arrayContaining([{ token: expect.any(String) }]) },
    ]);
    expect([...files.values()][0]?.rows).toHaveLength(5);
    for (const file of files.keys()) expect(existsSync(file)).toBe(false);
    // They were sent, nonetheless.
    const orders = shop.requests.filter(({ path }) => path.endsWith('/orders'));
    expect(orders).toHaveLength(31);
    // The last one only looks whether anything answers.
    for (const { headers } of shop.requests.filter(({ path }) => path !== '/'))
      expect(headers).toMatchObject({
        'x-api-key': 's3cr3t-value',
        'x-other': 's3cr3t-other',
        'x-third': 's3cr3t-third',
      });
    expect(new Set(orders.map(({ headers }) => headers.authorization)).size).toBeLessThanOrEqual(6);
  });

  test('of variables for the script are in no output and no file, be k6 ever so talkative', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    const variables = ['-e', 'PASSWORD=s3cr3t', '-e=API_TOKEN=s3cr3t-too', '-v'].map((arg) => `--k6-arg=${arg}`);
    const words = [...short, '--objective', 'p95 < 20s', '--target', shop.url, '--runs-dir', runsDir, ...variables];
    const end = await runCli(scratch, words);
    shop.close();
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(end.stdout + end.stderr).not.toContain('s3cr3t');
    const run = readRun(runsDir);
    expect(run.files).toEqual(allFiles);
    for (const [file, text] of textsOf(run)) expect(text, file).not.toContain('s3cr3t');
    expect(run.plan.command).toContain("--k6-arg=-e '--k6-arg=PASSWORD=…' '--k6-arg=-e=API_TOKEN=…' --k6-arg=-v");
  });

  test('are redacted by `caseload try`', minute, async () => {
    const shop = await StandInShop.open();
    const end = await runCli(scratch, ['try', '-s', 'e2e', '--target', shop.url, '-H', 'X-Api-Key: s3cr3t-value']);
    shop.close();
    expect(end).toMatchObject({ code: 0, leftovers: [] });
    expect(end.stdout).toContain('✓ e2e works: signup → charge → order');
    expect(end.stdout).toContain('‹redacted›');
    expect(end.stdout).not.toMatch(/s3cr3t|token-of|correct-horse/);
  });

  test('an answer of the target cannot write to the terminal', minute, async () => {
    const shop = await StandInShop.open(() => ({ status: 500, body: '"\u001b]0;owned\u0007\u001b[2J"' }));
    const end = await runCli(scratch, ['try', '-s', 'e2e', '--target', shop.url]);
    shop.close();
    expect(end.code).toBe(10);
    expect(end.stdout).toContain('✗ e2e fails at signup: POST /api/auth/register returned 500, expected 201');
    for (const control of ['\u001b', '\u0007']) expect(end.stdout).not.toContain(control);
  });
});
