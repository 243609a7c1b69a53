import { appendFileSync, chownSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TargetError } from '../../../model/errors.ts';
import { startChild } from '../../process/child-process.ts';
import { describeEnd, tailOf, untilEnded } from '../../process/deadlines.ts';
import type { Account } from './postgres-account.ts';

/** A server's programs and files, whether or not it runs. */
export interface Server {
  readonly binFolder: string;
  /** Holds `data` and `log`. */
  readonly folder: string;
  readonly account: Account | undefined;
  readonly signal: AbortSignal;
}

/** How long each of initdb, the single-user run and the start may take. */
export const deadlineMs = 20_000;

/** Bind parameters hold e-mails and password hashes: each of the three ways into the log is closed. */
const settings: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  max_connections: '200',
  shared_preload_libraries: 'pg_stat_statements,auto_explain',
  track_io_timing: 'on',
  track_activity_query_size: '4096',
  logging_collector: 'on',
  log_destination: 'jsonlog',
  log_filename: 'postgres.log',
  log_lock_waits: 'on',
  deadlock_timeout: '1s',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
  'auto_explain.log_min_duration': '200ms',
  'auto_explain.log_format': 'json',
  'auto_explain.log_parameter_max_length': '0',
};

/** The version of the programs, for example 18.4. */
export async function readVersion(server: Server): Promise<string> {
  const output = await runTool(server, 'postgres', ['--version']);
  return /(\d+(\.\d+)*)/.exec(output)?.[1] ?? 'unknown';
}

/** Makes the data folder: only password logins over TCP, our settings, then `extra`. */
export async function createCluster(
  server: Server,
  password: string,
  extra: Readonly<Record<string, string>>,
): Promise<void> {
  const { folder } = server;
  const passwordFile = join(folder, 'password');
  mkdirSync(join(folder, 'log'), { mode: 0o700 });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 });
  for (const path of [folder, join(folder, 'log'), passwordFile]) {
    if (server.account !== undefined) chownSync(path, server.account.uid, server.account.gid);
  }
  const identity = ['-U', 'postgres', '-A', 'scram-sha-256', '--pwfile', passwordFile];
  await runTool(server, 'initdb', ['-D', dataOf(server), ...identity, '-E', 'UTF8', '--locale=C', '--no-sync']);
  rmSync(passwordFile);
  // No socket: its path may be no longer than 107 bytes, which a folder for temporary files can exceed.
  const all = { ...settings, unix_socket_directories: '', log_directory: join(folder, 'log'), ...extra };
  const lines = Object.entries(all).map(([name, value]) => `${name} = '${value.replaceAll("'", "''")}'\n`);
  appendFileSync(join(dataOf(server), 'postgresql.conf'), lines.join(''));
}

/**
 * The server's single-user mode replaces psql, which the embedded package lacks: one statement per line, no errors
 * in its exit code.
 */
export async function createDatabase(
  server: Server,
  { shop, monitor }: { shop: string; monitor: string },
): Promise<void> {
  // What template1 has, the database made from it has too: so one run of the single-user mode does.
  const statements = [
    'create extension pg_stat_statements;',
    `create role shop login password '${shop}';`,
    `create role caseload_monitor login password '${monitor}' in role pg_monitor;`,
    'create database shop owner shop template template1;',
  ];
  const toStderr = ['-c', 'logging_collector=off', '-c', 'log_destination=stderr'];
  const args = ['--single', '-D', dataOf(server), ...toStderr, 'template1'];
  await runTool(server, 'postgres', args, `${statements.join('\n')}\n`);
}

/** Runs initdb or postgres to its end and returns its stdout; TargetError when it fails or prints an error. */
async function runTool(server: Server, tool: string, args: readonly string[], input?: string): Promise<string> {
  const child = startChild(join(server.binFolder, tool), args, { ...optionsOf(server), stdio: 'pipe' });
  const stdout = tailOf(child, 'stdout');
  const stderr = tailOf(child, 'stderr');
  // A program that ends before it has read everything says why on stderr.
  child.process.stdin?.on('error', () => {}).end(input ?? '');
  const late = () => troubleWith(`${tool} is not done after ${deadlineMs / 1_000} s`, stderr());
  const end = await untilEnded(child, { signal: server.signal, timeoutMs: deadlineMs, late });
  if (end.exitCode !== 0 || /\b(ERROR|FATAL|PANIC):/.test(stderr()))
    throw troubleWith(describeEnd(tool, end), stderr());
  return stdout();
}

/** What gives an account without a name one (see checkAccountName). */
const accountNames = ['LD_PRELOAD', 'NSS_WRAPPER_PASSWD', 'NSS_WRAPPER_GROUP'] as const;

/** The server needs little of our environment, and a PGDATA or PGOPTIONS in it would mislead it. */
export function optionsOf({ folder, account }: Server) {
  const passed = Object.fromEntries(accountNames.map((name) => [name, process.env[name]]));
  const env = { ...passed, PATH: process.env.PATH, LC_ALL: 'C', TZ: 'UTC' };
  return account === undefined ? { cwd: folder, env } : { cwd: folder, env, uid: account.uid, gid: account.gid };
}

/** Where the server keeps its files. */
export function dataOf({ folder }: Server): string {
  return join(folder, 'data');
}

/** An error with the end of what a program or a log says. */
export function troubleWith(what: string, tail: string): TargetError {
  return new TargetError(tail.trim() === '' ? what : `${what}; the end of its output:\n${tail.trim()}`, {
    hint: 'CASELOAD_POSTGRES=system tries the system’s PostgreSQL, DATABASE_URL one that is already running',
  });
}
