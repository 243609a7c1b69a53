import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Database, startPostgres } from '../../lib/run/target/shop/postgres.ts';
import { type Shop, startShop } from '../../lib/run/target/shop/shop.ts';
import { neverAborted, newCustomer, send } from './shop-client.ts';

const customers = 6;

let database: Database;
let shop: Shop | undefined;

beforeAll(async () => {
  database = await startPostgres({ signal: neverAborted });
});

afterAll(() => database?.stop());

/** Several customers order the same product at the same time, twice; returns how often each status came. */
async function orderAtOnce(orderLock: string, holdMs: number): Promise<Record<number, number>> {
  const env = { DATABASE_URL: database.url, BCRYPT_COST: '4', ORDER_LOCK: orderLock, FAULT_TX_HOLD_MS: String(holdMs) };
  shop = await startShop({ signal: neverAborted, settings: env });
  const { url } = shop;
  const tokens = await Promise.all(Array.from({ length: customers }, () => newCustomer(url, 10)));
  const statuses: Record<number, number> = {};
  await Promise.all(
    tokens.map(async (token) => {
      for (let round = 0; round < 2; round++) {
        const { status } = await send('POST', `${url}/api/orders`, { productId: 1, quantity: 1 }, token);
        statuses[status] = (statuses[status] ?? 0) + 1;
      }
    }),
  );
  return statuses;
}

test.each(['pessimistic', 'optimistic', 'atomic'])('%s: orders at the same time lose nothing', async (orderLock) => {
  try {
    expect(await orderAtOnce(orderLock, 5)).toEqual({ 201: customers * 2 });
    expect(await shop?.integrity()).toMatchObject({ ok: true });
  } finally {
    await shop?.stop();
  }
});

// The last one: it leaves the database wrong.
test('none: the integrity check sees the lost orders', async () => {
  try {
    expect(await orderAtOnce('none', 40)).toEqual({ 201: customers * 2 });
    const integrity = await shop?.integrity();
    expect(integrity?.ok).toBe(false);
    const broken = integrity?.checks.filter(({ ok }) => !ok) ?? [];
    expect(broken.map(({ name }) => name.split(':')[0])).toEqual(['stock', 'stock']);
    const unitsLeft = broken.find(({ name }) => name === 'stock: units left');
    expect(unitsLeft?.actual).toBeGreaterThan(unitsLeft?.expected ?? Number.POSITIVE_INFINITY);
  } finally {
    await shop?.stop();
  }
});
