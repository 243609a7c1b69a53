/** A fault that is put into the shop, and what limits it then. */
export interface Fault {
  readonly name: string;
  /** Verdicts that are right; `none`: nothing was under stress. */
  readonly expected: readonly string[];
  readonly scenario: string;
  readonly rateRps: number;
  readonly settings?: Readonly<Record<string, string>>;
  /** Processes beside the load that each keep a core busy. */
  readonly hogs?: number;
}

/** Cheap passwords, where they are not what is meant. */
const cheap = { BCRYPT_COST: '4' };
const manyRows = { ...cheap, STOCK_SKUS: '100' };

export const faults: readonly Fault[] = [
  { name: 'healthy', expected: ['none'], scenario: 'e2e', rateRps: 10, settings: manyRows },
  { name: 'thread-pool-cpu', expected: ['thread-pool-cpu'], scenario: 'signup-only', rateRps: 60 },
  {
    name: 'thread-pool-size',
    expected: ['thread-pool-size'],
    scenario: 'signup-only',
    rateRps: 30,
    settings: { UV_THREADPOOL_SIZE: '1' },
  },
  {
    name: 'row-lock',
    expected: ['row-lock'],
    scenario: 'order-only',
    rateRps: 100,
    settings: { ...cheap, FAULT_TX_HOLD_MS: '15' },
  },
  {
    name: 'pool-exhausted',
    expected: ['pool-exhausted'],
    scenario: 'charge-only',
    rateRps: 80,
    settings: { ...cheap, DB_POOL_SIZE: '3', FAULT_CONN_HOLD_MS: '60' },
  },
  {
    name: 'pool-leak',
    expected: ['pool-leak'],
    scenario: 'charge-only',
    rateRps: 40,
    settings: { ...cheap, FAULT_LEAK_EVERY: '6' },
  },
  {
    name: 'event-loop',
    expected: ['event-loop'],
    scenario: 'charge-only',
    rateRps: 80,
    settings: { ...cheap, FAULT_BLOCK_LOOP_MS: '20' },
  },
  {
    name: 'event-loop, hashes',
    expected: ['event-loop'],
    scenario: 'signup-only',
    rateRps: 30,
    settings: { BCRYPT_IMPL: 'sync' },
  },
  {
    name: 'database-cpu',
    expected: ['database-cpu'],
    scenario: 'charge-only',
    rateRps: 60,
    settings: { ...cheap, FAULT_DB_CPU_ROWS: '400000' },
  },
  {
    name: 'external-wait',
    expected: ['external-wait'],
    scenario: 'charge-only',
    rateRps: 60,
    settings: { ...cheap, FAULT_EXT_MS: '900' },
  },
  { name: 'hot row', expected: ['row-lock'], scenario: 'order-only', rateRps: 220, settings: cheap },
  {
    name: 'garbage-collection',
    expected: ['garbage-collection'],
    scenario: 'charge-only',
    rateRps: 100,
    settings: { ...cheap, FAULT_GC_MB: '12' },
  },
  {
    name: 'noisy-host',
    expected: ['noisy-host'],
    scenario: 'charge-only',
    rateRps: 250,
    settings: cheap,
    hogs: 6,
  },
  {
    name: 'work in the transaction',
    expected: ['pool-exhausted'],
    scenario: 'order-only',
    rateRps: 80,
    settings: { ...cheap, FAULT_CONN_HOLD_MS: '200' },
  },
  {
    name: 'slow statement',
    expected: ['pool-exhausted'],
    scenario: 'charge-only',
    rateRps: 60,
    settings: { ...cheap, FAULT_SLOW_SQL_MS: '250' },
  },
  {
    name: 'one connection',
    expected: ['pool-exhausted'],
    scenario: 'charge-only',
    rateRps: 120,
    settings: { ...cheap, DB_POOL_SIZE: '1', FAULT_CONN_HOLD_MS: '15' },
  },
  {
    name: 'hashes in JavaScript',
    expected: ['event-loop'],
    scenario: 'signup-only',
    rateRps: 20,
    settings: { BCRYPT_IMPL: 'js' },
  },
  {
    name: 'sixteen threads of hashes',
    expected: ['thread-pool-cpu', 'service-time'],
    scenario: 'signup-only',
    rateRps: 50,
    settings: { UV_THREADPOOL_SIZE: '16' },
  },
  { name: 'dear hashes', expected: ['thread-pool-cpu'], scenario: 'e2e', rateRps: 12, settings: { BCRYPT_COST: '12' } },
  {
    name: 'hot row, atomic',
    expected: ['row-lock', 'event-loop'],
    scenario: 'order-only',
    rateRps: 250,
    settings: { ...cheap, ORDER_LOCK: 'atomic' },
  },
  {
    name: 'more than one core can do',
    expected: ['event-loop'],
    scenario: 'charge-only',
    rateRps: 500,
    settings: cheap,
  },
  {
    name: 'missing index',
    expected: ['database-cpu'],
    scenario: 'charge-only',
    rateRps: 80,
    settings: { ...cheap, FAULT_SCAN_ROWS: '400000' },
  },
  {
    name: 'a hundred queries',
    expected: ['event-loop', 'pool-exhausted'],
    scenario: 'charge-only',
    rateRps: 80,
    settings: { ...cheap, FAULT_QUERIES: '100' },
  },
  {
    name: 'large answers',
    expected: ['event-loop', 'garbage-collection'],
    scenario: 'charge-only',
    rateRps: 80,
    settings: { ...cheap, FAULT_JSON_KB: '1000' },
  },
  {
    name: 'deadlocks',
    expected: ['row-lock'],
    scenario: 'charge-only',
    rateRps: 60,
    settings: { ...cheap, FAULT_DEADLOCK: 'on', FAULT_CONN_HOLD_MS: '5' },
  },
  {
    name: 'wide rows',
    expected: ['database-io', 'database-cpu'],
    scenario: 'charge-only',
    rateRps: 120,
    settings: { ...cheap, FAULT_WAL_KB: '2000' },
  },
  {
    name: 'a slow call inside the transaction, rows locked',
    expected: ['row-lock'],
    scenario: 'order-only',
    rateRps: 40,
    settings: { ...cheap, FAULT_TX_HOLD_MS: '120' },
  },
  {
    name: 'hashes and a hot row',
    expected: ['thread-pool-cpu', 'row-lock'],
    scenario: 'e2e',
    rateRps: 60,
    settings: { FAULT_TX_HOLD_MS: '30' },
  },
  {
    name: 'hashes that nothing waits for',
    expected: ['none', 'service-time', 'thread-pool-cpu'],
    scenario: 'e2e',
    rateRps: 14,
  },
];
