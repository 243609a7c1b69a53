type Environment = Readonly<Record<string, string | undefined>>;

/** Reads one setting: its value, or an Error that says what is allowed. */
type Parser<Value> = (raw: string | undefined) => Value;

/** The injection token of the settings. */
export const SETTINGS = Symbol('settings');

const off = 0;
const upTo = Number.MAX_SAFE_INTEGER;

function integer(defaultValue: number, min: number, max: number): Parser<number> {
  return (raw) => {
    if (raw === undefined || raw === '') return defaultValue;
    const value = /^\d{1,15}$/.test(raw) ? Number(raw) : Number.NaN;
    if (value >= min && value <= max) return value;
    const range = max === upTo ? `a whole number of ${min} or more` : `a whole number from ${min} to ${max}`;
    throw new Error(`is "${raw}"; allowed: ${range} (default ${defaultValue})`);
  };
}

function choice<const Names extends readonly string[]>(...names: Names): Parser<Names[number]> {
  return (raw) => {
    if (raw === undefined || raw === '') return names[0] as Names[number];
    if (names.includes(raw)) return raw;
    throw new Error(`is "${raw}"; allowed: ${names.join(', ')} (default ${names[0]})`);
  };
}

function text(defaultValue: string): Parser<string> {
  return (raw) => raw || defaultValue;
}

/** The value is never repeated in the message: it holds a password. */
function databaseUrl(raw: string | undefined): string {
  const shape = 'allowed: postgres://user:password@host:port/database';
  if (!raw) throw new Error(`is not set; ${shape}`);
  if (!URL.canParse(raw) || !/^postgres(ql)?:$/.test(new URL(raw).protocol)) {
    throw new Error(`is no PostgreSQL address; ${shape}`);
  }
  return raw;
}

/** Every setting by the name of its environment variable. A fault that is 0 or none is off. */
const parsers = {
  /** 0 takes any free port. */
  PORT: integer(3000, 0, 65_535),
  HOST: text('127.0.0.1'),
  DATABASE_URL: databaseUrl,
  BCRYPT_COST: integer(10, 4, 20),
  /**
   * async and sync are the native bcrypt (on libuv's threads, on the event loop); js is bcryptjs (on the event loop).
   */
  BCRYPT_IMPL: choice('async', 'sync', 'js'),
  /** Read by libuv itself; here so that it is checked and shown. */
  UV_THREADPOOL_SIZE: integer(4, 1, 1024),
  DB_POOL_SIZE: integer(10, 1, 10_000),
  /** How long a request waits for a connection of the pool; 0 waits for ever, as pg does. */
  DB_ACQUIRE_TIMEOUT_MS: integer(0, 0, 3_600_000),
  STOCK_SKUS: integer(1, 1, 100_000),
  ORDER_LOCK: choice('pessimistic', 'optimistic', 'atomic', 'none'),
  /** string is what most code does and costs a failed key parse at every call; keyobject is parsed once. */
  JWT_KEY: choice('string', 'keyobject'),
  /** Orders: sleeps inside the transaction, the stock row being locked. */
  FAULT_TX_HOLD_MS: integer(off, 0, 600_000),
  /** Charges and orders: sleeps inside the transaction, before any lock. */
  FAULT_CONN_HOLD_MS: integer(off, 0, 600_000),
  /** Charges and orders: keeps the event loop busy. */
  FAULT_BLOCK_LOOP_MS: integer(off, 0, 600_000),
  /** Charges and orders: a statement that sleeps in the database. */
  FAULT_SLOW_SQL_MS: integer(off, 0, 600_000),
  /** Charges and orders: waits as for a service outside, holding nothing. */
  FAULT_EXT_MS: integer(off, 0, 600_000),
  /** Charges and orders: a statement that scans this many rows. */
  FAULT_DB_CPU_ROWS: integer(off, 0, upTo),
  /** Charges and orders: makes this much garbage, part of it long-lived. */
  FAULT_GC_MB: integer(off, 0, 1_000),
  /** Charges and orders: makes JSON of this size, and reads it. */
  FAULT_JSON_KB: integer(off, 0, 1_000_000),
  /** Charges and orders: so many statements more, one after the other, inside the transaction. */
  FAULT_QUERIES: integer(off, 0, 100_000),
  /** Charges and orders: looks for a row in a table of so many, without an index. */
  FAULT_SCAN_ROWS: integer(off, 0, 100_000_000),
  /** Charges and orders: writes a row of this size. */
  FAULT_WAL_KB: integer(off, 0, 1_000_000),
  /** Charges and orders: on locks two rows, every other time in the other order. */
  FAULT_DEADLOCK: choice('off', 'on'),
  /** Charges and orders: each n-th one takes a connection and never gives it back. */
  FAULT_LEAK_EVERY: integer(off, 0, upTo),
  /**
   * Charges and orders: something of each stays behind. memory: 10 KiB; rows: 20 rows of a table without an index,
   * which each one searches; connections: each 50th opens one to the database, outside the pool, and never closes it.
   */
  FAULT_LEAK: choice('none', 'memory', 'rows', 'connections'),
  /** Orders: a slower variant, holding nothing. */
  FAULT_STEP_DELAY_MS: integer(off, 0, 600_000),
  /** Each n-th request to /api/ answers 500. */
  FAULT_STATUS_EVERY: integer(off, 0, upTo),
} satisfies Record<string, Parser<string | number>>;

/** The settings, checked, under the names of their environment variables. */
export type Settings = { readonly [Name in keyof typeof parsers]: ReturnType<(typeof parsers)[Name]> };

/** Reads every setting; `problems` holds one line for each bad or unknown one, and is empty when all are well. */
export function readSettings(env: Environment): { settings: Settings; problems: string[] } {
  const values: Record<string, string | number> = {};
  const problems: string[] = [];
  for (const [name, parse] of Object.entries(parsers)) {
    try {
      values[name] = parse(env[name]);
    } catch (error) {
      problems.push(`${name} ${(error as Error).message}`);
    }
  }
  // A mistyped fault would otherwise be a fault that is silently off.
  for (const name of Object.keys(env)) {
    if (name.startsWith('FAULT_') && !(name in parsers)) {
      const faults = Object.keys(parsers).filter((known) => known.startsWith('FAULT_'));
      problems.push(`${name} is no setting; allowed: ${faults.join(', ')}`);
    }
  }
  return { settings: values as Settings, problems };
}

/** The settings as GET /config shows them: the database's address without its password. */
export function publicSettings(settings: Settings): Record<string, string | number> {
  const address = new URL(settings.DATABASE_URL);
  address.password = '';
  address.search = '';
  return { ...settings, DATABASE_URL: address.href };
}
