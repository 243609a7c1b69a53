import { TargetError } from '../../../model/errors.ts';
import type { Integrity } from '../../../model/result.ts';
import { type Child, type ChildEnd, startChild } from '../../process/child-process.ts';
import { describeEnd, tailOf, within } from '../../process/deadlines.ts';
import { type Database, startPostgres } from './postgres.ts';
import type { BinaryLookup } from './postgres-binaries.ts';
import { shopKnobNames } from './setting-names.ts';
import { buildShop } from './shop-build.ts';

/** The reference shop, running, with its database. */
export interface Shop {
  readonly url: string;
  readonly pid: number;
  /** Effective value of every knob that shapes its behaviour (see `shopKnobNames`), without its addresses. */
  readonly knobs: Readonly<Record<string, string | number | boolean>>;
  readonly database: Database;
  /** Resolves to a sentence when the shop or PostgreSQL ended although nobody called `stop`; never rejects. */
  readonly died: Promise<string>;
  integrity(): Promise<Integrity>;
  /** Ends shop and database and removes their files. */
  stop(): Promise<void>;
}

export interface ShopOptions {
  signal: AbortSignal;
  /** 0, the default, takes any free one. */
  port?: number;
  /** Wins over the knobs in this process's environment. */
  env?: Readonly<Record<string, string>>;
  onProgress?: (line: string) => void;
  lookup?: BinaryLookup;
}

/** Passed on from our environment, but of the machine and not of the shop. */
const machineNames = ['PATH', 'HOME', 'NODE_OPTIONS', 'JWT_SECRET', 'HOST'] as const;

const readyDeadlineMs = 20_000;
const requestTimeoutMs = 5_000;
/** After a long run it sums up millions of rows. */
const integrityTimeoutMs = 120_000;
/** The shop gives itself 3 s. */
const stopGraceMs = 4_000;
/** As in target/src/main.ts. */
const exitCodes = { badKnob: 2, portTaken: 3 } as const;

interface ReadyOptions {
  signal: AbortSignal;
  port: number;
  stderr: () => string;
}

type Running = Pick<Shop, 'url' | 'knobs' | 'database'> & { child: Child; stderr: () => string };

/** Compiles the shop when needed, starts a database and the shop on it, and waits until it listens. On a failure nothing is left running. */
export async function startShop({
  signal,
  port = 0,
  env = {},
  onProgress = () => {},
  lookup,
}: ShopOptions): Promise<Shop> {
  const main = await buildShop({ signal, onProgress });
  const all = { ...process.env, ...env };
  const database = await startPostgres({ signal, env: all, ...(lookup && { lookup }) });
  onProgress(
    `database: ${database.source === 'DATABASE_URL' ? 'DATABASE_URL' : `PostgreSQL ${database.version} (${database.source})`}`,
  );
  let child: Child | undefined;
  try {
    child = startChild(process.execPath, [main], {
      env: { ...environmentOf(env), PORT: String(port), DATABASE_URL: database.url },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const stderr = tailOf(child, 'stderr');
    const url = await readyUrl(child, { signal, port, stderr });
    const { knobs, postgresVersion } = await readConfig(url);
    onProgress(`the shop listens at ${url}`);
    return watch({
      child,
      stderr,
      url,
      knobs,
      database: { ...database, version: database.version || postgresVersion },
    });
  } catch (error) {
    await child?.stop({ graceMs: 1_000 });
    await database.stop();
    throw error;
  }
}

/** Nothing else of our environment: what the shop does must depend on its knobs alone. */
function environmentOf(env: Readonly<Record<string, string>>): Record<string, string> {
  const names = new Set<string>([...shopKnobNames, ...machineNames]);
  // Any FAULT_…, so that the shop can refuse a mistyped one.
  const inherited = Object.entries(process.env).filter(([name]) => names.has(name) || name.startsWith('FAULT_'));
  return { ...(Object.fromEntries(inherited) as Record<string, string>), ...env };
}

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
  const late = () => new TargetError(`the shop does not listen after ${readyDeadlineMs / 1_000} s: ${stderr().trim()}`);
  return within(ready, { signal, timeoutMs: readyDeadlineMs, late });
}

function startError(end: ChildEnd, port: number, words: string): TargetError {
  if (end.exitCode === exitCodes.portTaken) {
    return new TargetError(words, { hint: `stop the other program, or choose another port than ${port}` });
  }
  if (end.exitCode === exitCodes.badKnob) return new TargetError(`the shop refuses its settings: ${words}`);
  return new TargetError(`${describeEnd('the shop', end)} before it listened${words === '' ? '' : `: ${words}`}`);
}

/** Knobs come in capitals, facts in camel case. Addresses are left out: they differ in every run and change nothing. */
async function readConfig(url: string): Promise<{ knobs: Shop['knobs']; postgresVersion: string }> {
  const config = (await getJson(`${url}/config`, requestTimeoutMs)) as Record<string, string | number | boolean>;
  const names = new Set<string>(shopKnobNames);
  const knobs = Object.fromEntries(Object.entries(config).filter(([name]) => names.has(name)));
  return { knobs, postgresVersion: String(config.postgresVersion) };
}

async function getJson(url: string, timeoutMs: number): Promise<unknown> {
  const trouble = (reason: string, cause?: unknown) =>
    new TargetError(`the shop does not answer ${url}: ${reason}`, { cause });
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs) });
    if (!response.ok) throw trouble(`status ${response.status}`);
    return await response.json();
  } catch (error) {
    if (error instanceof TargetError) throw error;
    throw trouble(error instanceof Error ? String(error.cause ?? error.message) : String(error), error);
  }
}

function watch({ child, stderr, url, knobs, database }: Running): Shop {
  let stopping: Promise<void> | undefined;
  const died = new Promise<string>((resolve) => {
    const report = (name: string, words: () => string) => (end: ChildEnd) => {
      if (stopping === undefined) resolve(`${describeEnd(name, end)} during the run${words()}`);
    };
    void child.ended.then(
      report('the shop', () => (stderr().trim() === '' ? '' : `; its last words: ${stderr().trim()}`)),
    );
    void database.ended?.then(report('PostgreSQL', () => ''));
  });
  return {
    url,
    pid: child.pid,
    knobs,
    database,
    died,
    integrity: async () => (await getJson(`${url}/integrity`, integrityTimeoutMs)) as Integrity,
    stop: () => {
      stopping ??= child.stop({ graceMs: stopGraceMs }).then(() => database.stop());
      return stopping;
    },
  };
}
