import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Baseline } from '../model/comparison.ts';
import { UsageError } from '../model/errors.ts';
import { nearestFirst } from '../plan/did-you-mean.ts';
import { fileError, writeJson } from './artifacts.ts';
import { listFolder } from './list-folder.ts';
import { readBaselineFile } from './stored-comparison.ts';

const namePattern = /^[\w][\w.-]{0,63}$/;

/** The file of a baseline. Throws a UsageError for a name that none can have. */
export function baselineFile(name: string, folder: string): string {
  if (!namePattern.test(name)) {
    throw new UsageError(`'${name}' cannot be the name of a baseline`, {
      hint: 'letters, digits, _ . and - are allowed, at most 64',
    });
  }
  return join(folder, `${name}.json`);
}

/** Names of the baselines in a folder. */
export function listBaselines(folder: string): string[] {
  return listFolder(folder)
    .filter(({ name }) => name.endsWith('.json'))
    .map(({ name }) => name.slice(0, -'.json'.length))
    .sort();
}

/** The error for a baseline that is not there. */
function noBaseline(name: string, folder: string): UsageError {
  const known = nearestFirst(name, listBaselines(folder)).slice(0, 5);
  return new UsageError(`there is no baseline '${name}' in ${folder}`, {
    hint: known.length === 0 ? `make one of a run: caseload baseline set ${name} latest` : `known: ${known.join(', ')}`,
  });
}

/** The baseline of that name. Throws a UsageError when there is none, an ArtifactError for a file of another schema. */
export function readBaseline(name: string, folder: string): Baseline {
  const baseline = readBaselineFile(baselineFile(name, folder));
  if (baseline === undefined) throw noBaseline(name, folder);
  return baseline;
}

/** Stores a baseline; an older one of its name is replaced. */
export function writeBaseline(baseline: Baseline, folder: string): string {
  const file = baselineFile(baseline.name, folder);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(`cannot make ${folder}`, file, error);
  }
  writeJson(file, baseline);
  return file;
}

/** Removes a baseline; its runs stay. */
export function removeBaseline(name: string, folder: string): void {
  const file = baselineFile(name, folder);
  if (!existsSync(file)) throw noBaseline(name, folder);
  try {
    rmSync(file);
  } catch (error) {
    throw fileError(`cannot remove ${file}`, file, error);
  }
}
