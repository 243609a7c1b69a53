import pg from 'pg';
import type { DataSource, DataSourceOptions } from 'typeorm';
import { Order, Point, PointHistory, Stock, User } from './entities.ts';
import { logLine } from './log.ts';
import { CreateShop1750000000000 } from './migrations/1750000000000-create-shop.ts';
import type { Settings } from './settings.ts';

const stockPerProduct = 100_000_000;
const pricePerUnit = 1;
/** Any number, the same in every shop: two shops that start on one database must not both create its tables. */
const startLock = 7_302_219;

/** TypeORM's options for these settings; the schema comes from migrations only. */
export function dataSourceOptions(settings: Settings): DataSourceOptions {
  return {
    type: 'postgres',
    url: settings.DATABASE_URL,
    entities: [User, Point, PointHistory, Stock, Order],
    migrations: [CreateShop1750000000000],
    migrationsTableName: 'shop_migrations',
    synchronize: false,
    logging: false,
    applicationName: 'caseload-shop',
    poolSize: settings.DB_POOL_SIZE,
    extra: { connectionTimeoutMillis: settings.DB_ACQUIRE_TIMEOUT_MS },
    // Without a handler a lost idle connection would end the process.
    poolErrorHandler: (error: Error) => logLine(`lost a database connection: ${error.message}`),
  };
}

/** What connections for the shop's own purposes are called. */
export const adminName = 'caseload-shop-admin';

/**
 * A separate connection outside the pool, for work that must neither wait for the pool nor take from it. The caller
 * ends it.
 */
export async function connectOutsidePool(
  settings: Settings,
  { name = adminName, timeoutMs = 5_000 } = {},
): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString: settings.DATABASE_URL,
    application_name: name,
    connectionTimeoutMillis: timeoutMs,
  });
  // An error outside of a query (the server goes away) has no other listener and would end the process.
  client.on('error', () => {});
  await client.connect();
  return client;
}

/** Brings the tables up to date and fills the stock of every product that has none yet. */
export async function prepareDatabase(dataSource: DataSource, settings: Settings): Promise<void> {
  const lock = await connectOutsidePool(settings);
  try {
    await lock.query('select pg_advisory_lock($1)', [startLock]);
    await dataSource.runMigrations();
    await dataSource.query(
      `insert into stocks ("productId", "initialQuantity", quantity, price)
       select id, $2::int, $2::int, $3::int from generate_series(1, $1::int) id on conflict do nothing`,
      [settings.STOCK_SKUS, stockPerProduct, pricePerUnit],
    );
  } finally {
    // Ends the session, and with it the lock.
    await lock.end();
  }
}

/** What the server says that its version is, for example 18.4. */
export async function serverVersion(dataSource: DataSource): Promise<string> {
  const rows: { server_version: string }[] = await dataSource.query('show server_version');
  return rows[0]?.server_version ?? 'unknown';
}
