import { randomBytes } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { TargetError } from '../../../model/errors.ts';
import { type Child, type ChildEnd, startChild } from '../../process/child-process.ts';
import { describeEnd, tailOf, until, within } from '../../process/deadlines.ts';
import { freePort } from '../../process/free-port.ts';
import { removeNow } from '../../process/reaper.ts';
import { makeTemporaryFolder } from '../../process/temporary-folder.ts';
import { accountToDropTo, checkAccountName } from './postgres-account.ts';
import { type BinaryLookup, findPostgres, hostLookup } from './postgres-binaries.ts';
import * as cluster from './postgres-cluster.ts';

/** A running database for the shop. */
export interface Database {
  /** Address of the database `shop`, password included: never to be printed. */
  readonly url: string;
  /** For example 18.4; empty for a DATABASE_URL, which only the shop talks to. */
  readonly version: string;
  readonly source: 'DATABASE_URL' | 'embedded' | 'system';
  /** Address for an observer in the role pg_monitor; like all below, only for a server that we started. */
  readonly monitorUrl?: string;
  /** Folder of the server's log, one JSON object a line in *.json. */
  readonly logDir?: string;
  /** The postmaster. */
  readonly pid?: number | undefined;
  /** Resolves when the server has ended, for any reason; never rejects. */
  readonly ended?: Promise<ChildEnd>;
  /** Ends the server and removes its files. Leaves a DATABASE_URL alone. */
  stop(): Promise<void>;
}

export interface PostgresOptions {
  signal: AbortSignal;
  /** Lines of postgresql.conf that win over ours, for example { work_mem: '64MB' }. */
  extraSettings?: Readonly<Record<string, string>>;
  env?: Readonly<Record<string, string | undefined>>;
  lookup?: BinaryLookup;
}

const portAttempts = 5;

/**
 * A PostgreSQL for the shop: the one of DATABASE_URL, else a fresh server from the embedded npm package, else from the
 * system's programs (CASELOAD_POSTGRES=embedded or system allows only that one). TargetError when there is none or it
 * does not start.
 */
export async function startPostgres({
  signal,
  extraSettings = {},
  env = process.env,
  lookup = hostLookup,
}: PostgresOptions): Promise<Database> {
  if (env.DATABASE_URL) return useRunning(env.DATABASE_URL, signal);
  const account = accountToDropTo();
  const { source, binFolder } = findPostgres(lookup, env.CASELOAD_POSTGRES, account);
  if (account === undefined) checkAccountName();
  const folder = makeTemporaryFolder('caseload-postgres-data-', { isOpenToOthers: account !== undefined });
  const server: cluster.Server = { binFolder, folder, account, signal };
  try {
    const passwords = { admin: newPassword(), shop: newPassword(), monitor: newPassword() };
    const version = await cluster.readVersion(server);
    await cluster.createCluster(server, passwords.admin, extraSettings);
    await cluster.createDatabase(server, passwords);
    const { child, port } = await startServer(server);
    const urlOf = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/shop`;
    return {
      url: urlOf('shop', passwords.shop),
      monitorUrl: urlOf('caseload_monitor', passwords.monitor),
      version,
      source,
      logDir: join(folder, 'log'),
      pid: child.pid,
      ended: child.ended,
      stop: async () => {
        await child.stop();
        removeNow(folder);
      },
    };
  } catch (error) {
    removeNow(folder);
    throw error;
  }
}

function newPassword(): string {
  return randomBytes(18).toString('base64url');
}

/** Only whether somebody listens there: the shop will say whether it can log in. */
async function useRunning(url: string, signal: AbortSignal): Promise<Database> {
  const address = URL.canParse(url) ? new URL(url) : undefined;
  if (address === undefined || !/^postgres(ql)?:$/.test(address.protocol)) {
    throw new TargetError(
      'DATABASE_URL is not a PostgreSQL address; allowed: postgres://user:password@host:port/database',
    );
  }
  const port = Number(address.port || 5432);
  const host = address.hostname.replace(/^\[|\]$/g, '') || '127.0.0.1';
  const hint = 'start that server, or unset DATABASE_URL so that caseload starts one';
  const noAnswer = (reason: string, cause?: unknown) =>
    new TargetError(`no database responds at ${host}:${port} (from DATABASE_URL): ${reason}`, { hint, cause });
  const socket = connect({ host, port });
  const connected = new Promise<void>((resolve, reject) => {
    socket.once('connect', resolve);
    socket.once('error', (error: NodeJS.ErrnoException) => reject(noAnswer(error.code ?? error.message, error)));
  });
  try {
    await within(connected, { signal, timeoutMs: 3_000, late: () => noAnswer('nothing within 3 s') });
  } finally {
    socket.destroy();
  }
  return { url, version: '', source: 'DATABASE_URL', stop: async () => {} };
}

async function startServer(server: cluster.Server): Promise<{ child: Child; port: number }> {
  for (let attempt = 1; ; attempt++) {
    const port = await freePort();
    const child = startChild(join(server.binFolder, 'postgres'), ['-D', cluster.dataOf(server), '-p', String(port)], {
      ...cluster.optionsOf(server),
      stdio: ['ignore', 'ignore', 'pipe'],
      endSignal: 'SIGINT',
    });
    const stderr = tailOf(child, 'stderr');
    let end: ChildEnd | undefined;
    void child.ended.then((how) => {
      end = how;
    });
    const output = () => `${stderr()}\n${logTail(server)}`.trim();
    const late = () => cluster.troubleWith(`PostgreSQL is not ready after ${cluster.deadlineMs / 1_000} s`, output());
    try {
      await until(() => end !== undefined || isReady(server), {
        signal: server.signal,
        timeoutMs: cluster.deadlineMs,
        late,
      });
    } catch (error) {
      await child.stop();
      throw error;
    }
    if (end === undefined) return { child, port };
    // Somebody took the port between our asking for a free one and the server's binding it.
    if (attempt < portAttempts && /could not (bind|create any TCP)|already in use/i.test(output())) continue;
    throw cluster.troubleWith(describeEnd('PostgreSQL', end), output());
  }
}

/** Line 8 of the postmaster's own file is what pg_ctl waits for, too. */
function isReady(server: cluster.Server): boolean {
  const file = join(cluster.dataOf(server), 'postmaster.pid');
  return existsSync(file) && readFileSync(file, 'utf8').split('\n')[7]?.trim() === 'ready';
}

function logTail({ folder }: cluster.Server): string {
  const log = join(folder, 'log');
  return readdirSync(log)
    .map((name) => readFileSync(join(log, name), 'utf8').slice(-2_048))
    .join('\n');
}
