import { closeSync, openSync } from 'node:fs';
import { totalmem } from 'node:os';
import { EngineError } from '../../model/errors.ts';
import type { RunPlan } from '../../model/plan.ts';
import { garbagePercent } from '../../plan/virtual-users.ts';
import { fileError } from '../../store/artifacts.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import { type Child, startChild } from '../process/child-process.ts';

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

/** Starts k6 with its REST API at `port`. Throws an EngineError when it cannot be started. */
export function startK6(
  command: K6Command,
  script: string,
  env: Readonly<Record<string, string>>,
  port: number,
): Child {
  const { enginePath, folder } = command;
  const log = openLog(folder.k6Log);
  try {
    // k6 writes its log itself: it costs the harness nothing and outlives it. Its own summary is replaced by the
    // report.
    return startChild(enginePath, argumentsOf(command, script, port), {
      env: environmentOf(command, env),
      stdio: ['ignore', 'ignore', log],
      endSignal: 'SIGINT',
      mayBeWrapped: true,
    });
  } catch (error) {
    // Node throws some errors of exec (a program for another processor) instead of emitting them.
    throw cannotStart(enginePath, error as Error);
  } finally {
    closeSync(log);
  }
}

export const cannotStart = (enginePath: string, cause: Error): EngineError =>
  new EngineError(`${enginePath} cannot be started: ${cause.message}`, { hint: 'see: caseload doctor', cause });

function argumentsOf({ plan, folder, extraOuts, extraArgs }: K6Command, script: string, port: number): string[] {
  const outs = [...(plan.record === 'none' ? [] : [`csv=${folder.samples}`]), ...extraOuts];
  return [
    'run',
    '--quiet',
    '--no-color',
    '--address',
    `127.0.0.1:${port}`,
    ...outs.flatMap((out) => ['--out', out]),
    ...extraArgs,
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

function openLog(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw fileError(`cannot write ${path}`, path, error);
  }
}
