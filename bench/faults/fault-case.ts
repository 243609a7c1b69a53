import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Experiment } from '../../lib/model/experiment.ts';
import type { RunFacts } from '../../lib/model/run-facts.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { type FaultCommand, isVictim, type Victim } from './commands.ts';
import { type Family, familyOf, type Process } from './processes.ts';

export const signals = ['SIGINT', 'SIGTERM', 'SIGKILL'] as const;
export type Signal = (typeof signals)[number];

export interface FaultCase {
  readonly command: FaultCommand;
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
const hung = 'the harness hung';
const serviceMs = 20;
const interrupted = 130;

/**
 * Runs the command in a separate temporary folder, sends one process of it one signal at one moment, waits for the end
 * and looks at what is left. Whatever it finds left it ends and removes. Linux only.
 */
export async function runFaultCase(fault: FaultCase): Promise<FaultOutcome> {
  const folder = mkdtempSync(join(tmpdir(), 'bench-fault-'));
  // PostgreSQL runs in it as another account when we are root.
  chmodSync(folder, 0o755);
  const mark = randomUUID();
  const service = await startService();
  const { args, cwd, env } = await fault.command.prepare({ folder, url: service.url }, fault);
  const startedAtMs = performance.now();
  const harness = spawn(process.execPath, [join(packageFolder, 'bin/caseload.js'), ...args], {
    cwd,
    env: { ...process.env, ...env, TMPDIR: folder, CASELOAD_BENCH_MARK: mark },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output = outputOf(harness);
  const family = familyOf(harness.pid ?? 0, { variable: mark, folder });
  const watch = setInterval(family.look, lookEveryMs);
  const runsDir = join(cwd, 'runs');
  try {
    const ended = endOf(harness);
    const shot = await shoot(fault, harness, family, ended, runsDir);
    const end = await Promise.race([ended, sleep(deadlineMs, hung, { ref: false })]);
    const tookMs = performance.now() - startedAtMs;
    const left = await leftAfter(family, end === 'SIGKILL' ? afterKillMs : afterExitMs);
    const kind = shot.isTooLate ? 'too late' : 'hit';
    const faults = [
      ...left.map((process) => `process left: ${process.pid} ${process.args.join(' ').slice(0, 120)}`),
      ...family.openPorts().map((port) => `port left open: ${port}`),
      ...(await leftFolders(folder, cwd)),
      ...unreadableFiles(runsDir),
      ...(end === hung ? [hung] : []),
      ...(output().includes('a bug in caseload') ? ['it says that it has a bug'] : []),
      ...(kind === 'hit' ? wrongEnds(fault, { end, sentAtMs: performance.timeOrigin + shot.sentAtMs, runsDir }) : []),
    ];
    return {
      case: fault,
      ended: end,
      sentAtMs: Number.isNaN(shot.sentAtMs) ? undefined : shot.sentAtMs - startedAtMs,
      tookMs,
      kind,
      faults,
      lastOutput: output().slice(-1_500),
    };
  } finally {
    clearInterval(watch);
    for (const { pid } of family.alive()) kill(pid, 'SIGKILL');
    service.close();
    await sleep(100);
    rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }
}

/** A service that answers slowly enough for the preparation of users to take seconds. */
async function startService(): Promise<{ readonly url: string; close(): void }> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => setTimeout(() => response.writeHead(201).end('{"accessToken":"t"}'), serviceMs));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}

/** How the harness ended, when the signal went out (by the wall clock), and where its runs are. */
interface HitEnd {
  readonly end: number | string;
  readonly sentAtMs: number;
  readonly runsDir: string;
}

/**
 * A command that was hit may not end as if nothing had been. But a run that was complete, and whose command was still
 * writing its reports, may be a PASS as long as it ends with 130; and SIGTERM lets PostgreSQL serve its open sessions
 * to their end, which is enough for one journey.
 */
export function wrongEnds(
  { command, victim, signal }: Pick<FaultCase, 'command' | 'victim' | 'signal'>,
  { end, sentAtMs, runsDir }: HitEnd,
): string[] {
  if (victim === 'harness' && end === interrupted) return [];
  if (victim === 'postgres' && signal === 'SIGTERM' && command.name === 'try') return [];
  const folders = runFolders(runsDir);
  if (command.repeatsRuns && victim !== 'harness') {
    const hit = folders.filter((run) => wasLoadingAt(run, sentAtMs));
    return [...hit.flatMap(passOf), ...(victim === 'k6' ? [] : hit.flatMap((run) => untoldDeath(run, end, runsDir)))];
  }
  // Before it listens to signals, one ends it.
  const isDeaf = victim === 'harness' && end !== signal;
  // Of an experiment, the runs before the signal may have passed.
  const passes = command.repeatsRuns ? [] : folders.flatMap(passOf);
  return [...passes, ...(end === 0 || isDeaf ? [`exit code ${end}`] : [])];
}

function wasLoadingAt(run: string, atMs: number): boolean {
  const facts = readIfAny<RunFacts>(join(run, 'run.json'));
  return facts !== undefined && atMs >= facts.startedAtMs && atMs <= facts.startedAtMs + facts.durationMs;
}

/**
 * A run that lost its k6 is made once more. One whose service died is an answer: the candidate's fails the gate, the
 * base's is told.
 */
function untoldDeath(run: string, end: number | string, runsDir: string): string[] {
  const gate = experimentOf(runsDir) ?? '';
  const label = readIfAny<Experiment>(join(gate, 'experiment.json'))?.runs.find(
    ({ name }) => name === basename(run),
  )?.label;
  if (label?.endsWith('candidate')) return end === 1 ? [] : [`exit code ${end}, though the candidate died`];
  const verdict = readIfAny<Verdict>(join(gate, 'verdict.json'));
  if (verdict === undefined && end !== 0) return [];
  const isTold = verdict?.gate?.failures.some(({ kind, base }) => kind === 'target-died' && base > 0);
  return isTold ? [] : [`exit code ${end}, and it is not told that the base died`];
}

interface Shot {
  /** NaN when there was no process to signal. */
  readonly sentAtMs: number;
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
  const noShot: Shot = { sentAtMs: Number.NaN, isTooLate: true };
  let pid = victim === 'harness' ? harness.pid : undefined;
  while (pid === undefined && victim !== 'harness') {
    if (isOver) return noShot;
    family.look();
    pid = family.find(isVictim[victim])?.pid;
    if (pid === undefined) await sleep(10);
  }
  await Promise.race([sleep(atMs, undefined, { ref: false }), ended]);
  const isTooLate = hasVerdict(runsDir);
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

/**
 * What a command must not leave: our folders (but the copy of PostgreSQL's programs that root makes is kept on
 * purpose), half-written files, a run that nobody would list, an entry of git's.
 */
async function leftFolders(folder: string, cwd: string): Promise<string[]> {
  const isOurs = (name: string) => name.startsWith('caseload-') && !/^caseload-postgres-[0-9a-f]{12}$/.test(name);
  const runsDir = join(cwd, 'runs');
  const isNoRun = (run: string) => !existsSync(join(run, 'plan.json')) && !existsSync(join(run, 'experiment.json'));
  const inRuns = existsSync(runsDir) ? readdirSync(runsDir, { recursive: true, encoding: 'utf8' }) : [];
  const worktrees = join(cwd, '.git', 'worktrees');
  return [
    ...readdirSync(folder).filter(isOurs),
    ...inRuns.filter((name) => name.endsWith('.part') || basename(name) === '.lock'),
    ...runFolders(runsDir).filter(isNoRun),
    ...(existsSync(worktrees) ? readdirSync(worktrees).map((name) => `worktree ${name}`) : []),
  ].map((name) => `left: ${name}`);
}

const runFolders = (runsDir: string) =>
  existsSync(runsDir)
    ? readdirSync(runsDir, { withFileTypes: true }).flatMap((entry) =>
        entry.isDirectory() ? [join(runsDir, entry.name)] : [],
      )
    : [];

/** Whether the verdict was written: that of the experiment, where there is one. */
function hasVerdict(runsDir: string): boolean {
  const experiment = experimentOf(runsDir);
  if (experiment === undefined) return runFolders(runsDir).some((run) => existsSync(join(run, 'verdict.json')));
  return readIfAny<Experiment>(join(experiment, 'experiment.json'))?.state !== 'running';
}

const experimentOf = (runsDir: string): string | undefined =>
  runFolders(runsDir).find((run) => existsSync(join(run, 'experiment.json')));

const readIfAny = <Document>(file: string): Document | undefined =>
  existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Document) : undefined;

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

function passOf(run: string): string[] {
  const verdict = readIfAny<Verdict>(join(run, 'verdict.json'));
  return verdict?.objectives === 'PASS' ? [`PASS (${verdict.validity}): ${basename(run)}`] : [];
}

async function endOf(child: ChildProcess): Promise<number | string> {
  const [exitCode, signal] = (await once(child, 'exit')) as [number | null, string | null];
  return exitCode ?? signal ?? 'nothing';
}

function outputOf(child: ChildProcess): () => string {
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (text: string) => {
      output += text;
    });
  }
  return () => output;
}

function kill(pid: number, signal: Signal): void {
  try {
    process.kill(pid, signal);
  } catch {
    // It ended in the meantime.
  }
}
