import { accessSync, constants, existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import { dirname, join } from 'node:path';
import { HarnessError } from '../model/errors.ts';
import { defaultMaxVus } from '../model/run-request.ts';
import { lookForEngine } from '../run/engine/find-engine.ts';
import { findOnPath } from '../run/engine/find-on-path.ts';
import { pinnedVersion } from '../run/engine/version.ts';
import { freePort } from '../run/process/free-port.ts';
import { findPostgres, hostLookup } from '../run/target/shop/postgres-binaries.ts';
import { hasShop } from '../run/target/shop/shop.ts';
import { readConfig } from '../store/config.ts';
import { listNames } from '../store/library.ts';
import { configName, inProject, ownFolder } from '../store/own-folder.ts';

export interface Diagnosis {
  readonly state: 'ok' | 'note' | 'missing';
  readonly what: string;
  /** What to do; for states other than ok. */
  readonly advice?: string;
}

/** What a run needs, and whether this machine has it. */
export async function checkMachine(enginePath: string | undefined): Promise<readonly Diagnosis[]> {
  return [
    nodeVersion(),
    await engine(enginePath),
    ...(hasShop() ? [database()] : []),
    await project(),
    ...[cores(), openFiles(), await ports(), runsFolder()],
  ];
}

const nodeVersion = (): Diagnosis => ({
  state: 'ok',
  what: `Node ${process.versions.node} (20.19 or newer is needed)`,
});

const withGo = ', or builds it with go (two to four minutes)';
const withoutGo = '; without access to github.com, install Go or put k6 2.x on PATH';

async function engine(explicitPath: string | undefined): Promise<Diagnosis> {
  try {
    const found = await lookForEngine({
      explicitPath,
      env: process.env,
      signal: new AbortController().signal,
      onProgress: () => {},
    });
    if (found !== undefined) return { state: 'ok', what: `k6 ${found.version}: ${found.path} (${found.source})` };
    const hasGo = findOnPath('go', process.env) !== undefined;
    return {
      state: 'note',
      what: 'there is no k6 yet',
      advice: `the first run downloads k6 ${pinnedVersion}${hasGo ? withGo : withoutGo}`,
    };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { state: 'missing', what: error.message, advice: error.hint ?? '' };
  }
}

function database(): Diagnosis {
  if (process.env.DATABASE_URL) return { state: 'ok', what: 'PostgreSQL for the reference shop: from DATABASE_URL' };
  try {
    const { source, binFolder } = findPostgres(hostLookup, process.env.CASELOAD_POSTGRES);
    return { state: 'ok', what: `PostgreSQL for the reference shop: ${source}, ${binFolder}` };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return {
      state: 'missing',
      what: error.message,
      advice: error.hint ?? 'set DATABASE_URL, or load your own service with --target',
    };
  }
}

/** The user's own scenarios and configuration; a clone has those of the shop. */
async function project(): Promise<Diagnosis> {
  const folder = ownFolder();
  const scenarios = listNames('scenarios').length;
  const count = `${scenarios} scenario${scenarios === 1 ? '' : 's'}`;
  if (!existsSync(join(folder, configName))) {
    const what = `${count}, no ${configName} in ${folder} or above`;
    return hasShop() ? { state: 'ok', what } : { state: 'note', what, advice: 'begin with: npx caseload init' };
  }
  try {
    await readConfig();
    return { state: 'ok', what: `${count}, and the configuration: ${join(folder, configName)}` };
  } catch (error) {
    if (!(error instanceof HarnessError)) throw error;
    return { state: 'missing', what: error.message, advice: error.hint ?? 'correct the file' };
  }
}

function cores(): Diagnosis {
  const count = os.availableParallelism();
  const what = `${count} CPU cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB memory`;
  return count >= 2
    ? { state: 'ok', what }
    : { state: 'note', what, advice: 'k6 and the target share one core, so latencies describe both together' };
}

/** k6 needs a socket for each VU, and some more files. */
function openFiles(): Diagnosis {
  const needed = defaultMaxVus + 200;
  const [, soft = 'unknown'] =
    /Max open files\s+(\d+|unlimited)/.exec(
      existsSync('/proc/self/limits') ? readFileSync('/proc/self/limits', 'utf8') : '',
    ) ?? [];
  const what = `open files: ${soft}`;
  return Number(soft) < needed
    ? { state: 'note', what, advice: `raise it before a large load: ulimit -n ${needed} or more` }
    : { state: 'ok', what };
}

async function ports(): Promise<Diagnosis> {
  const port = await freePort();
  return { state: 'ok', what: `loopback ports are available (such as ${port})` };
}

function runsFolder(): Diagnosis {
  const folder = inProject('runs');
  try {
    accessSync(existsSync(folder) ? folder : dirname(folder), constants.W_OK);
    return { state: 'ok', what: `run folders can be written to ${folder}` };
  } catch {
    return { state: 'missing', what: `${folder} cannot be written`, advice: 'make it writable, or use --runs-dir' };
  }
}
