import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Ending } from '../../model/result.ts';
import type { RunPart } from '../../model/run-facts.ts';
import { isOutOfMemory, memoryLimitMiB, outOfMemory } from '../engine/memory-limit.ts';
import type { Child, ChildEnd } from '../process/child-process.ts';
import { freePort } from '../process/free-port.ts';
import { type ProcessRef, processOf } from '../process/process-ref.ts';
import type { Generator, GeneratorRun } from './generator.ts';
import { cannotStart, type K6Command, startK6 } from './k6-command.ts';
import { endingOf } from './k6-exit-codes.ts';
import { type LiveFigures, readLiveFigures } from './live-figures.ts';
import { scheduleMs, stoppedByUser } from './load-clock.ts';
import { type RunningK6, type StandingK6, startPaused } from './standing-k6.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';

interface LocalK6Options extends K6Command {
  /** Resolves with a sentence when the target dies. */
  readonly targetDied: Promise<string>;
  /** Aborted, it ends the load early, for its reason. */
  readonly enough?: AbortSignal | undefined;
  /** Called once k6 has a process. */
  readonly onStarted: () => void;
  readonly onTick: (elapsedMs: number, live: LiveFigures) => void;
  readonly tickMs: number;
}

/** What k6 may take beyond its schedule: to start its VUs, and for handleSummary. */
const allowanceMs = 180_000;
const stopGraceMs = 15_000;
const restPortTaken = 106;
const thresholdsFailed = 99;
const maxAttempts = 5;

/** k6 as a process of this machine; its log, summary and samples go to the run folder. */
export function localK6(options: LocalK6Options): Generator {
  let processes: readonly ProcessRef[] = [];
  let standing: StandingK6 | undefined;
  const onProcess = async ({ child }: RunningK6) => {
    processes = processOf('k6', child.pid);
    if (child.pid !== undefined) await startedOrStopped(child, options.onStarted);
  };
  const begin = async (signal: AbortSignal) => {
    const k6 = await standing?.k6;
    if (standing === undefined || k6 === undefined) return undefined;
    await onProcess(k6);
    const stopwatch = startStopwatch();
    const hasBegun = await standing.release(signal);
    standing = undefined;
    return hasBegun ? { k6, stopwatch } : undefined;
  };
  const start = async (script: string, env: Readonly<Record<string, string>>) => {
    const port = await freePort();
    const stopwatch = startStopwatch();
    const k6 = { port, ...startK6(options, script, env, port) };
    await onProcess(k6);
    return { k6, stopwatch };
  };
  const runOnce = async (script: string, env: Readonly<Record<string, string>>, signal: AbortSignal) => {
    const { k6, stopwatch } = (await begin(signal)) ?? (await start(script, env));
    const ending = await supervise(k6, stopwatch, signal, options);
    processes = [];
    const [durationMs, clockStepMs] = [stopwatch.elapsedMs(), stopwatch.clockStepMs()].map(Math.round) as [
      number,
      number,
    ];
    return { ending, startedAtMs: stopwatch.startedAtMs, durationMs, clockStepMs };
  };
  return {
    name: 'local k6',
    get processes() {
      return processes;
    },
    standBy: (script, env) => {
      standing = startPaused(options, script, env);
    },
    close: async () => standing?.close(),
    run: async (script, env, signal): Promise<GeneratorRun> => {
      for (let attempt = 1; ; attempt++) {
        const run = await runOnce(script, env, signal);
        const isPortTaken = run.ending.k6ExitCode === restPortTaken;
        if (!isPortTaken || attempt === maxAttempts) return { ...run, parts: [partOf(options)] };
      }
    },
  };
}

/** What throws at the start of a load must not leave k6 behind. */
async function startedOrStopped(child: Child, onStarted: () => void): Promise<void> {
  try {
    onStarted();
  } catch (error) {
    await child.stop({ graceMs: stopGraceMs });
    throw error;
  }
}

function partOf({ folder, plan }: K6Command): RunPart {
  return {
    runner: 'local',
    samples: plan.record === 'none' ? null : basename(folder.samples),
    summary: basename(folder.summary),
    log: basename(folder.k6Log),
  };
}

/** Waits for k6 to end, and ends it when the user stops the run, the target dies or its time is over. */
async function supervise(
  { child, port, logged }: RunningK6,
  { elapsedMs }: Stopwatch,
  signal: AbortSignal,
  options: LocalK6Options,
) {
  const { plan } = options;
  let stopped: Pick<Ending, 'kind' | 'detail'> | undefined;
  let isOver = false;
  const stop = (kind: Ending['kind'], detail: string) => {
    if (isOver) return;
    stopped ??= { kind, detail };
    void child.stop({ graceMs: stopGraceMs });
  };
  const onAbort = () => stop('interrupted', stoppedByUser(plan, elapsedMs()));
  if (signal.aborted) onAbort();
  signal.addEventListener('abort', onAbort, { once: true });
  const onEnough = () => stop('objective-failed', String(options.enough?.reason));
  options.enough?.addEventListener('abort', onEnough, { once: true });
  void options.targetDied.then((detail) => stop('target-died', detail));
  const overdue = setTimeout(
    () => stop('engine-trouble', 'k6 did not exit after the end of its schedule'),
    scheduleMs(plan) + allowanceMs,
  );
  const ticker = setInterval(async () => {
    const live = await readLiveFigures(port, plan.warmUp !== undefined);
    if (live !== undefined && !isOver) options.onTick(elapsedMs(), live);
  }, options.tickMs);

  const end = await child.ended;
  await logged;
  isOver = true;
  clearInterval(ticker);
  clearTimeout(overdue);
  signal.removeEventListener('abort', onAbort);
  options.enough?.removeEventListener('abort', onEnough);
  return endingAfter(end, stopped, options);
}

function endingAfter(
  { exitCode, signal, spawnError }: ChildEnd,
  stopped: Pick<Ending, 'kind' | 'detail'> | undefined,
  { enginePath, plan, folder }: LocalK6Options,
): Ending {
  if (spawnError !== undefined) throw cannotStart(enginePath, spawnError);
  if (plan.abortOnFail && exitCode === thresholdsFailed && wasAborted(folder.k6Log)) {
    return { kind: 'objective-failed', detail: 'an objective failed (--abort-on-fail)', k6ExitCode: exitCode };
  }
  if (stopped !== undefined) return { ...stopped, k6ExitCode: exitCode };
  if (exitCode !== null && isOutOfMemory(exitCode, readFileSync(folder.k6Log, 'latin1'))) {
    return { kind: 'engine-trouble', detail: outOfMemory(memoryLimitMiB(plan)), k6ExitCode: exitCode };
  }
  return endingOf(exitCode, signal);
}

/** k6 ends with the same code when a threshold fails at the end and when one stops it: only its log says which. */
const wasAborted = (k6Log: string): boolean => readFileSync(k6Log, 'utf8').includes('abortOnFail');
