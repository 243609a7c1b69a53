import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { TargetError, UsageError } from '../../../model/errors.ts';
import type { Integrity } from '../../../model/result.ts';
import { configName } from '../../../store/own-folder.ts';
import { packageFolder } from '../../../store/package-folder.ts';
import { withInspectorPort } from '../../probes/inspector-port.ts';
import { type Child, type ChildEnd, startChild } from '../../process/child-process.ts';
import { describeEnd, tailOf, within } from '../../process/deadlines.ts';
import { freePort } from '../../process/free-port.ts';
import { processOf } from '../../process/process-ref.ts';
import type { DatabaseFigures, Settings, Target } from '../target.ts';
import { type Database, startPostgres } from './postgres.ts';
import type { BinaryLookup } from './postgres-binaries.ts';
import { buildShop } from './shop-build.ts';
import { shopEnvironment, shopSettingNames } from './shop-settings.ts';

/** The reference shop, running, with its database. Its settings are those of `shopSettingNames`. */
export interface Shop extends Target {
  readonly settings: Settings;
  readonly database: Database;
  integrity(): Promise<Integrity>;
}

export interface ShopOptions {
  signal: AbortSignal;
  /** 0, the default, takes any free one. */
  port?: number;
  /** Win over the settings in this process's environment. DATABASE_URL may be among them. */
  settings?: Readonly<Record<string, string>>;
  onProgress?: (line: string) => void;
  lookup?: BinaryLookup;
}

const readyDeadlineMs = 20_000;
const requestTimeoutMs = 5_000;
/** After a long run it sums up millions of rows. */
const integrityTimeoutMs = 120_000;
/** The shop gives itself 3 s. */
const stopGraceMs = 4_000;
/** As in target/src/main.ts. */
const exitCodes = { badSetting: 2, portTaken: 3 } as const;

interface ReadyOptions {
  signal: AbortSignal;
  port: number;
  stderr: () => string;
}

/** Whether there is one to start. */
export const hasShop = (): boolean => existsSync(join(packageFolder, 'target/src'));

/** It comes with a clone of caseload, not with its package. */
const noShop = (): UsageError =>
  new UsageError('no target is named, and the reference shop is not installed', {
    hint: `name your service: --target http://127.0.0.1:3000, or url or target in ${configName}`,
  });

/** Compiles the shop when needed, starts a database and the shop on it, and waits until it listens. */
export async function startShop({ signal, port = 0, settings = {}, onProgress = () => {}, lookup }: ShopOptions) {
  if (!hasShop()) throw noShop();
  const main = await buildShop({ signal, onProgress });
  const database = await startPostgres({ signal, env: { ...process.env, ...settings }, ...(lookup && { lookup }) });
  onProgress(`database: ${describeDatabase(database)}`);
  let child: Child | undefined;
  try {
    child = startChild(process.execPath, [main], {
      env: {
        ...shopEnvironment(settings),
        NODE_OPTIONS: withInspectorPort(undefined, await freePort()),
        PORT: String(port),
        DATABASE_URL: database.url,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stderr = tailOf(child, 'stderr');
    const url = await readyUrl(child, { signal, port, stderr });
    const effective = await readConfig(url);
    onProgress(`the shop listens at ${url}`);
    return runningShop({ child, stderr, url, database, ...effective });
  } catch (error) {
    await child?.stop({ graceMs: 1_000 });
    await database.stop();
    throw error;
  }
}

const describeDatabase = ({ source, version }: Database): string =>
  source === 'DATABASE_URL' ? source : `PostgreSQL ${version} (${source})`;

/** The address of the shop, once its one line on stdout says that it listens. */
async function readyUrl(child: Child, { signal, port, stderr }: ReadyOptions): Promise<string> {
  const stdout = tailOf(child, 'stdout');
  const ready = new Promise<string>((resolve, reject) => {
    child.process.stdout?.on('data', () => {
      const line = /^\{"ready":true,.*\}$/m.exec(stdout())?.[0];
      if (line !== undefined) resolve((JSON.parse(line) as { url: string }).url);
    });
    void child.ended.then((end) => reject(startError(end, port, stderr().trim())));
  });
  const late = () => new TargetError(`the shop is not ready after ${readyDeadlineMs / 1_000} s: ${stderr().trim()}`);
  return within(ready, { signal, timeoutMs: readyDeadlineMs, late });
}

function startError(end: ChildEnd, port: number, output: string): TargetError {
  if (end.exitCode === exitCodes.portTaken) {
    return new TargetError(output, { hint: `stop the other program, or choose another port than ${port}` });
  }
  if (end.exitCode === exitCodes.badSetting) return new TargetError(`the shop rejects its settings: ${output}`);
  return new TargetError(`${describeEnd('the shop', end)} before it was ready${output === '' ? '' : `: ${output}`}`);
}

/**
 * Settings come in capitals, facts in camel case. Addresses are left out: they differ in every run and change nothing.
 */
async function readConfig(url: string): Promise<{ settings: Settings; postgresVersion: string }> {
  const config = (await getJson(`${url}/config`, requestTimeoutMs)) as Record<string, string | number | boolean>;
  const names = new Set<string>(shopSettingNames);
  const settings = Object.fromEntries(Object.entries(config).filter(([name]) => names.has(name)));
  return { settings, postgresVersion: String(config.postgresVersion) };
}

async function getJson(url: string, timeoutMs: number): Promise<unknown> {
  const trouble = (reason: string, cause?: unknown) =>
    new TargetError(`the shop does not answer ${url}: ${reason}`, { cause });
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw trouble(`status ${response.status}${await messageOf(response)}`);
    return await response.json();
  } catch (error) {
    if (error instanceof TargetError) throw error;
    throw trouble(error instanceof Error ? String(error.cause ?? error.message) : String(error), error);
  }
}

/** What NestJS says of the error, where it does. */
async function messageOf(response: Response): Promise<string> {
  const body: unknown = await response.json().catch(() => null);
  const message = body !== null && typeof body === 'object' && 'message' in body ? body.message : undefined;
  return typeof message === 'string' ? `, ${message}` : '';
}

interface Running {
  readonly child: Child;
  readonly stderr: () => string;
  readonly url: string;
  readonly settings: Settings;
  readonly database: Database;
  readonly postgresVersion: string;
}

function runningShop({ child, stderr, url, settings, database, postgresVersion }: Running): Shop {
  let stopping: Promise<void> | undefined;
  const died = new Promise<string>((resolve) => {
    const report = (name: string, output: () => string) => (end: ChildEnd) => {
      if (stopping === undefined) resolve(`${describeEnd(name, end)} during the run${output()}`);
    };
    void child.ended.then(
      report('the shop', () => (stderr().trim() === '' ? '' : `; the end of its output: ${stderr().trim()}`)),
    );
    void database.ended?.then(report('PostgreSQL', () => ''));
  });
  const version = database.version || postgresVersion;
  return {
    kind: 'shop',
    name: 'the reference shop',
    url,
    settings,
    databaseVersion: version,
    databaseUrl: database.monitorUrl ?? database.url,
    processes: [...processOf('shop', child.pid), ...processOf('database', database.pid)],
    database: { ...database, version },
    died,
    integrity: async () => (await getJson(`${url}/integrity`, integrityTimeoutMs)) as Integrity,
    readDatabase: async () => (await getJson(`${url}/database`, requestTimeoutMs)) as DatabaseFigures,
    stop: () => {
      stopping ??= child.stop({ graceMs: stopGraceMs }).then(() => database.stop());
      return stopping;
    },
  };
}
