import { basename } from 'node:path';
import type { Ending } from '../../model/result.ts';
import type { RunPart } from '../../model/run-facts.ts';
import { samplesOf } from '../../store/run-folder.ts';
import { freePort } from '../process/free-port.ts';
import { type ProcessRef, processOf } from '../process/process-ref.ts';
import type { Generator, LoadWatch } from './generator.ts';
import { type K6Command, startK6 } from './k6-command.ts';
import { endingOf } from './k6-ending.ts';
import { readLiveFigures } from './live-figures.ts';
import { scheduleMs, stoppedByUser } from './load-clock.ts';
import { compressSamples } from './recorded-samples.ts';
import { type RunningK6, type StandingK6, startPaused } from './standing-k6.ts';
import { type Stopwatch, startStopwatch } from './stopwatch.ts';

/** What k6 may take beyond its schedule: to start its VUs, and for handleSummary. */
const allowanceMs = 180_000;
const stopGraceMs = 15_000;
const restPortTaken = 106;
const maxAttempts = 5;

/** k6 as a process of this machine; its log, summary and samples go to the run folder. */
export function localK6(command: K6Command): Generator {
  let processes: readonly ProcessRef[] = [];
  let standing: StandingK6 | undefined;
  const onProcess = async ({ child }: RunningK6, onStarted: () => void) => {
    processes = processOf('k6', child.pid);
    if (child.pid === undefined) return;
    try {
      onStarted();
    } catch (error) {
      // What throws at the start of a load must not leave k6 behind.
      await child.stop({ graceMs: stopGraceMs });
      throw error;
    }
  };
  const releaseStanding = async ({ signal, onStarted }: LoadWatch) => {
    const k6 = await standing?.k6;
    if (standing === undefined || k6 === undefined) return undefined;
    await onProcess(k6, onStarted);
    const stopwatch = startStopwatch();
    const hasBegun = await standing.release(signal);
    standing = undefined;
    return hasBegun ? { k6, stopwatch } : undefined;
  };
  const startNew = async (script: string, env: Readonly<Record<string, string>>, { onStarted }: LoadWatch) => {
    const port = await freePort();
    const stopwatch = startStopwatch();
    const k6 = { port, ...startK6(command, script, env, port) };
    await onProcess(k6, onStarted);
    return { k6, stopwatch };
  };
  const run: Generator['run'] = async (script, env, watch) => {
    for (let attempt = 1; ; attempt++) {
      const { k6, stopwatch } = (await releaseStanding(watch)) ?? (await startNew(script, env, watch));
      const ending = await untilEnded(k6, stopwatch, command, watch);
      processes = [];
      const durationMs = Math.round(stopwatch.elapsedMs());
      const clockStepMs = Math.round(stopwatch.clockStepMs());
      const isPortTaken = ending.k6ExitCode === restPortTaken;
      if (isPortTaken && attempt < maxAttempts) continue;
      await compressSamples(command.folder);
      return { ending, startedAtMs: stopwatch.startedAtMs, durationMs, clockStepMs, parts: [partOf(command)] };
    }
  };
  return {
    name: 'local k6',
    get processes() {
      return processes;
    },
    standBy: (script, env) => {
      standing = startPaused(command, script, env);
    },
    run,
    close: async () => standing?.close(),
  };
}

function partOf({ folder, plan }: K6Command): RunPart {
  return {
    runner: 'local',
    samples: plan.record === 'none' ? null : basename(samplesOf(folder)),
    summary: basename(folder.summary),
    log: basename(folder.k6Log),
  };
}

/** Waits for k6 to end, and ends it when the user stops the run, the target dies or its time is over. */
async function untilEnded(
  { child, port, logged }: RunningK6,
  { elapsedMs }: Stopwatch,
  command: K6Command,
  { signal, enough, targetDied, onTick, tickMs }: LoadWatch,
): Promise<Ending> {
  const { plan } = command;
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
  const onEnough = () => stop('objective-failed', String(enough?.reason));
  enough?.addEventListener('abort', onEnough, { once: true });
  void targetDied.then((detail) => stop('target-died', detail));
  const overdue = setTimeout(
    () => stop('engine-trouble', 'k6 did not exit after the end of its schedule'),
    scheduleMs(plan) + allowanceMs,
  );
  const ticker = setInterval(async () => {
    const live = await readLiveFigures(port, plan.warmUp !== undefined);
    if (live !== undefined && !isOver) onTick(elapsedMs(), live);
  }, tickMs);

  const end = await child.ended;
  await logged;
  isOver = true;
  clearInterval(ticker);
  clearTimeout(overdue);
  signal.removeEventListener('abort', onAbort);
  enough?.removeEventListener('abort', onEnough);
  return endingOf(end, stopped, command);
}
