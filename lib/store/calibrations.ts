import { createHash } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Calibration } from '../model/calibration.ts';
import { fileError, writeJson } from './artifacts.ts';
import { listFolder } from './list-folder.ts';
import { readCalibration } from './stored-comparison.ts';

/** Keeps a calibration. One of the same conditions is replaced; those of other loads, hosts and terms stay. */
export function writeCalibration(calibration: Calibration, folder: string): string {
  const file = join(folder, `${keyOf(calibration)}.json`);
  try {
    mkdirSync(folder, { recursive: true });
  } catch (error) {
    throw fileError(`cannot make ${folder}`, file, error);
  }
  writeJson(file, calibration);
  return file;
}

/** `order-only-constant-1a2b3c4d`: for readers by name, and one for each set of conditions. */
function keyOf({ fingerprint, alpha, latencyLimit }: Calibration): string {
  const conditions = JSON.stringify([Object.entries(fingerprint).sort(), alpha, latencyLimit]);
  const hash = createHash('sha256').update(conditions).digest('hex').slice(0, 8);
  const [scenario] = fingerprint.scenario.split(' ');
  return `${scenario}-${fingerprint.profile}-${hash}`.replace(/[^\w.-]/g, '-');
}

export interface StoredCalibration {
  readonly file: string;
  readonly calibration: Calibration;
}

/** All calibrations in a folder, the latest first. Throws an ArtifactError for a damaged one. */
export function readCalibrations(folder: string): StoredCalibration[] {
  return listFolder(folder)
    .filter(({ name }) => name.endsWith('.json'))
    .flatMap(({ name }) => {
      const file = join(folder, name);
      const calibration = readCalibration(file);
      return calibration === undefined ? [] : [{ file, calibration }];
    })
    .sort((a, b) => b.calibration.calibratedAt.localeCompare(a.calibration.calibratedAt));
}
