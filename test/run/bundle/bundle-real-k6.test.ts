// Bundles as a user takes them: a bare `k6 run script.js -e BASE_URL=…`, against a small stand-in for the shop.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type BundleOptions, bundleScript } from '../../../lib/run/bundle/bundle.ts';
import { fileOf, loadProfile, loadScenario } from '../../../lib/store/library.ts';
import { type PlanChanges, planOf } from '../../plan-of.ts';
import { runRealK6 } from '../../real-k6.ts';
import { ScenarioFiles } from './scenario-files.ts';

interface Reply {
  readonly status: number;
  readonly body?: object;
  readonly headers?: Readonly<Record<string, string>>;
  readonly afterMs?: number;
}

/** Answers well: the statuses that the steps expect, and a token for who signs up. */
const well = (path: string): Reply =>
  path === '/api/auth/register' ? { status: 201, body: { accessToken: `t${seen.length}` } } : { status: 201, body: {} };

let reply: (path: string) => Reply;
let seen: { readonly path: string; readonly token: string | undefined; readonly email: string | undefined }[];
/** Requests being answered, by token; and the most there were at once, of one token and in all. */
let open: Map<string | undefined, number>;
let most: { ofOneToken: number; inAll: number };

const server = createServer(async (request, response) => {
  const body = await textOf(request);
  const path = request.url ?? '';
  const token = request.headers.authorization?.replace('Bearer ', '');
  seen.push({ path, token, email: body === '' ? undefined : (JSON.parse(body) as { email?: string }).email });
  open.set(token, (open.get(token) ?? 0) + 1);
  most.ofOneToken = Math.max(most.ofOneToken, open.get(token) ?? 0);
  most.inAll = Math.max(
    most.inAll,
    [...open.values()].reduce((sum, count) => sum + count, 0),
  );
  const { status, body: answer, headers, afterMs = 0 } = reply(path);
  setTimeout(() => {
    open.set(token, (open.get(token) ?? 0) - 1);
    response.writeHead(status, { 'Content-Type': 'application/json', ...headers }).end(JSON.stringify(answer ?? {}));
  }, afterMs);
});

async function textOf(request: IncomingMessage): Promise<string> {
  let text = '';
  for await (const chunk of request) text += String(chunk);
  return text;
}

let url: string;
const files = new ScenarioFiles();

