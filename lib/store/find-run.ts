import { existsSync, lstatSync, readdirSync, readlinkSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from '../model/errors.ts';
import { nearestNames } from '../plan/did-you-mean.ts';
import { type RunFolder, runFolderAt } from './run-folder.ts';

/** Names of the run folders in `runsDir`, the newest first; what is no run is left out. */
export function listRuns(runsDir: string): string[] {
  if (!existsSync(runsDir)) return [];
  return readdirSync(runsDir, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(runsDir, entry.name, 'plan.json')))
    .map(({ name }) => name)
    .sort()
    .reverse();
}

/** Names of runs that must not be pruned: the one that `latest` points at, and those that baselines were made of. */
export function keptRuns(runsDir: string, ofBaselines: readonly string[]): Set<string> {
  const latest = join(runsDir, 'latest');
  const isLink = lstatSync(latest, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  return new Set([...(isLink ? [basename(readlinkSync(latest))] : []), ...ofBaselines]);
}

/**
 * The folder of a run: `latest`, a name or the beginning of one in `runsDir`, or a path. Throws a UsageError that lists
 * those known.
 */
export function findRun(name: string, runsDir: string): RunFolder {
  const paths = [join(runsDir, name), name];
  const path = paths.find((one) => existsSync(join(one, 'plan.json')) || existsSync(join(one, 'result.json')));
  if (path !== undefined) return runFolderAt(path);
  const runs = listRuns(runsDir);
  const [only, ...others] = runs.filter((one) => one.startsWith(name));
  if (only !== undefined && others.length === 0) return runFolderAt(join(runsDir, only));
  const known = (only === undefined ? likelyRuns(name, runs) : [only, ...others]).slice(0, 5);
  throw new UsageError(
    only === undefined ? `there is no run '${name}' in ${runsDir}` : `'${name}' is the beginning of several runs`,
    {
      hint:
        known.length === 0
          ? 'make one with: caseload load --scenario order-only --profile case3'
          : `such as: ${known.join(', ')}`,
    },
  );
}

/** Runs of a similar name, then the newest. */
function likelyRuns(name: string, runs: readonly string[]): string[] {
  const near = nearestNames(name, runs);
  return [...near, ...runs.filter((one) => !near.includes(one))];
}
