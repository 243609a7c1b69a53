import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { projectFolder } from '../../lib/store/library.ts';
import { type Family, familyOf, type Process } from './processes.ts';

export const victims = ['harness', 'k6', 'shop', 'postgres'] as const;
export type Victim = (typeof victims)[number];

export const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
export type Signal = (typeof signals)[number];

export interface FaultCase {
  readonly victim: Victim;
  readonly signal: Signal;
  /** When the signal is sent, ms since the victim was first seen. */
  readonly atMs: number;
  readonly rateRps: number;
  readonly seconds: number;
}

export interface FaultOutcome {
  readonly case: FaultCase;
  /** The harness's exit code, or the name of the signal that ended it. */
  readonly ended: number | string;
  /** When the signal went out, ms since the harness was started; undefined when the victim never came or had gone. */
  readonly sentAtMs: number | undefined;
  readonly tookMs: number;
  /** `hit`: what the case is about. `too late`: the verdict was written, or the victim had ended, before the signal. */
  readonly kind: 'hit' | 'too late';
  /** What went wrong, one line each; empty for a clean case. */
  readonly faults: readonly string[];
  /** The last lines of the harness, for the reader of a fault. */
  readonly lastOutput: string;
}

/** How long what outlives the harness for a moment may take: the reaper after SIGKILL gives everybody 2 s. */
const afterKillMs = 5_000;
const afterExitMs = 2_000;
const lookEveryMs = 100;
/** Above the two minutes for which `load` waits for the integrity check of a target. */
const deadlineMs = 200_000;

const isNode = ({ args }: Process) => basename(args[0] ?? '') === 'node';

/** How each victim is recognized. */
const isVictim: Readonly<Record<Exclude<Victim, 'harness'>, (process: Process) => boolean>> = {
  // The k6 of the load: the pre-check and the preparation of users have no summary.
  k6: ({ args }) => basename(args[0] ?? '') === 'k6' && args[1] === 'run' && !args.includes('disabled'),
  shop: (process) => isNode(process) && basename(process.args[1] ?? '') === 'main.js',
  // Its children rewrite their title; initdb and the single-user mode have no port.
  postgres: ({ args }) => basename(args[0] ?? '') === 'postgres' && args.includes('-D') && args.includes('-p'),
};

/**
 * Runs `load` with the reference shop in a separate temporary folder, sends one process of it one signal at one
 * moment, waits for the end and looks at what is left. Whatever it finds left it ends and removes. Linux only.
 */
