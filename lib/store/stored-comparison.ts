import { type Calibration, calibrationSchema } from '../model/calibration.ts';
import { type Baseline, baselineSchema, type Comparison, comparisonSchema } from '../model/comparison.ts';
import { ArtifactError } from '../model/errors.ts';
import { checkVersion, parsed, readStored } from './stored.ts';

const comparisonVersion = 1;
const baselineVersion = 2;
const calibrationVersion = 2;

/** The stored comparison of a run; undefined when it was compared with nothing. */
export function readComparison(path: string): Comparison | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, comparisonVersion);
  return parsed(path, comparisonSchema, document);
}

/** A stored baseline; undefined when there is none. Throws an ArtifactError for a damaged or outdated one. */
export function readBaselineFile(path: string): Baseline | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, baselineVersion);
  refuseOlder(path, document, baselineVersion, 'caseload baseline set <name> <runs>');
  return parsed(path, baselineSchema, document);
}

/** What `caseload calibrate` wrote; undefined when it never ran here. */
export function readCalibration(path: string): Calibration | undefined {
  const document = readStored(path);
  if (document === undefined) return undefined;
  checkVersion(path, document, calibrationVersion);
  refuseOlder(path, document, calibrationVersion, 'caseload calibrate');
  return parsed(path, calibrationSchema, document);
}

function refuseOlder(path: string, document: unknown, version: number, command: string): void {
  const { schemaVersion } = document as { readonly schemaVersion: number };
  if (schemaVersion >= version) return;
  throw new ArtifactError(`${path} is of schema ${schemaVersion}, and this caseload needs ${version}`, {
    hint: `make it again: ${command}`,
  });
}
