import { type Calibration, calibrationSchema } from '../model/calibration.ts';
import { type Capacity, capacitySchema } from '../model/capacity.ts';
import { type Baseline, baselineSchema, type Comparison, comparisonSchema } from '../model/comparison.ts';
import { type Confirmation, confirmationSchema } from '../model/confirmation.ts';
import type { ExperimentAnswer } from '../model/experiment-answer.ts';
import { type Overload, overloadSchema } from '../model/overload.ts';
import { type Sweep, sweepSchema } from '../model/sweep.ts';
import type { ExperimentFolder } from './experiments.ts';
import { readDocument } from './read-document.ts';
import { readVerdict } from './stored.ts';

/** The stored comparison of a run; undefined when it was compared with nothing. */
export const readComparison = (path: string): Comparison | undefined =>
  readDocument(path, comparisonSchema, 'compare again: caseload compare');

/** A stored baseline; undefined when there is none. */
export const readBaselineFile = (path: string): Baseline | undefined =>
  readDocument(path, baselineSchema, 'make it again: caseload baseline set <name> <runs>');

/** What `caseload calibrate` wrote; undefined when it never ran here. */
export const readCalibration = (path: string): Calibration | undefined =>
  readDocument(path, calibrationSchema, 'make it again: caseload calibrate');

/**
 * The search for a sustainable rate of an experiment; undefined when there is none.
 * @internal Tested by itself.
 */
export const readCapacity = (path: string): Capacity | undefined =>
  readDocument(path, capacitySchema, 'search again: caseload capacity');

/**
 * What a target did beyond its sustainable rate; undefined when the experiment is none of that.
 * @internal Tested by itself.
 */
export const readOverload = (path: string): Overload | undefined =>
  readDocument(path, overloadSchema, 'make it again: caseload overload');

/**
 * What the settings of a target came to; undefined when the experiment is none of that.
 * @internal Tested by itself.
 */
export const readSweep = (path: string): Sweep | undefined =>
  readDocument(path, sweepSchema, 'make it again: caseload sweep');

/**
 * What limits a target and what tested that; undefined when the experiment is none of that.
 * @internal Tested by itself.
 */
export const readConfirmation = (path: string): Confirmation | undefined =>
  readDocument(path, confirmationSchema, 'make it again: caseload diagnose');

/** All that an experiment has as its answer; one that was cut short may have none. */
export const readAnswer = (folder: ExperimentFolder): ExperimentAnswer => ({
  comparison: readComparison(folder.comparison),
  calibration: readCalibration(folder.calibration),
  capacity: readCapacity(folder.capacity),
  overload: readOverload(folder.overload),
  sweep: readSweep(folder.sweep),
  confirmation: readConfirmation(folder.confirmation),
  verdict: readVerdict(folder.verdict),
});