beforeAll(async () => {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
afterAll(() => {
  files.remove();
  server.closeAllConnections();
  server.close();
});
beforeEach(() => {
  reply = well;
  seen = [];
  open = new Map();
  most = { ofOneToken: 0, inAll: 0 };
});

/** 40 journeys in one second. */
const short = { rateRps: 40, durationMs: 1_000 };

async function scriptOf(scenario: string, changes: PlanChanges = {}) {
  const plan = planOf(await loadScenario(scenario), await loadProfile('constant'), {
    changes: short,
    vus: 20,
    ...changes,
  });
  return (await bundleScript(fileOf('scenarios', scenario), plan)).code;
}

/** The script of a scenario file that is not in the library. */
async function scriptOfFile(file: string, options: BundleOptions = {}) {
  const scenario = { ...(await loadScenario('e2e')), name: 'own', steps: [], objectives: [] };
  const plan = planOf(scenario, await loadProfile('constant'), { changes: short, vus: 20 });
  return (await bundleScript(file, plan, options)).code;
}

const to = (...words: string[]) => ['-e', `BASE_URL=${url}`, ...words];
const users = (count: number) => JSON.stringify(Array.from({ length: count }, (_, row) => ({ token: `c${row}` })));

interface Summary {
  readonly metrics: Readonly<
    Record<string, { values: Record<string, number>; thresholds?: Record<string, { ok: boolean }> }>
  >;
}
const summaryOf = (outputs: Readonly<Record<string, Buffer>>) => JSON.parse(String(outputs['summary.json'])) as Summary;

describe('a bare k6 run of a bundle', () => {
  it('tells its thresholds with their values, its checks and what became of its journeys, and exits 0 when all is well', async () => {
    const ending = await runRealK6({
      script: await scriptOf('e2e'),
      args: to('-e', 'SUMMARY=summary.json'),
      outputs: ['summary.json'],
    });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    expect(ending.stdout).toMatch(/^\ne2e × constant\n/);
    expect(ending.stdout).toMatch(/ ✓ http_req_duration p\(95\)<800 {2}\d+\.\d\d ms\n/);
    expect(ending.stdout).toMatch(/ ✓ http_req_failed rate<0\.02 {2}0\.00 %\n/);
    expect(ending.stdout).toMatch(/ ✓ http_reqs count>=72 {2}120\n/);
    expect(ending.stdout).toMatch(/ ✓ order_success rate>0\.98 {2}100\.00 %\n/);
    expect(ending.stdout).toMatch(/ ✓ journeys_ok count>39\.2 {2}40\n/);
    expect(ending.stdout).toMatch(/ ✓ journeys_failed\{cause:exception\} count<1 {2}0\n/);
    expect(ending.stdout).toMatch(
      / ✓ register 201 {2}40 of 40\n.* ✓ charge 200\/201 {2}40 of 40\n.* ✓ order 200\/201 {2}40 of 40\n/,
    );
    expect(ending.stdout).toContain('  40 scheduled, 40 started, 40 succeeded, 0 failed, 0 dropped\n');
    expect(ending.stdout).not.toContain('✗');
    expect(summaryOf(ending.outputs).metrics.journeys_ok?.values.count).toBe(40);
    expect(new Set(seen.flatMap(({ email }) => email ?? [])).size).toBe(40);
  });

  it('of Poisson arrivals starts the journeys that were drawn, also of a scenario that k6 has to evaluate at once', async () => {
    const file = files.withRequest(
      'own-rate',
      "own.add(1);\n    return get('/');",
      "import { Rate } from 'k6/metrics';\nconst own = new Rate('own_rate');",
    );
    const scenario = { ...(await loadScenario('e2e')), name: 'own', steps: [], objectives: [] };
    const changes = { ...short, arrivals: 'poisson' as const };
    const plan = planOf(scenario, await loadProfile('constant'), { changes, vus: 40 });
    const ending = await runRealK6({
      script: (await bundleScript(file, plan, { minify: true })).code,
      args: to('-e', 'SUMMARY=summary.json'),
      outputs: ['summary.json'],
    });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    expect(plan.scheduled).not.toBe(40);
    expect(summaryOf(ending.outputs).metrics.own_rate?.values.passes).toBe(plan.scheduled);
  });

  it('lets a scenario make a metric and read a file of its own, which k6 allows only while a VU is made', async () => {
    const file = files.withRequest(
      'own-metric',
      "own.add(1);\n    return get('/' + route);",
      "import { Counter } from 'k6/metrics';\ndeclare function open(path: string): string;\nconst own = new Counter('own_looks');\nconst route = open('./route.txt');",
    );
    const ending = await runRealK6({
      script: await scriptOfFile(file, { minify: true }),
      files: { 'route.txt': 'looked-at' },
      args: to('-e', 'SUMMARY=summary.json'),
      outputs: ['summary.json'],
    });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    expect(summaryOf(ending.outputs).metrics.own_looks?.values.count).toBe(40);
    expect(seen.every(({ path }) => path === '/looked-at')).toBe(true);
  });

  it('exits 99 when the target answers 500, and marks what was crossed', async () => {
    reply = (path) => (path === '/api/orders' ? { status: 500 } : well(path));
    const ending = await runRealK6({ script: await scriptOf('e2e'), args: to() });
    expect(ending.exitCode).toBe(99);
    expect(ending.stdout).toMatch(/ ✗ order_success rate>0\.98 {2}0\.00 %\n/);
    expect(ending.stdout).toMatch(/ ✗ http_req_failed rate<0\.02 {2}33\.33 %\n/);
    expect(ending.stdout).toMatch(/ ✗ journeys_ok count>39\.2 {2}0\n/);
    expect(ending.stdout).toMatch(/ ✓ register 201 {2}40 of 40\n/);
    expect(ending.stdout).toMatch(/ ✗ order 200\/201 {2}0 of 40\n/);
    expect(ending.stdout).toContain('40 started, 0 succeeded, 40 failed, 0 dropped');
  });

  it('exits 99 when no journey ever reaches the step of an objective, which has no data', async () => {
    reply = () => ({ status: 503 });
    const ending = await runRealK6({ script: await scriptOf('e2e'), args: to() });
    expect(ending.exitCode).toBe(99);
    expect(ending.stdout).toMatch(/ order_success rate>0\.98 {2}no data\n/);
    expect(ending.stdout).toMatch(/ ✗ http_reqs\{step:order\} count>=1 {2}0\n/);
  });

  it('does not follow a redirect, and counts it as failed', async () => {
    reply = (path) =>
      path === '/api/auth/register' ? { status: 302, headers: { Location: `${url}/elsewhere` } } : well(path);
    const ending = await runRealK6({
      script: await scriptOf('signup-only', { changes: { ...short, rateRps: 80 } }),
      args: to(),
    });
    expect(ending.exitCode).toBe(99);
    expect(ending.stdout).toMatch(/ ✗ signup_success rate>0\.98 {2}0\.00 %\n/);
    // A machine that stands still for half of this second lets fewer be sent.
    expect(seen.length).toBeGreaterThan(0);
    expect(seen.length).toBeLessThanOrEqual(80);
    expect(seen.every(({ path }) => path === '/api/auth/register')).toBe(true);
  });

  it.each([
    ['without BASE_URL', 'e2e', [], 'BASE_URL is missing: pass -e BASE_URL='],
    [
      'without USERS',
      'order-only',
      ['-e', 'BASE_URL=http://127.0.0.1:9'],
      'order-only needs prepared users: make them with',
    ],
    [
      'with a file that is not there',
      'order-only',
      ['-e', 'BASE_URL=http://127.0.0.1:9', '-e', 'USERS=no.json'],
      'USERS=no.json cannot be read',
    ],
  ])('exits 107 %s, and says what is missing', async (_what, scenario, args, says) => {
    const { exitCode, stderr } = await runRealK6({ script: await scriptOf(scenario), args });
    expect(exitCode).toBe(107);
    expect(stderr).toContain(says);
  });

  it('exits 107 with too few users: both counts are named', async () => {
    const { exitCode, stderr } = await runRealK6({
      script: await scriptOf('order-only'),
      args: to('-e', 'USERS=users.json'),
      files: { 'users.json': users(19) },
    });
    expect(exitCode).toBe(107);
    expect(stderr).toContain('users.json has 19 users, but this script needs 20');
    expect(seen).toEqual([]);
  });
});

describe('a script that throws in every journey', () => {
  const file = files.withRequest('throws', "throw new Error('no such field');");

  it('exits 99: k6 alone would call it a success', async () => {
    const ending = await runRealK6({ script: await scriptOfFile(file), args: to() });
    expect(ending.exitCode).toBe(99);
    expect(ending.stdout).toMatch(/ ✗ journeys_failed\{cause:exception\} count<1 {2}40\n/);
    expect(ending.stdout).toContain('40 scheduled, 40 started, 0 succeeded, 40 failed');
    expect(ending.stderr).toContain('no such field');
    expect(seen).toEqual([]);
  });

  it('is traced to its TypeScript source, with a source map', async () => {
    const script = await scriptOfFile(file, { sourcesFrom: '.', minify: true });
    const { stderr } = await runRealK6({ script, args: to() });
    // Line 6 of the file is the throw.
    expect(stderr).toMatch(/throws\.ts:6:/);
    expect(stderr).toMatch(/perform-step\.ts:\d+:/);
  });
});

describe('prepared users', () => {
  it('serve one journey at a time each, however slow the target', async () => {
    reply = (path) => ({ ...well(path), afterMs: 250 });
    const ending = await runRealK6({
      script: await scriptOf('order-only', { changes: { rateRps: 40, durationMs: 2_000 } }),
      args: to('-e', 'USERS=users.json'),
      files: { 'users.json': users(20) },
    });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    expect(seen).toHaveLength(80);
    expect(most.ofOneToken).toBe(1);
    expect(most.inAll).toBeGreaterThan(5);
    for (const { token } of seen) expect(token).toMatch(/^c(1?\d)$/);
  });

  it('are one for each journey with per-journey, the warm-up included', async () => {
    const ending = await runRealK6({
      script: await scriptOf('order-only', {
        changes: { rateRps: 80, durationMs: 1_000, warmUpMs: 500 },
        users: { mode: 'per-journey' },
      }),
      args: to('-e', 'USERS=users.json'),
      files: { 'users.json': users(120) },
    });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    expect(seen).toHaveLength(120);
    expect(new Set(seen.map(({ token }) => token)).size).toBe(120);
  });

  it('are found from the folder in which k6 was started, too', async () => {
    const here = mkdtempSync(join(tmpdir(), 'caseload-here-'));
    writeFileSync(join(here, 'mine.json'), users(20));
    const ending = await runRealK6({
      script: await scriptOf('order-only', { changes: { rateRps: 80, durationMs: 1_000 } }),
      args: to('-e', 'USERS=mine.json'),
      env: { PWD: here },
    });
    rmSync(here, { recursive: true });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    expect(new Set(seen.map(({ token }) => token)).size).toBeGreaterThan(1);
  });
});

describe('a warm-up', () => {
  it.each(['samples', 'none'] as const)(
    'is in no threshold and no count of journeys, and shares its VUs with the load (record %s)',
    async (record) => {
      const ending = await runRealK6({
        script: await scriptOf('order-only', { changes: { rateRps: 40, durationMs: 2_000, warmUpMs: 2_000 }, record }),
        args: to('-e', 'USERS=users.json', '-e', 'SUMMARY=summary.json'),
        files: { 'users.json': users(20) },
        outputs: ['summary.json'],
      });
      expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
      expect(seen).toHaveLength(160);
      // A VU beyond the users would have no token.
      for (const { token } of seen) expect(token).toMatch(/^c(1?\d)$/);
      const { metrics } = summaryOf(ending.outputs);
      expect(metrics.journeys_ok?.values.count).toBe(160);
      expect(metrics['journeys_ok{scenario:load}']?.values.count).toBe(80);
      expect(metrics['journeys_started{scenario:load}']?.values.count).toBe(80);
      expect(metrics['journeys_failed{scenario:load}']?.values.count).toBe(0);
      expect(metrics['iterations{scenario:load}']?.values.count).toBe(80);
      expect(metrics['iteration_duration{scenario:load}']?.values.count).toBe(80);
      expect(metrics['http_req_duration{scenario:load}']?.values.count).toBe(80);
      expect(metrics['http_reqs{scenario:load}']).toMatchObject({
        values: { count: 80 },
        thresholds: { 'count>=72': { ok: true } },
      });
      expect(ending.stdout).toContain('80 scheduled, 80 started, 80 succeeded, 0 failed, 0 dropped');
    },
  );

  it('that fails altogether fails no objective', async () => {
    reply = (path) => (seen.length <= 80 ? { status: 500 } : well(path));
    const ending = await runRealK6({
      script: await scriptOf('order-only', { changes: { rateRps: 80, durationMs: 1_000, warmUpMs: 1_000 } }),
      args: to('-e', 'USERS=users.json'),
      files: { 'users.json': users(20) },
    });
    expect(ending.exitCode).toBe(0);
    expect(ending.stdout).toMatch(/ ✓ journeys_ok\{scenario:load\} count>78\.4 {2}80\n/);
  });
});

describe('a plan that records no samples', () => {
  it('has the figures of each step in the summary', async () => {
    reply = (path) => (path === '/api/points/charge' && seen.length % 2 === 0 ? { status: 500 } : well(path));
    const ending = await runRealK6({
      script: await scriptOf('e2e', { record: 'none' }),
      args: to('-e', 'SUMMARY=summary.json'),
      outputs: ['summary.json'],
    });
    expect(ending.exitCode).toBe(99);
    const { metrics } = summaryOf(ending.outputs);
    const count = (name: string) => metrics[name]?.values.count;
    const failed = count('journeys_failed{failed_step:charge}') ?? Number.NaN;
    expect(failed).toBeGreaterThan(0);
    expect(count('http_req_duration{step:signup}')).toBe(40);
    expect(count('http_req_duration{step:charge}')).toBe(40);
    expect(count('http_req_duration{step:order}')).toBe(40 - failed);
    expect(count('journeys_failed')).toBe(failed);
    expect(count('journeys_failed{failed_step:order}')).toBe(0);
    expect(count('journeys_failed{cause:exception}')).toBe(0);
    expect(count('iteration_duration')).toBe(40);
  });
});

describe('a plan that records journeys', () => {
  it('has the VU of each sample, by which the requests of a journey are put together', async () => {
    const ending = await runRealK6({
      script: await scriptOf('e2e', { record: 'journeys' }),
      args: to('--out', 'csv=samples.csv'),
      outputs: ['samples.csv'],
    });
    expect(ending).toMatchObject({ exitCode: 0, stderr: '' });
    const [header = [], ...rows] = String(ending.outputs['samples.csv'])
      .trim()
      .split('\n')
      .map((line) => line.split(','));
    const cell = (row: readonly string[], column: string) => row[header.indexOf(column)];
    // k6 keeps it out of its series, in a column of its own.
    const vuOf = (row: readonly string[]) => Number(/\bvu=(\d+)/.exec(cell(row, 'metadata') ?? '')?.[1]);
    const countsByVu = (metric: string) => {
      const counts = new Map<number, number>();
      for (const row of rows.filter((one) => cell(one, 'metric_name') === metric))
        counts.set(vuOf(row), (counts.get(vuOf(row)) ?? 0) + 1);
      return counts;
    };
    const journeys = countsByVu('journeys_started');
    expect([...journeys.values()].reduce((sum, count) => sum + count, 0)).toBe(40);
    expect([...journeys.keys()].every((vu) => vu >= 1 && vu <= 20)).toBe(true);
    expect(countsByVu('journeys_ok')).toEqual(journeys);
    const requests = [...journeys].map(([vu, count]) => [vu, 3 * count] as const);
    expect(countsByVu('http_req_duration')).toEqual(new Map(requests));
  });
});