export async function runFaultCase(fault: FaultCase): Promise<FaultOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-fault-'));
  // PostgreSQL runs in it as another account when we are root.
  chmodSync(folder, 0o755);
  const mark = randomUUID();
  const runsDir = join(folder, 'runs');
  const load = ['-s', 'e2e', '-p', 'constant', '--rate', `${fault.rateRps}`, '--duration', `${fault.seconds}s`];
  const args = [join(projectFolder, 'bin/caseload.js'), 'load', ...load, '--runs-dir', runsDir];
  const startedAtMs = performance.now();
  const harness = spawn(process.execPath, args, {
    env: { ...process.env, TMPDIR: folder, CASELOAD_BENCH_MARK: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const lastOutput = tailOf(harness);
  const family = familyOf(harness.pid ?? 0, { variable: mark, folder });
  const watch = setInterval(family.look, lookEveryMs);
  try {
    const ended = endOf(harness);
    const shot = await shoot(fault, harness, family, ended, runsDir);
    const end = await Promise.race([ended, sleep(deadlineMs, 'nothing: it hung', { ref: false })]);
    const tookMs = performance.now() - startedAtMs;
    const wasKilled = end === 'SIGKILL';
    const left = await leftAfter(family, wasKilled ? afterKillMs : afterExitMs);
    const faults = [
      ...left.map((process) => `process left: ${process.pid} ${process.args.join(' ').slice(0, 120)}`),
      ...family.openPorts().map((port) => `port left open: ${port}`),
      ...leftFolders(folder).map((name) => `left in the temporary folder: ${name}`),
      ...unreadableFiles(runsDir),
      ...(typeof end === 'string' && end.startsWith('nothing') ? ['the harness hung'] : []),
    ];
    const kind = shot.sentAtMs === undefined || shot.isTooLate ? 'too late' : 'hit';
    if (kind === 'hit') faults.push(...passes(runsDir), ...(end === 0 ? ['exit code 0'] : []));
    return {
      case: fault,
      ended: end,
      sentAtMs: shot.sentAtMs === undefined ? undefined : shot.sentAtMs - startedAtMs,
      tookMs,
      kind,
      faults,
      lastOutput: lastOutput(),
    };
  } finally {
    clearInterval(watch);
    for (const { pid } of family.alive()) kill(pid, 'SIGKILL');
    await sleep(100);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

interface Shot {
  /** Undefined when there was no process to signal. */
  readonly sentAtMs: number | undefined;
  readonly isTooLate: boolean;
}

async function shoot(
  { victim, signal, atMs }: FaultCase,
  harness: ChildProcess,
  family: Family,
  ended: Promise<unknown>,
  runsDir: string,
): Promise<Shot> {
  let isOver = false;
  void ended.then(() => {
    isOver = true;
  });
  const noShot: Shot = { sentAtMs: undefined, isTooLate: true };
  let pid = victim === 'harness' ? harness.pid : undefined;
  while (pid === undefined && victim !== 'harness') {
    if (isOver) return noShot;
    family.look();
    pid = family.find(isVictim[victim])?.pid;
    if (pid === undefined) await sleep(10);
  }
  await Promise.race([sleep(atMs, undefined, { ref: false }), ended]);
  const isTooLate = hasFile(runsDir, 'verdict.json');
  if (isOver || pid === undefined || !family.alive().some((process) => process.pid === pid)) return noShot;
  const sentAtMs = performance.now();
  kill(pid, signal);
  return { sentAtMs, isTooLate };
}

async function leftAfter(family: Family, graceMs: number): Promise<Process[]> {
  const untilMs = performance.now() + graceMs;
  for (;;) {
    family.look();
    const left = family.alive();
    if (left.length === 0 || performance.now() > untilMs) return left;
    await sleep(20);
  }
}

/** Our folders that a run must not leave; the copy of PostgreSQL's programs that root makes is kept on purpose. */
function leftFolders(folder: string): string[] {
  return readdirSync(folder).filter(
    (name) => name.startsWith('caseload-') && !/^caseload-postgres-[0-9a-f]{12}$/.test(name),
  );
}

const runFolders = (runsDir: string) =>
  existsSync(runsDir)
    ? readdirSync(runsDir, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [join(runsDir, entry.name)] : [],
      )
    : [];

const hasFile = (runsDir: string, name: string) => runFolders(runsDir).some((run) => existsSync(join(run, name)));

/** A reader of the runs must find every JSON file whole, no matter how the writer ended. */
function unreadableFiles(runsDir: string): string[] {
  return runFolders(runsDir).flatMap((run) =>
    readdirSync(run)
      .filter((name) => name.endsWith('.json'))
      .flatMap((name) => {
        try {
          JSON.parse(readFileSync(join(run, name), 'utf8'));
          return [];
        } catch (error) {
          return [`unreadable: ${name}: ${(error as Error).message}`];
        }
      }),
  );
}

function passes(runsDir: string): string[] {
  return runFolders(runsDir).flatMap((run) => {
    const file = join(run, 'verdict.json');
    if (!existsSync(file)) return [];
    const { validity, objectives, headline } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    return objectives === 'PASS' ? [`PASS (${validity}): ${headline}`] : [];
  });
}

async function endOf(child: ChildProcess): Promise<number | string> {
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return exitCode ?? signal ?? 'nothing';
}

function tailOf(child: ChildProcess): () => string {
  let tail = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      tail = (tail + text).slice(-1_500);
    });
  }
  return () => tail;
}

function kill(pid: number, signal: Signal): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime.
  }
}
