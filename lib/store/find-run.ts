import { existsSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { nearestNames } from '../plan/did-you-mean.ts';
import { type ExperimentFolder, experimentFolderAt, isExperiment, listExperiments } from './experiments.ts';
import { firstLoad } from './library.ts';
import { isLink, listFolder } from './list-folder.ts';
import { type RunFolder, runFolderAt } from './run-folder.ts';

/** Names of the run folders in `runsDir`, the newest first; what is no run is left out. */
export function listRuns(runsDir: string): string[] {
  return listFolder(runsDir)
    .filter((entry) => entry.isDirectory() && existsSync(join(runsDir, entry.name, 'plan.json')))
    .map(({ name }) => name)
    .sort()
    .reverse();
}

/** The name of the run that `latest` points at. */
export function latestRun(runsDir: string): string | undefined {
  const latest = join(runsDir, 'latest');
  return isLink(runsDir, 'latest') ? basename(readlinkSync(latest)) : undefined;
}

/** A run or an experiment: `latest`, a name or the beginning of one in `runsDir`, or a path. */
export function findRunOrExperiment(
  name: string,
  runsDir: string,
): { readonly run: RunFolder } | { readonly experiment: ExperimentFolder } {
  const path = [join(runsDir, name), name].find(isExperiment);
  if (path !== undefined) return { experiment: experimentFolderAt(path) };
  const [only, ...others] = listExperiments(runsDir).filter((one) => one.startsWith(name));
  const isRun = listRuns(runsDir).some((one) => one.startsWith(name));
  if (only !== undefined && others.length === 0 && !isRun) {
    return { experiment: experimentFolderAt(join(runsDir, only)) };
  }
  return { run: findRun(name, runsDir) };
}

/**
 * The folder of a run: `latest`, a name or the beginning of one in `runsDir`, the newest that was given that name, or a
 * path. Throws a UsageError that lists those known.
 */
export function findRun(name: string, runsDir: string): RunFolder {
  const paths = [join(runsDir, name), name];
  const path = paths.find((one) => existsSync(join(one, 'plan.json')) || existsSync(join(one, 'result.json')));
  if (path !== undefined) return runFolderAt(path);
  const runs = listRuns(runsDir);
  const [only, ...others] = runs.filter((one) => one.startsWith(name));
  if (only !== undefined && others.length === 0) return runFolderAt(join(runsDir, only));
  const named = runs.find((one) => one.endsWith(`-${name}`));
  if (only === undefined && named !== undefined) return runFolderAt(join(runsDir, named));
  const known = (only === undefined ? likelyRuns(name, runs) : [only, ...others]).slice(0, 5);
  throw new UsageError(
    only === undefined ? `there is no run '${name}' in ${runsDir}` : `several runs start with '${name}'`,
    {
      hint: known.length === 0 ? `make one with: ${firstLoad()}` : `known: ${known.join(', ')}`,
    },
  );
}

/** Runs of a similar name, then the newest. */
function likelyRuns(name: string, runs: readonly string[]): string[] {
  const near = nearestNames(name, runs);
  return [...near, ...runs.filter((one) => !near.includes(one))];
}
