import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { ArtifactError } from '../model/errors.ts';
import { type Experiment, experimentSchema } from '../model/experiment.ts';
import { writeJson } from './artifacts.ts';
import { listFolder } from './list-folder.ts';
import { readDocument } from './read-document.ts';
import { createFolder } from './run-folder.ts';

/** The files of an experiment; its runs are next to its folder. */
export interface ExperimentFolder {
  readonly path: string;
  readonly experiment: string;
  readonly comparison: string;
  readonly verdict: string;
  readonly calibration: string;
  readonly capacity: string;
  readonly overload: string;
  readonly sweep: string;
  readonly confirmation: string;
}

/** The paths of an experiment's files; nothing is created. */
export const experimentFolderAt = (path: string): ExperimentFolder => ({
  path,
  experiment: join(path, 'experiment.json'),
  comparison: join(path, 'comparison.json'),
  verdict: join(path, 'verdict.json'),
  calibration: join(path, 'calibration.json'),
  capacity: join(path, 'capacity.json'),
  overload: join(path, 'overload.json'),
  sweep: join(path, 'sweep.json'),
  confirmation: join(path, 'confirmation.json'),
});

export const createExperimentFolder = (runsDir: string, name: string): ExperimentFolder =>
  experimentFolderAt(createFolder(runsDir, name));

export const writeExperiment = (folder: ExperimentFolder, experiment: Experiment): void =>
  writeJson(folder.experiment, experiment);

/** The experiment of a folder. Throws an ArtifactError for one that is damaged or of another schema. */
export function readExperiment({ experiment: path }: ExperimentFolder): Experiment {
  const hint = 'name another experiment';
  const experiment = readDocument(path, experimentSchema, hint);
  if (experiment === undefined) throw new ArtifactError(`${path} is missing`, { hint });
  return experiment;
}

export const isExperiment = (path: string): boolean => existsSync(join(path, 'experiment.json'));

/** Names of the experiments in `runsDir`, the newest first. */
export function listExperiments(runsDir: string): string[] {
  return listFolder(runsDir)
    .filter((entry) => entry.isDirectory() && isExperiment(join(runsDir, entry.name)))
    .map(({ name }) => name)
    .sort()
    .reverse();
}
