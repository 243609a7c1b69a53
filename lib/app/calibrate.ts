import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import type { Calibration } from '../model/calibration.ts';
import { HarnessError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import { calibrationOf } from '../steppers/calibration.ts';
import { calibrationPairs, setsOf } from '../steppers/pairs.ts';
import type { RunPair } from '../steppers/sequential-test.ts';
import { writeJson } from '../store/artifacts.ts';
import { writeCalibration } from '../store/calibrations.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planRun } from './plan-run.ts';
import { type PairsRequest, runPairs } from './run-pairs.ts';

export interface CalibrationRequest extends PairsRequest {
  readonly terms: ComparisonTerms;
  readonly calibrationsDir: string;
  readonly onPair: (pairs: readonly RunPair[]) => void;
}

export interface CalibrationEnd {
  readonly calibration: Calibration;
  /** Where it is kept for gates. */
  readonly file: string;
  readonly folder: ExperimentFolder;
}

const defaultPairs = 10;
/** With fewer, the spread says nothing. */
export const minCalibrationPairs = 4;

/** Compares a target with itself: what can a gate with this load detect on this host? */
export async function performCalibration(request: CalibrationRequest): Promise<CalibrationEnd> {
  const { run, terms, progress, command, pairs = defaultPairs } = request;
  const { plan } = await planRun(run, command);
  const name = targetName(run.target);
  progress.say(`calibration: comparing ${name} with itself in ${pairs} pairs of runs`);
  const { folder, ...made } = await runPairs(request, {
    kind: 'calibration',
    subject: `${name} against itself`,
    plan,
    base: { kind: 'target', name, target: run.target },
    stepper: calibrationPairs(pairs),
    onPair: request.onPair,
  });
  if (made.stop !== undefined) throw made.stop.error;
  const sets = setsOf(made.pairs, { base: name, candidate: name });
  if (sets === undefined || sets.base.runs.length < minCalibrationPairs) throw tooFewPairs(pairs);
  const calibration = calibrationOf(sets.base, sets.candidate, terms, new Date().toISOString());
  writeJson(folder.calibration, calibration);
  return { calibration, file: writeCalibration(calibration, request.calibrationsDir), folder };
}

const tooFewPairs = (pairs: number): HarnessError =>
  new HarnessError(`the budget ran out before there were ${minCalibrationPairs} pairs`, exitCodes.noData, {
    hint: `allow enough time for ${pairs} pairs, or leave out --budget`,
  });
