import { realpathSync } from 'node:fs';
import { basename } from 'node:path';
import { repeatedRun } from '../judge/compare/comparability.ts';
import { comparedRun, fingerprintOf } from '../judge/compare/compared-run.ts';
import type { Baseline, Fingerprint } from '../model/comparison.ts';
import { ArtifactError, HarnessError, UsageError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import { baselineFile, listBaselines, noBaseline } from '../store/baselines.ts';
import { findRun } from '../store/find-run.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { readPlan } from '../store/stored.ts';
import { readBaselineFile } from '../store/stored-comparison.ts';
import { readRun } from './read-run.ts';

export interface SetFolders {
  readonly runsDir: string;
  readonly baselinesDir: string;
}

/** The baseline of that name. Throws a UsageError when there is none, an ArtifactError for a file of another schema. */
export function readBaseline(name: string, folder: string): Baseline {
  const baseline = readBaselineFile(baselineFile(name, folder));
  if (baseline === undefined) throw noBaseline(name, folder);
  return baseline;
}

/** A set of runs by words: the name of a baseline, or runs with commas between them (`latest`, a name, the beginning of one, a folder). */
export async function readRunSet(words: string, folders: SetFolders): Promise<Baseline> {
  const names = words.split(',').map((word) => word.trim());
  const [only] = names;
  if (names.length === 1 && only !== undefined && listBaselines(folders.baselinesDir).includes(only)) {
    return readBaseline(only, folders.baselinesDir);
  }
  return setOfRuns(words, names, folders.runsDir);
}

/** Runs as a set: all of one load and one host. Throws what says why one of them cannot be compared. */
export async function setOfRuns(name: string, words: readonly string[], runsDir: string): Promise<Baseline> {
  const runs = await Promise.all(words.map((word) => comparableRun(findRun(word, runsDir))));
  const [first, ...others] = runs;
  if (first === undefined) throw new UsageError('no run is named', { hint: 'name one: latest' });
  const other = others.find(
    ({ fingerprint: { scenario, load } }) => scenario !== first.fingerprint.scenario || load !== first.fingerprint.load,
  );
  if (other !== undefined) {
    throw new UsageError(
      `${other.run.name} is of another load than ${first.run.name}: ${other.fingerprint.scenario}, ${other.fingerprint.profile}`,
      { hint: 'a set holds runs of one scenario and one profile' },
    );
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

/** A run that may stand for its target: not INVALID (exit 3), not without data (exit 5). */
async function comparableRun(folder: RunFolder) {
  // `latest` is a link: a baseline must name the run itself.
  const name = basename(realpathSync(folder.path));
  const { result, verdict, environment } = await readRun(folder, false);
  if (verdict.validity === 'INVALID') {
    throw new HarnessError(`${name} is INVALID, so that nothing can be held against it`, exitCodes.invalidRun, {
      hint: `see why: caseload report --run ${name}`,
    });
  }
  if (result.accounting.scheduled === null || (result.accounting.ok ?? 0) + (result.accounting.failed ?? 0) === 0) {
    throw new HarnessError(`${name} has no data: not one journey came to an end`, exitCodes.noData, {
      hint: `see why: caseload report --run ${name}`,
    });
  }
  if (environment === undefined) {
    throw new ArtifactError(`${name} has no environment.json`, { hint: 'only a run of caseload load can be compared' });
  }
  const fingerprint: Fingerprint = fingerprintOf(readPlan(folder.plan), environment);
  return { run: comparedRun(name, result, verdict), fingerprint };
}
