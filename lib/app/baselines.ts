import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { repeatedRun } from '../judge/compare/comparability.ts';
import { comparedRun, fingerprintOf } from '../judge/compare/compared-run.ts';
import type { Baseline, ComparedRun } from '../model/comparison.ts';
import { ArtifactError, HarnessError, UsageError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import { baselineFile, listBaselines, readBaseline, writeBaseline } from '../store/baselines.ts';
import { findRun } from '../store/find-run.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { readPlan } from '../store/stored.ts';
import { readRun } from './read-run.ts';

export interface SetFolders {
  readonly runsDir: string;
  readonly baselinesDir: string;
}

interface MadeBaseline {
  readonly file: string;
  readonly baseline: Baseline;
  /** Those of its runs that it did not have before. */
  readonly added: readonly ComparedRun[];
}

/** Stores runs as a baseline; it replaces an older one of that name or, with `append`, adds to its runs. */
export async function makeBaseline(
  name: string,
  runs: readonly string[],
  { runsDir, baselinesDir }: SetFolders,
  append: boolean,
): Promise<MadeBaseline> {
  // An invalid name is refused before the runs are read.
  baselineFile(name, baselinesDir);
  const made = await setOfRuns(name, runs, runsDir);
  const earlier = append && listBaselines(baselinesDir).includes(name) ? readBaseline(name, baselinesDir) : undefined;
  if (earlier !== undefined && earlier.fingerprint.load !== made.fingerprint.load) {
    const { scenario, profile } = earlier.fingerprint;
    throw new UsageError(`baseline '${name}' was made with another load: ${scenario}, ${profile}`, {
      hint: 'leave out --append to replace it, or use another name',
    });
  }
  const known = earlier?.runs ?? [];
  const added = made.runs.filter((run) => repeatedRun([run], known) === undefined);
  const baseline = { ...made, runs: [...known, ...added] };
  return { file: writeBaseline(baseline, baselinesDir), baseline, added };
}

/**
 * A set of runs: the name of a baseline, or runs separated by commas (`latest`, a name, the beginning of one, a
 * folder).
 */
export async function readRunSet(set: string, { runsDir, baselinesDir }: SetFolders): Promise<Baseline> {
  const names = set.split(',').map((name) => name.trim());
  const [only] = names;
  if (names.length === 1 && only !== undefined && listBaselines(baselinesDir).includes(only)) {
    return readBaseline(only, baselinesDir);
  }
  return setOfRuns(set, names, runsDir);
}

/** Runs as a set, all with the same load. Throws an error that says why one of them cannot be compared. */
async function setOfRuns(name: string, names: readonly string[], runsDir: string): Promise<Baseline> {
  const runs = await Promise.all(names.map((one) => comparableRun(findRun(one, runsDir))));
  const [first, ...others] = runs;
  if (first === undefined) throw new UsageError('no run was given', { hint: 'name one, such as latest' });
  const { scenario, load } = first.fingerprint;
  const other = others.find(({ fingerprint }) => fingerprint.scenario !== scenario || fingerprint.load !== load);
  if (other !== undefined) {
    const its = `${other.fingerprint.scenario}, ${other.fingerprint.profile}`;
    throw new UsageError(`${other.run.name} has a different load than ${first.run.name}: ${its}`, {
      hint: 'all runs of a set must have the same scenario and profile',
    });
  }
  const twice = repeatedRun(runs.map(({ run }) => run));
  if (twice !== undefined) {
    throw new UsageError(`${twice} is named twice in '${name}'`, { hint: 'name each run of a set once' });
  }
  return { schemaVersion: 2, name, fingerprint: first.fingerprint, runs: runs.map(({ run }) => run) };
}

/** Throws a UsageError when a run of the candidate is one of the base. */
export function refuseSharedRuns(base: Baseline, candidate: Baseline): void {
  const shared = repeatedRun(candidate.runs, base.runs);
  if (shared === undefined) return;
  throw new UsageError(`${shared} is in '${base.name}' and in '${candidate.name}': it would be compared with itself`, {
    hint: 'name a run that is not in the baseline',
  });
}

/** A run that can be compared: not INVALID (exit 3), not without data (exit 5). */
async function comparableRun(folder: RunFolder) {
  // `latest` is a link: a baseline must name the run itself.
  const name = basename(realpathSync(folder.path));
  const hint = `see why: caseload report --run ${name}`;
  const { result, verdict, environment } = await readRun(folder, false);
  if (verdict.validity === 'INVALID') {
    throw new HarnessError(`${name} is INVALID, so nothing can be compared with it`, exitCodes.invalidRun, {
      hint,
    });
  }
  if (
    (result.accounting.scheduled ?? result.accounting.started) === null ||
    (result.accounting.ok ?? 0) + (result.accounting.failed ?? 0) === 0
  ) {
    throw new HarnessError(`${name} has no data: no journey finished`, exitCodes.noData, { hint });
  }
  if (environment === undefined) {
    throw new ArtifactError(`${name} has no environment.json`, { hint: 'only a run of caseload load can be compared' });
  }
  return { run: comparedRun(name, result, verdict), fingerprint: fingerprintOf(readPlan(folder.plan), environment) };
}
