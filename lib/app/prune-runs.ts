import { rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { fileError } from '../store/artifacts.ts';
import { listBaselines, readBaseline } from '../store/baselines.ts';
import { experimentFolderAt, listExperiments, readExperiment } from '../store/experiments.ts';
import { latestRun, listRuns } from '../store/find-run.ts';
import { isLocked } from '../store/folder-lock.ts';

export interface PruneRequest {
  readonly runsDir: string;
  readonly baselinesDir: string;
  /** So many of the newest stay. */
  readonly keep: number;
  /** Only what was last written to before it goes. */
  readonly beforeMs: number;
}

/** What goes or stays as a whole: a run, or an experiment with its runs. */
interface Unit {
  readonly name: string;
  readonly folders: readonly string[];
}

export interface Pruning {
  readonly removed: readonly Unit[];
  /** Never removed: the latest run, those of baselines, and what is being made. */
  readonly kept: readonly string[];
}

/** Which runs and experiments are old enough to go; an experiment goes with its runs, or stays with them. */
export function selectOldRuns({ runsDir, baselinesDir, keep, beforeMs }: PruneRequest): Pruning {
  const ofBaselines = listBaselines(baselinesDir).flatMap((name) => readBaseline(name, baselinesDir).runs);
  const units = unitsOf(runsDir);
  const inProgress = units.flatMap(({ folders }) => folders).filter((folder) => isLocked(join(runsDir, folder)));
  const kept = new Set([latestRun(runsDir), ...ofBaselines.map(({ name }) => name), ...inProgress]);
  const isOld = (folder: string) => statSync(join(runsDir, folder)).mtimeMs < beforeMs;
  const removed = units
    .slice(keep)
    .filter(({ folders }) => folders.every((folder) => !kept.has(folder) && isOld(folder)));
  return { removed, kept: units.flatMap(({ folders }) => folders).filter((folder) => kept.has(folder)) };
}

/** Runs and experiments, the newest first. */
function unitsOf(runsDir: string): Unit[] {
  const runs = listRuns(runsDir);
  const experiments = listExperiments(runsDir).map((name): Unit => {
    return { name, folders: [name, ...runsOf(join(runsDir, name)).filter((run) => runs.includes(run))] };
  });
  const owned = new Set(experiments.flatMap(({ folders }) => folders));
  const single = runs.filter((name) => !owned.has(name)).map((name): Unit => ({ name, folders: [name] }));
  return [...experiments, ...single].sort((a, b) => b.name.localeCompare(a.name, 'en'));
}

/** Names of the runs of an experiment. One that is damaged goes alone. */
function runsOf(path: string): string[] {
  try {
    return readExperiment(experimentFolderAt(path)).runs.map((run) => run.name);
  } catch {
    return [];
  }
}

/** Removes the folders of a unit. Throws an ArtifactError for one that cannot be removed. */
export function removeUnit({ folders }: Unit, runsDir: string): void {
  for (const folder of folders) {
    const path = join(runsDir, folder);
    try {
      rmSync(path, { recursive: true, force: true });
    } catch (error) {
      throw fileError(`cannot remove ${path}`, path, error);
    }
  }
}
