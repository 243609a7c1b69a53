import { Inject, Injectable } from '@nestjs/common';
import { connectOutsidePool } from './database.ts';
import { SETTINGS, type Settings } from './settings.ts';

interface IntegrityCheck {
  name: string;
  expected: number;
  actual: number;
  ok: boolean;
}

/** Each check: SQL for what should be and for what is, both of one snapshot. */
const checks: readonly { name: string; expected: string; actual: string }[] = [
  {
    name: 'points: users whose balance is not the sum of their history',
    expected: '0',
    actual: `
      select count(*) from points
      full join (select "userId", sum(amount) total from point_history group by "userId") history using ("userId")
      where coalesce(points.balance, 0) <> coalesce(history.total, 0)`,
  },
  {
    name: 'stock: products whose quantity is not the initial one minus the ordered',
    expected: '0',
    actual: `
      select count(*) from stocks
      left join (select "productId", sum(quantity) total from orders group by "productId") ordered using ("productId")
      where stocks.quantity <> stocks."initialQuantity" - coalesce(ordered.total, 0)`,
  },
  {
    name: 'stock: units left',
    expected: `
      select coalesce(sum("initialQuantity"), 0) - (select coalesce(sum(quantity), 0) from orders) from stocks`,
    actual: 'select coalesce(sum(quantity), 0) from stocks',
  },
  {
    name: 'orders: points paid',
    expected: 'select coalesce(sum(amount), 0) from orders',
    actual: `select coalesce(-sum(amount), 0) from point_history where kind = 'USE'`,
  },
  {
    name: 'points: users with a negative balance',
    expected: '0',
    actual: 'select count(*) from points where balance < 0',
  },
  {
    name: 'stock: products with a negative quantity',
    expected: '0',
    actual: 'select count(*) from stocks where quantity < 0',
  },
];

/** Says whether the data of the shop is consistent. */
@Injectable()
export class Integrity {
  constructor(@Inject(SETTINGS) private readonly settings: Settings) {}

  /**
   * Its connection is not of the pool: the answer must come after a run that has leaked the pool away, too. Logging in
   * hashes in the thread pool, where thousands of sign-ups may be ahead: hence the patience.
   */
  async check(): Promise<{ ok: boolean; checks: IntegrityCheck[] }> {
    const client = await connectOutsidePool(this.settings, { timeoutMs: 60_000 });
    try {
      await client.query('begin transaction isolation level repeatable read read only');
      const results: IntegrityCheck[] = [];
      for (const { name, expected, actual } of checks) {
        const { rows } = await client.query(`select (${expected}) as expected, (${actual}) as actual`);
        const row = { expected: Number(rows[0].expected), actual: Number(rows[0].actual) };
        results.push({ name, ...row, ok: row.expected === row.actual });
      }
      await client.query('commit');
      return { ok: results.every(({ ok }) => ok), checks: results };
    } finally {
      await client.end();
    }
  }
}
