import { closeSync, openSync, readFileSync } from 'node:fs';
import { totalmem } from 'node:os';
import { EngineError } from '../../model/errors.ts';
import type { RunPlan } from '../../model/plan.ts';
import type { Ending } from '../../model/result.ts';
import { arrivalMs, warmUpDrainMs } from '../../plan/k6-options.ts';
import { garbagePercent } from '../../plan/virtual-users.ts';
import { fileError } from '../../store/artifacts.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import { type Child, startChild } from '../process/child-process.ts';
import { freePort } from '../process/free-port.ts';
import { watchCpu } from '../signals/cpu-watch.ts';
import { endingOf } from './k6-exit-codes.ts';
import { type LiveFigures, readLiveFigures } from './live-figures.ts';

export interface K6Run {
  readonly ending: Ending;
  readonly startedAtMs: number;
  readonly durationMs: number;
}

interface K6Need {
  readonly enginePath: string;
  /** The environment of the process: see engineEnvironment. */
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: RunFolder;
  readonly plan: RunPlan;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly usersFile: string | undefined;
  readonly extraOuts: readonly string[];
  readonly extraArgs: readonly string[];
  /** Aborts when the user wants the run to end. */
  readonly signal: AbortSignal;
  /** Resolves with a sentence when the target dies. */
  readonly targetDied: Promise<string>;
  readonly onTick: (elapsedMs: number, live: LiveFigures) => void;
  readonly tickMs: number;
}

/** What k6 may take beyond its schedule: to start its VUs, and for handleSummary. */
const allowanceMs = 180_000;
const restPortTaken = 106;

/**
 * Runs k6 on the script of the run folder, which gets k6's log, summary and samples. The harness's secrets (headers, tokens) travel by environment, never by
 * argument. Never rejects for what k6 did: that is the ending. Throws an EngineError when k6 cannot be started.
 */
export async function runK6(need: K6Need): Promise<K6Run> {
  for (let attempt = 1; ; attempt++) {
    const run = await runOnce(need, await freePort());
    if (run.ending.k6ExitCode !== restPortTaken || attempt === 5) return run;
  }
}

async function runOnce(need: K6Need, port: number): Promise<K6Run> {
  const startedAtMs = Date.now();
  const child = startK6(need, port);
  const stopWatch = watchCpu(child.pid, need.folder.signals);
  let cutShort: Ending | undefined;
  const cut = (ending: Ending) => {
    cutShort ??= ending;
    void child.stop({ graceMs: 15_000 });
  };
  const onAbort = () => cut({ kind: 'interrupted', detail: 'stopped by the user', k6ExitCode: null });
  if (need.signal.aborted) onAbort();
  need.signal.addEventListener('abort', onAbort, { once: true });
  let isOver = false;
  void need.targetDied.then((detail) => {
    if (!isOver) cut({ kind: 'target-died', detail, k6ExitCode: null });
  });
  const overdue = setTimeout(
    () => cut({ kind: 'engine-trouble', detail: 'k6 did not end when its schedule was over', k6ExitCode: null }),
    scheduleMs(need.plan) + allowanceMs,
  );
  const ticker = setInterval(async () => {
    const live = await readLiveFigures(port, need.plan.warmUp !== undefined);
    if (live !== undefined && !isOver) need.onTick(Date.now() - startedAtMs, live);
  }, need.tickMs);

  const { exitCode, signal, spawnError } = await child.ended;
  isOver = true;
  clearInterval(ticker);
  clearTimeout(overdue);
  stopWatch();
  need.signal.removeEventListener('abort', onAbort);
  if (spawnError !== undefined) {
    throw new EngineError(`${need.enginePath} cannot be started: ${spawnError.message}`, {
      hint: 'see: caseload doctor',
      cause: spawnError,
    });
  }
  const ending = cutShort === undefined ? endingOf(exitCode, signal) : { ...cutShort, k6ExitCode: exitCode };
  const isCutByObjective = need.plan.abortOnFail && ending.k6ExitCode === thresholdsFailed && saysAborted(need.folder);
  const durationMs = Date.now() - startedAtMs;
  if (isCutByObjective) return { ending: { ...ending, ...objectiveFailed }, startedAtMs, durationMs };
  return { ending, startedAtMs, durationMs };
}

const thresholdsFailed = 99;
const objectiveFailed = { kind: 'objective-failed', detail: 'an objective failed (--abort-on-fail)' } as const;

/** k6 ends with the same code when a threshold fails at the end and when one stops it: only its log tells which. */
function saysAborted({ k6Log }: RunFolder): boolean {
  return readFileSync(k6Log, 'utf8').includes('abortOnFail');
}

function startK6(need: K6Need, port: number): Child {
  const outs = [...(need.plan.record !== 'none' ? [`csv=${need.folder.samples}`] : []), ...need.extraOuts];
  const args = [
    'run',
    '--quiet',
    '--no-color',
    '--address',
    `127.0.0.1:${port}`,
    ...outs.flatMap((out) => ['--out', out]),
    ...need.extraArgs,
    need.folder.script,
  ];
  const environment = {
    GOGC: String(garbagePercent(need.plan, totalmem() / 2 ** 20)),
    ...need.environment,
    K6_CSV_TIME_FORMAT: 'unix_micro',
    BASE_URL: need.baseUrl,
    RUN_ID: need.plan.runId,
    SUMMARY: need.folder.summary,
    HEADERS: JSON.stringify(need.headers),
    ...(need.usersFile === undefined ? {} : { USERS: need.usersFile }),
  };
  let log: number;
  try {
    log = openSync(need.folder.k6Log, 'w');
  } catch (error) {
    throw fileError(`cannot write ${need.folder.k6Log}`, need.folder.k6Log, error);
  }
  // k6 writes its log itself: it costs the harness nothing and outlives it. Its own summary is replaced by the report.
  const child = startChild(need.enginePath, args, {
    env: environment,
    stdio: ['ignore', 'ignore', log],
    endSignal: 'SIGINT',
  });
  closeSync(log);
  return child;
}

/** When the last journey is due or cut off, ms from the start of k6. */
function scheduleMs(plan: RunPlan): number {
  return loadStartMs(plan) + arrivalMs(plan.arrival) + plan.gracefulStopMs;
}

/** When the load begins, ms from the start of k6: after the warm-up and its drain. */
export function loadStartMs(plan: RunPlan): number {
  return plan.warmUp === undefined ? 0 : arrivalMs(plan.warmUp.arrival) + warmUpDrainMs;
}
