import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, startPostgres } from '../../lib/run/target/shop/postgres.ts';
import { type Shop, startShop } from '../../lib/run/target/shop/shop.ts';
import { shopSettingNames } from '../../lib/run/target/shop/shop-settings.ts';
import { neverAborted, newCustomer, pidOf, send } from './shop-client.ts';

let database: Database;
let shop: Shop;
let customer: string;

beforeAll(async () => {
  // Every statement goes to the log, with its plan: whatever could leak, leaks here.
  database = await startPostgres({
    signal: neverAborted,
    extraSettings: { 'auto_explain.log_min_duration': '0', log_statement: 'all', log_min_duration_statement: '0' },
  });
  const env = { DATABASE_URL: database.url, BCRYPT_COST: '4', STOCK_SKUS: '3', JWT_KEY: 'keyobject' };
  shop = await startShop({ signal: neverAborted, settings: env });
  customer = await newCustomer(shop.url, 100);
});

afterAll(async () => {
  await shop?.stop();
  await database?.stop();
});

const register = (body: unknown) => send('POST', `${shop.url}/api/auth/register`, body);
const charge = (body: unknown, token?: string) => send('POST', `${shop.url}/api/points/charge`, body, token);
const order = (body: unknown, token?: string) => send('POST', `${shop.url}/api/orders`, body, token);

test('health answers without touching anything', async () => {
  expect(await send('GET', `${shop.url}/health`)).toEqual({
    status: 200,
    body: { status: 'ok', service: 'caseload-shop' },
  });
});

describe('register', () => {
  test('answers 201 with an id and a token, and 409 to the same e-mail', async () => {
    const body = { email: 'Twice@shop.test', password: 'correct-horse' };
    const first = await register(body);
    expect(first).toEqual({ status: 201, body: { id: expect.any(Number), accessToken: expect.any(String) } });
    expect((await register({ ...body, email: 'twice@shop.test' })).status).toBe(409);
  });

  test.each([
    ['no body', undefined],
    ['no JSON', '{"email":"leaky-address@shop.test","password":"leaky-password"'],
    ['a list', []],
    ['no password', { email: 'a@b.c' }],
    ['no address', { email: 'nobody', password: 'correct-horse' }],
    ['a short password', { email: 'a@b.c', password: 'short' }],
    ['a password longer than bcrypt reads', { email: 'a@b.c', password: 'x'.repeat(73) }],
  ])('answers 400 to %s', async (_name, body) => {
    const answer = await register(body);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.body)).not.toMatch(/leaky|stack|node_modules/);
  });
});

describe('charge', () => {
  test('answers 200 with the new balance', async () => {
    const token = await newCustomer(shop.url, 0);
    expect(await charge({ amount: 30 }, token)).toEqual({ status: 200, body: { balance: 30 } });
    expect(await charge({ amount: 12 }, token)).toEqual({ status: 200, body: { balance: 42 } });
  });

  test.each([{ amount: 0 }, { amount: -1 }, { amount: 1.5 }, { amount: '5' }, {}])(
    'answers 400 to %j',
    async (body) => {
      expect((await charge(body, customer)).status).toBe(400);
    },
  );

  test('answers 400 rather than overflow the balance', async () => {
    const token = await newCustomer(shop.url, 1_000_000_000);
    expect((await charge({ amount: 1_000_000_000 }, token)).status).toBe(200);
    expect((await charge({ amount: 1 }, token)).status).toBe(400);
  });
});

describe('orders', () => {
  test('answers 201 with the order and takes points and stock', async () => {
    const token = await newCustomer(shop.url, 5);
    const answer = await order({ productId: 2, quantity: 5 }, token);
    expect(answer).toEqual({ status: 201, body: { orderId: expect.any(Number), amount: 5 } });
    expect((await order({ productId: 2, quantity: 1 }, token)).status).toBe(402);
  });

  test('answers 404 to an unknown product and 409 to a sold-out one', async () => {
    expect((await order({ productId: 4, quantity: 1 }, customer)).status).toBe(404);
    const rich = await newCustomer(shop.url, 1_000_000_000);
    for (let part = 0; part < 100; part++) await order({ productId: 3, quantity: 1_000_000 }, rich);
    expect((await order({ productId: 3, quantity: 1 }, rich)).status).toBe(409);
  });

  test.each([{ productId: 1 }, { quantity: 1 }, { productId: 1, quantity: 0 }, { productId: 'x', quantity: 1 }])(
    'answers 400 to %j',
    async (body) => {
      expect((await order(body, customer)).status).toBe(400);
    },
  );
});

test.each([
  ['no token', undefined],
  ['a word', 'nonsense'],
  ['a token of another shop', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.rTCH8cLoGxAm_xw68z-zXVKi9ie6xJn9tnVWjd_9ftE'],
  ['an unsigned token', 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
])('answers 401 to %s', async (_name, token) => {
  expect((await charge({ amount: 1 }, token)).status).toBe(401);
  expect((await order({ productId: 1, quantity: 1 }, token)).status).toBe(401);
});

test('config shows every setting and no password', async () => {
  const { body } = await send('GET', `${shop.url}/config`);
  expect(Object.keys(body).filter((name) => /^[A-Z]/.test(name))).toEqual(
    expect.arrayContaining([...shopSettingNames, 'PORT', 'HOST', 'DATABASE_URL']),
  );
  expect(body).toMatchObject({ BCRYPT_COST: 4, STOCK_SKUS: 3, JWT_KEY: 'keyobject', DB_POOL_SIZE: 10 });
  expect(JSON.stringify(body)).not.toContain(new URL(database.url).password);
  expect(Object.keys(shop.settings).sort()).toEqual([...shopSettingNames].sort());
  expect(shop.database).toMatchObject({ source: 'DATABASE_URL', version: database.version });
});

test('the data is consistent after all that', async () => {
  const integrity = await shop.integrity();
  expect(integrity.checks.filter(({ ok }) => !ok)).toEqual([]);
  expect(integrity.ok).toBe(true);
});

test('no e-mail, password or hash reaches the log of PostgreSQL', () => {
  const folder = database.logDir ?? '';
  const log = readdirSync(folder)
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join('\n');
  expect(log).toContain('INSERT INTO');
  expect(log).not.toMatch(/@shop\.test|correct-horse|leaky|\$2[aby]\$/i);
});

// The last one: it takes the database away, so that every request becomes an error that the shop logs.
test('no e-mail, password or address of the database reaches the shop’s stderr', async () => {
  await database.stop();
  expect((await register({ email: 'leaky@shop.test', password: 'correct-horse' })).status).toBe(500);
  expect((await charge({ amount: 1 }, customer)).status).toBe(500);
  process.kill(pidOf(shop, 'shop'), 'SIGKILL');
  const words = await shop.died;
  expect(words).toMatch(/^the shop was killed by SIGKILL during the run; the end of its output: .*500: /s);
  expect(words).not.toMatch(/@shop\.test|correct-horse|\$2[aby]\$/);
  expect(words).not.toContain(new URL(database.url).password);
});
