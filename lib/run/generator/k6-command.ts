import { totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { EngineError, HarnessError } from '../../model/errors.ts';
import type { RunPlan } from '../../model/plan.ts';
import { garbagePercent } from '../../plan/virtual-users.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import { limitMemory, memoryLimitMiB } from '../engine/memory-limit.ts';
import { type Child, startChild } from '../process/child-process.ts';
import { type BoundedLog, openBoundedLog } from './bounded-log.ts';
import { samplesOfK6 } from './recorded-samples.ts';

/** A k6 to be started: which program, on what, and where its files go. */
export interface K6Command {
  readonly enginePath: string;
  /** The environment of the process: see engineEnvironment. */
  readonly environment: NodeJS.ProcessEnv;
  readonly folder: RunFolder;
  readonly plan: RunPlan;
  readonly extraOuts: readonly string[];
  readonly extraArgs: readonly string[];
}

/** k6 as a process, and when its log is complete. */
export interface StartedK6 {
  readonly child: Child;
  readonly logged: Promise<void>;
}

/** Starts k6 with its REST API at `port`. Throws an EngineError when it cannot be started. */
export function startK6(
  command: K6Command,
  script: string,
  env: Readonly<Record<string, string>>,
  port: number,
): StartedK6 {
  const { enginePath, folder } = command;
  const log = openBoundedLog(folder.k6Log);
  try {
    // k6's own summary is replaced by the report.
    const child = startChild(enginePath, argumentsOf(command, script, port), {
      env: environmentOf(command, env),
      stdio: ['ignore', 'ignore', 'pipe'],
      endSignal: 'SIGINT',
      mayBeWrapped: true,
    });
    limitMemory(child, memoryLimitMiB(command.plan));
    return { child, logged: recordStderr(child, log) };
  } catch (error) {
    log.close();
    // Node throws some errors of exec (a program for another processor) instead of emitting them.
    throw error instanceof HarnessError ? error : cannotStart(enginePath, error as Error);
  }
}

const flushMs = 1_000;

/** Resolves when all is in the log that k6 said until its end. */
async function recordStderr(child: Child, log: BoundedLog): Promise<void> {
  const { stderr } = child.process;
  stderr?.on('data', log.write).on('error', () => {});
  const closed = new Promise((resolve) => child.process.once('close', resolve));
  const { spawnError } = await child.ended;
  if (spawnError === undefined) await Promise.race([closed, sleep(flushMs, undefined, { ref: false })]);
  stderr?.destroy();
  log.close();
}

export const cannotStart = (enginePath: string, cause: Error): EngineError =>
  new EngineError(`${enginePath} cannot be started: ${cause.message}`, { hint: 'see: caseload doctor', cause });

function argumentsOf({ plan, folder, extraOuts, extraArgs }: K6Command, script: string, port: number): string[] {
  const outs = [...(plan.record === 'none' ? [] : [`csv=${samplesOfK6(plan, folder)}`]), ...extraOuts];
  return [
    'run',
    '--quiet',
    '--no-color',
    '--address',
    `127.0.0.1:${port}`,
    ...outs.flatMap((out) => ['--out', out]),
    // Each alone makes k6 keep every value of every Trend until the end.
    ...(plan.isSamplesOnly ? ['--summary-mode=disabled', '--no-thresholds'] : []),
    ...extraArgs,
    // Of it, k6 calls `journey` (lib/k6/journey.ts) for each journey.
    script,
  ];
}

function environmentOf(command: K6Command, env: Readonly<Record<string, string>>): NodeJS.ProcessEnv {
  // A USERS of the caller's would be taken for the users of this run.
  const { USERS: _, ...environment } = command.environment;
  return {
    GOGC: String(garbagePercent(command.plan, totalmem() / 2 ** 20)),
    ...environment,
    K6_CSV_TIME_FORMAT: 'unix_micro',
    SUMMARY: command.folder.summary,
    ...env,
  };
}
