/** The environment variables that the shop reads; target/src/settings.ts says what each does. */
export const shopSettingNames = [
  'BCRYPT_COST',
  'BCRYPT_IMPL',
  'UV_THREADPOOL_SIZE',
  'DB_POOL_SIZE',
  'DB_ACQUIRE_TIMEOUT_MS',
  'STOCK_SKUS',
  'ORDER_LOCK',
  'JWT_KEY',
  'FAULT_TX_HOLD_MS',
  'FAULT_CONN_HOLD_MS',
  'FAULT_BLOCK_LOOP_MS',
  'FAULT_SLOW_SQL_MS',
  'FAULT_EXT_MS',
  'FAULT_DB_CPU_ROWS',
  'FAULT_GC_MB',
  'FAULT_JSON_KB',
  'FAULT_QUERIES',
  'FAULT_SCAN_ROWS',
  'FAULT_WAL_KB',
  'FAULT_DEADLOCK',
  'FAULT_LEAK',
  'FAULT_LEAK_EVERY',
  'FAULT_STEP_DELAY_MS',
  'FAULT_STATUS_EVERY',
] as const;

/** Those that move a limit, by what they do. */
export const shopSettingRoles = [
  { role: 'hashCost', name: 'BCRYPT_COST' },
  { role: 'threadPool', name: 'UV_THREADPOOL_SIZE' },
  { role: 'pool', name: 'DB_POOL_SIZE' },
  { role: 'hotRows', name: 'STOCK_SKUS' },
  { role: 'jwtKey', name: 'JWT_KEY' },
] as const;

/** What a program needs on any machine. HOST, NODE_OPTIONS, NODE_ENV, PG… of the caller must not reach the shop. */
const machineNames = ['PATH', 'HOME', 'JWT_SECRET'];

/**
 * The environment of the shop: a few variables of the machine, and the settings, of which those given win over those of
 * `env`. Nothing else gets through, so that the shop behaves the same wherever it is started.
 */
export function shopEnvironment(
  given: Readonly<Record<string, string>>,
  env: NodeJS.ProcessEnv = process.env,
): Record<string, string> {
  const names = new Set<string>([...shopSettingNames, ...machineNames]);
  // Any FAULT_…, so that the shop can refuse a mistyped one.
  const passed = Object.entries(env).filter(([name]) => names.has(name) || name.startsWith('FAULT_'));
  return { ...(Object.fromEntries(passed) as Record<string, string>), ...given };
}
