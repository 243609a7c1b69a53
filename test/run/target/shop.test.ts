import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { InterruptedError, TargetError } from '../../../lib/model/errors.ts';
import { type Database, startPostgres } from '../../../lib/run/target/shop/postgres.ts';
import { type Shop, startShop } from '../../../lib/run/target/shop/shop.ts';
import { isAlive, neverAborted, newCustomer, pidOf, send } from '../../target/shop-client.ts';

const env = { BCRYPT_COST: '4' };

function expectGone(shop: Shop): void {
  const { database } = shop;
  expect(isAlive(pidOf(shop, 'shop'))).toBe(false);
  expect(isAlive(database.pid)).toBe(false);
  expect(existsSync(join(database.logDir ?? '', '..'))).toBe(false);
}

test('two shops at once work, each with its own database, and stop leaves nothing', async () => {
  const lines: string[] = [];
  const startedMs = performance.now();
  const shops = await Promise.all([
    startShop({ signal: neverAborted, settings: env, onProgress: (line) => lines.push(line) }),
    startShop({ signal: neverAborted, settings: { ...env, DB_POOL_SIZE: '3' } }),
  ]);
  console.log(`two shops were ready after ${Math.round(performance.now() - startedMs)} ms`);
  expect(lines.at(-1)).toBe(`the shop listens at ${shops[0].url}`);
  expect(shops.map(({ settings }) => settings.DB_POOL_SIZE)).toEqual([10, 3]);
  for (const shop of shops) {
    const token = await newCustomer(shop.url, 1);
    const { status } = await send('POST', `${shop.url}/api/orders`, { productId: 1, quantity: 1 }, token);
    expect(status).toBe(201);
    expect(await shop.integrity()).toMatchObject({ ok: true });
  }
  await Promise.all(shops.flatMap((shop) => [shop.stop(), shop.stop()]));
  for (const shop of shops) expectGone(shop);
  const word = await Promise.race([shops[0].died, new Promise((resolve) => setTimeout(resolve, 50, 'silence'))]);
  expect(word).toBe('silence');
});

test('a shop that is killed is reported, and stop cleans up the rest', async () => {
  const shop = await startShop({ signal: neverAborted, settings: env });
  process.kill(pidOf(shop, 'shop'), 'SIGKILL');
  expect(await shop.died).toBe('the shop was killed by SIGKILL during the run');
  await shop.stop();
  expectGone(shop);
});

test('a database that is killed is reported, and the shop answers 500 instead of ending', async () => {
  const shop = await startShop({ signal: neverAborted, settings: env });
  const token = await newCustomer(shop.url, 1);
  process.kill(shop.database.pid ?? 0, 'SIGKILL');
  expect(await shop.died).toBe('PostgreSQL was killed by SIGKILL during the run');
  for (let index = 0; index < 5; index++) {
    const { status, body } = await send('POST', `${shop.url}/api/points/charge`, { amount: 1 }, token);
    expect({ status, body }).toEqual({ status: 500, body: { statusCode: 500, message: 'Internal server error' } });
  }
  expect((await send('GET', `${shop.url}/health`)).status).toBe(200);
  await expect(shop.integrity()).rejects.toThrow(TargetError);
  await shop.stop();
  expectGone(shop);
});

test('an interrupted start ends what it began', async () => {
  await expect(startShop({ signal: AbortSignal.timeout(1_500), settings: env })).rejects.toThrow(InterruptedError);
});

describe('on a database that is there already', () => {
  let database: Database;
  beforeAll(async () => {
    database = await startPostgres({ signal: neverAborted, env: {} });
  });
  afterAll(() => database?.stop());
  const shared = () => ({ ...env, DATABASE_URL: database.url });

  test('stop lets an open request finish', async () => {
    const shop = await startShop({ signal: neverAborted, settings: { ...shared(), FAULT_STEP_DELAY_MS: '500' } });
    const token = await newCustomer(shop.url, 1);
    const answer = send('POST', `${shop.url}/api/orders`, { productId: 1, quantity: 1 }, token);
    await new Promise((resolve) => setTimeout(resolve, 100));
    await shop.stop();
    expect((await answer).status).toBe(201);
  });

  test('a port that is taken is one clear error', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => other.once('listening', resolve));
    const { port } = other.address() as AddressInfo;
    const starting = startShop({ signal: neverAborted, settings: shared(), port });
    await expect(starting).rejects.toThrow(TargetError);
    await expect(starting).rejects.toThrow(`port ${port} is taken by another program`);
    other.close();
  });

  test('a bad setting is one clear error', async () => {
    const starting = startShop({ signal: neverAborted, settings: { ...shared(), ORDER_LOCK: 'maybe' } });
    await expect(starting).rejects.toThrow(TargetError);
    await expect(starting).rejects.toThrow(
      'ORDER_LOCK is "maybe"; allowed: pessimistic, optimistic, atomic, none (default pessimistic)',
    );
  });
});
