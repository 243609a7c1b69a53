import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, startPostgres } from '../../lib/run/target/shop/postgres.ts';
import { startShop } from '../../lib/run/target/shop/shop.ts';
import { buildShop } from '../../lib/run/target/shop/shop-build.ts';
import { isAlive, neverAborted, newCustomer, pidOf, send } from './shop-client.ts';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../../', import.meta.url));

let main: string;
let database: Database;

beforeAll(async () => {
  main = await buildShop({ signal: neverAborted, onProgress: () => {} });
  database = await startPostgres({ signal: neverAborted });
});

afterAll(() => database?.stop());

async function startWith(env: Record<string, string>): Promise<{ code: number; stderr: string; stdout: string }> {
  const good = { DATABASE_URL: 'postgres://a:top-secret@127.0.0.1:1/b', PATH: process.env.PATH };
  return run(process.execPath, [main], { env: { ...good, ...env } }).then(
    (ended) => ({ code: 0, ...ended }),
    (error: { code: number; stderr: string; stdout: string }) => error,
  );
}

test('the shop’s own types are right', { timeout: 60_000 }, async () => {
  await run(process.execPath, ['node_modules/typescript/bin/tsc', '-p', 'target', '--noEmit'], { cwd: root });
});

test('each bad setting is one line, with what is allowed, and exit code 2', async () => {
  const { code, stderr, stdout } = await startWith({
    BCRYPT_COST: '99',
    ORDER_LOCK: 'optimist',
    PORT: '-1',
    FAULT_TX_HOLD: '5',
    DATABASE_URL: 'mysql://a:top-secret@h/b',
  });
  expect(code).toBe(2);
  expect(stdout).toBe('');
  const lines = stderr.trim().split('\n');
  expect(lines).toHaveLength(5);
  expect(lines).toContain('BCRYPT_COST is "99"; allowed: a whole number from 4 to 20 (default 10)');
  expect(lines).toContain(
    'ORDER_LOCK is "optimist"; allowed: pessimistic, optimistic, atomic, none (default pessimistic)',
  );
  expect(stderr).toContain('FAULT_TX_HOLD is no setting');
  expect(stderr).not.toContain('top-secret');
});

test('a database that is not there is one line and exit code 4', async () => {
  const { code, stderr } = await startWith({ PORT: '0' });
  expect(code).toBe(4);
  expect(stderr.trim().split('\n')).toHaveLength(1);
  expect(stderr).toMatch(/cannot use the database: .*ECONNREFUSED/);
  expect(stderr).not.toContain('top-secret');
});

test('FAULT_STATUS_EVERY and FAULT_STEP_DELAY_MS spoil the API only, and BCRYPT_IMPL=js makes good hashes', async () => {
  const env = {
    DATABASE_URL: database.url,
    BCRYPT_COST: '4',
    BCRYPT_IMPL: 'js',
    FAULT_STATUS_EVERY: '3',
    FAULT_STEP_DELAY_MS: '150',
  };
  const shop = await startShop({ signal: neverAborted, settings: env });
  try {
    expect(shop.settings).toMatchObject({ BCRYPT_IMPL: 'js', FAULT_STATUS_EVERY: 3, FAULT_STEP_DELAY_MS: 150 });
    const token = await newCustomer(shop.url, 5);
    for (let index = 0; index < 4; index++) expect((await send('GET', `${shop.url}/health`)).status).toBe(200);
    expect((await send('POST', `${shop.url}/api/points/charge`, { amount: 1 }, token)).status).toBe(500);
    const startedMs = performance.now();
    expect((await send('POST', `${shop.url}/api/orders`, { productId: 1, quantity: 1 }, token)).status).toBe(201);
    expect(performance.now() - startedMs).toBeGreaterThanOrEqual(145);
  } finally {
    await shop.stop();
  }
});

test('faults that are work for the database have tables of their own, and leave the shop consistent', async () => {
  const faults = { FAULT_SCAN_ROWS: '1000', FAULT_WAL_KB: '20', FAULT_QUERIES: '3', FAULT_JSON_KB: '50' };
  const env = { DATABASE_URL: database.url, BCRYPT_COST: '4', FAULT_DEADLOCK: 'on', ...faults };
  const shop = await startShop({ signal: neverAborted, settings: env });
  try {
    const token = await newCustomer(shop.url, 5);
    expect((await send('POST', `${shop.url}/api/orders`, { productId: 1, quantity: 1 }, token)).status).toBe(201);
    const charges = await Promise.all(
      Array.from({ length: 8 }, () => send('POST', `${shop.url}/api/points/charge`, { amount: 1 }, token)),
    );
    // Which of them PostgreSQL chose to end is its business.
    expect(new Set([...charges.map(({ status }) => status), 200, 500])).toEqual(new Set([200, 500]));
    expect(await shop.integrity()).toMatchObject({ ok: true });
  } finally {
    await shop.stop();
  }
});

test('a pool that has leaked away: errors after DB_ACQUIRE_TIMEOUT_MS, integrity still answers, and the shop still ends', async () => {
  const env = {
    DATABASE_URL: database.url,
    BCRYPT_COST: '4',
    DB_POOL_SIZE: '2',
    // It limits how long a connection may take to open, too.
    DB_ACQUIRE_TIMEOUT_MS: '2000',
    FAULT_LEAK_EVERY: '1',
  };
  const shop = await startShop({ signal: neverAborted, settings: env });
  const token = await newCustomer(shop.url, 0);
  const statuses: number[] = [];
  for (let index = 0; index < 3; index++) {
    statuses.push((await send('POST', `${shop.url}/api/points/charge`, { amount: 1 }, token)).status);
  }
  expect(statuses).toEqual([200, 500, 500]);
  expect(await shop.integrity()).toMatchObject({ ok: true });
  await shop.stop();
  expect(isAlive(pidOf(shop, 'shop'))).toBe(false);
});
