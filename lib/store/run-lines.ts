import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HarnessError } from '../model/errors.ts';
import type { Experiment } from '../model/experiment.ts';
import { experimentFolderAt, listExperiments, readExperiment } from './experiments.ts';
import { listRuns } from './find-run.ts';
import { isLocked } from './folder-lock.ts';
import { runFolderAt } from './run-folder.ts';
import { readResult, readVerdict } from './stored.ts';

/** A run or an experiment in one line; dashes where its folder says nothing: it was killed, or a file is damaged. */
export interface RunLine {
  readonly kind: 'run' | Experiment['kind'];
  readonly name: string;
  /** The experiment that the run was made for. */
  readonly experiment: string | null;
  readonly validity: string;
  readonly objectives: string;
  readonly exitCode: number | null;
  /** How many of the scheduled journeys succeeded, or how far an experiment is and what it answers. */
  readonly outcome: string;
}

/** All that is in a folder of runs, the newest first; the runs of an experiment follow it. */
export function runLines(runsDir: string): RunLine[] {
  const experiments = listExperiments(runsDir).map((name) => experimentLine(join(runsDir, name)));
  const owners = new Map(experiments.flatMap(({ line, runs }) => runs.map((run) => [run, line.name] as const)));
  const runs = listRuns(runsDir).map((name) => runLine(join(runsDir, name), owners.get(name) ?? null));
  const own = [...experiments.map(({ line }) => line), ...runs.filter(({ experiment }) => experiment === null)];
  return own
    .sort((a, b) => b.name.localeCompare(a.name, 'en'))
    .flatMap((line) => [line, ...runs.filter(({ experiment }) => experiment === line.name)]);
}

function runLine(path: string, experiment: string | null): RunLine {
  const folder = runFolderAt(path);
  const accounting = orNothing(() => readResult(folder.result))?.accounting;
  const nothing = isLocked(path) ? 'in progress' : '—';
  const outcome = accounting?.scheduled == null ? nothing : `${accounting.ok ?? '—'} of ${accounting.scheduled}`;
  return { kind: 'run', name: basename(path), experiment, ...verdictCells(folder.verdict), outcome };
}

function experimentLine(path: string): { readonly line: RunLine; readonly runs: readonly string[] } {
  const folder = experimentFolderAt(path);
  const experiment = orNothing(() => readExperiment(folder));
  const runs = experiment?.runs.map((run) => run.name) ?? [];
  const baseline = orNothing(() => readVerdict(folder.verdict))?.baseline;
  const state = experiment?.state === 'running' ? (isLocked(path) ? 'in progress' : 'unfinished') : experiment?.state;
  const outcome = [baseline ?? state ?? '—', `${runs.length} run${runs.length === 1 ? '' : 's'}`].join(', ');
  const line = { kind: experiment?.kind ?? 'gate', name: basename(path), experiment: null, outcome };
  return { line: { ...line, ...verdictCells(folder.verdict) }, runs };
}

function verdictCells(path: string): Pick<RunLine, 'validity' | 'objectives' | 'exitCode'> {
  const verdict = existsSync(path) ? orNothing(() => readVerdict(path)) : undefined;
  return {
    validity: verdict?.validity ?? '—',
    objectives: verdict?.objectives ?? '—',
    exitCode: verdict?.exitCode ?? null,
  };
}

function orNothing<Value>(read: () => Value): Value | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof HarnessError) return undefined;
    throw error;
  }
}
