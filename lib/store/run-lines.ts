import { existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import { HarnessError } from '../model/errors.ts';
import type { Experiment } from '../model/experiment.ts';
import type { RunResult } from '../model/result.ts';
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
  /** The host and port of a URL, or `shop`; null where nothing is known of it, and of an experiment. */
  readonly target: string | null;
  /** Of all requests, ms; null where it has none, and of an experiment. */
  readonly p95Ms: number | null;
  /** Requests without an answer could move the p95 up. */
  readonly isP95LowerBound: boolean;
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
  const result = orNothing(() => readResult(folder.result));
  const latency = result?.latency.requests.latency;
  return {
    ...{ kind: 'run', name: basename(path), experiment },
    target: result?.run.target ? targetText(result.run.target) : null,
    p95Ms: latency?.p95Ms ?? null,
    isP95LowerBound: latency?.atLeast.includes('p95Ms') ?? false,
    ...verdictCells(folder.verdict),
    outcome: outcomeOf(result) ?? (isLocked(path) ? 'in progress' : '—'),
  };
}

const targetText = ({ kind, url }: NonNullable<RunResult['run']['target']>): string =>
  url !== null && URL.canParse(url) ? new URL(url).host : (url ?? kind);

function outcomeOf(result: RunResult | undefined): string | undefined {
  const { scheduled = null, ok = null } = result?.accounting ?? {};
  return scheduled === null ? undefined : `${ok ?? '—'} of ${scheduled}`;
}

function experimentLine(path: string): { readonly line: RunLine; readonly runs: readonly string[] } {
  const folder = experimentFolderAt(path);
  const experiment = orNothing(() => readExperiment(folder));
  const runs = experiment?.runs.map((run) => run.name) ?? [];
  const baseline = orNothing(() => readVerdict(folder.verdict))?.baseline;
  const state = experiment?.state === 'running' ? (isLocked(path) ? 'in progress' : 'unfinished') : experiment?.state;
  const outcome = [baseline ?? state ?? '—', `${runs.length} run${runs.length === 1 ? '' : 's'}`].join(', ');
  const unknown = { experiment: null, target: null, p95Ms: null, isP95LowerBound: false };
  const line = { ...unknown, kind: experiment?.kind ?? 'gate', name: basename(path), outcome };
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
