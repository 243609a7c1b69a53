import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Database, startPostgres } from '../../lib/run/target/shop/postgres.ts';
import { startShop } from '../../lib/run/target/shop/shop.ts';
import type { Target } from '../../lib/run/target/target.ts';
import { neverAborted, newCustomer, send } from './shop-client.ts';

let database: Database;

beforeAll(async () => {
  database = await startPostgres({ signal: neverAborted });
});
afterAll(() => database?.stop());

type Figures = Awaited<ReturnType<NonNullable<Target['readDatabase']>>>;

/** What the database holds before fifty charges, and after them once `isThere`, or after five seconds. */
async function figuresWith(leak: string, isThere: (before: Figures, after: Figures) => boolean = () => true) {
  const settings = { DATABASE_URL: database.url, BCRYPT_COST: '4', FAULT_LEAK: leak };
  const shop = await startShop({ signal: neverAborted, settings });
  try {
    const token = await newCustomer(shop.url, 0);
    const read = async () => (await shop.readDatabase?.()) ?? { connections: 0, sizeBytes: 0, rows: 0 };
    const before = await read();
    for (let charge = 0; charge < 50; charge++) {
      const { status } = await send('POST', `${shop.url}/api/points/charge`, { amount: 1 }, token);
      expect(status).toBe(200);
    }
    let after = await read();
    for (let tries = 0; tries < 50 && !isThere(before, after); tries++) {
      await sleep(100);
      after = await read();
    }
    return { before, after };
  } finally {
    await shop.stop();
  }
}

describe('the shop', () => {
  test('says how many connections its database has, and how large it is', async () => {
    const { before, after } = await figuresWith('none');
    expect(before.connections).toBeGreaterThan(0);
    expect(before.sizeBytes).toBeGreaterThan(1e6);
    expect(after.connections).toBe(before.connections);
  });

  test('leaks one connection in fifty charges', async () => {
    // No charge waits for it.
    const { before, after } = await figuresWith('connections', (a, b) => b.connections > a.connections);
    expect(after.connections).toBe(before.connections + 1);
  });

  test('leaves rows without an index behind', async () => {
    const { before, after } = await figuresWith('rows');
    expect(after.sizeBytes).toBeGreaterThan(before.sizeBytes);
  });
});
