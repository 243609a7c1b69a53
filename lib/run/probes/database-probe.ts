import pg from 'pg';
import type { Session } from './sessions.ts';

/** What a statement has cost since the server began to count: a row of pg_stat_statements. */
export interface StatementCost {
  readonly id: string;
  /** Without values: as pg_stat_statements has it. */
  readonly text: string;
  readonly calls: number;
  readonly totalMs: number;
  readonly rows: number;
  /** Read or found in memory. */
  readonly blocks: number;
  readonly walBytes: number;
}

/** A connection of our own to the database of the target, which looks at the others. */
export interface DatabaseProbe {
  /** The sessions of clients in its database, except our own. */
  sessions(): Promise<readonly Session[]>;
  /** Relations of whose rows somebody waits for a lock, with how many wait. */
  lockedRelations(): Promise<readonly { readonly name: string; readonly waiting: number }[]>;
  /** undefined where pg_stat_statements is not there. */
  statements(): Promise<readonly StatementCost[] | undefined>;
  /** How many there were, but for our own; undefined like these. */
  calls(): Promise<number | undefined>;
  close(): Promise<void>;
}

const applicationName = 'caseload';
/** A name in each of our own statements, by which they are known among those of the target. */
const mark = 'caseload_probe';
const limitMs = 2_000;

/** Of what pg_stat_activity is made of: the view joins it with databases and roles, ten times a second for nothing. */
const sessionsQuery = `
  select pid, state, wait_event_type as "waitType", wait_event as wait,
    case when state <> 'idle' then query end as query,
    case when wait_event_type = 'Lock' then pg_blocking_pids(pid) end as blockers
  from pg_stat_get_activity(null) as ${mark}
  where backend_type = 'client backend' and pid <> pg_backend_pid() and application_name <> '${applicationName}'
    and datid = (select oid from pg_database where datname = current_database())`;

const lockedQuery = `
  select relation::regclass::text as name, count(*)::int as waiting
  from pg_locks as ${mark}
  where locktype = 'tuple' and database = (select oid from pg_database where datname = current_database())
  group by 1`;

const statementsQuery = `
  select queryid::text as id, query as text, calls::float8 as calls, total_exec_time as "totalMs",
    rows::float8 as rows, (shared_blks_hit + shared_blks_read)::float8 as blocks, wal_bytes::float8 as "walBytes"
  from pg_stat_statements as ${mark}
  where dbid = (select oid from pg_database where datname = current_database()) and queryid is not null
    and query not like '%${mark}%'`;

/** Without the texts, which are in a file that PostgreSQL reads for each question. */
const callsQuery = `
  select sum(calls)::float8 as calls
  from pg_stat_statements(false) as ${mark}
  where dbid = (select oid from pg_database where datname = current_database())`;

/** Rejects with a sentence that holds no password. @param url of PostgreSQL, best of a role in pg_monitor */
export async function openDatabaseProbe(url: string): Promise<DatabaseProbe> {
  const client = new pg.Client({
    connectionString: url,
    application_name: applicationName,
    connectionTimeoutMillis: limitMs,
    statement_timeout: limitMs,
    query_timeout: limitMs,
  });
  // An error outside of a query (the server goes away) has no other listener and would end us.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (error) {
    const { code = (error as Error).message } = error as { code?: string };
    throw new Error(`the database does not let us in (${code})`);
  }
  let asked = 0;
  let last: Promise<unknown> = Promise.resolve();
  // One after the other: pg no longer wants to queue them itself.
  const rowsOf = <Row extends object>(query: string): Promise<Row[]> => {
    const answer = last.then(async () => (await client.query<Row>(query)).rows);
    last = answer.then(
      () => (asked += 1),
      () => {},
    );
    return answer;
  };
  const calls = async () => {
    const own = asked;
    const [sum] = await rowsOf<{ calls: number }>(callsQuery).catch(() => []);
    return sum && sum.calls - own;
  };
  return {
    sessions: () => rowsOf<Session>(sessionsQuery),
    lockedRelations: () => rowsOf(lockedQuery),
    statements: () => rowsOf<StatementCost>(statementsQuery).catch(() => undefined),
    calls,
    close: () => client.end().catch(() => {}),
  };
}
