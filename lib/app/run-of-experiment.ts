import { basename } from 'node:path';
import { comparedRun, fingerprintOf } from '../judge/compare/compared-run.ts';
import { hardFailuresOf } from '../judge/verdict/hard-failures.ts';
import { ArtifactError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import type { ExperimentPoint, PointRun } from '../steppers/stepper.ts';
import type { PerformedRun } from './perform-run.ts';

/** What an experiment keeps of a run. */
export function runOfExperiment({ plan, folder, run }: PerformedRun): Omit<PointRun<ExperimentPoint>, 'point'> {
  if (run.environment === undefined) {
    throw new ArtifactError(`${folder.path} has no environment`, { hint: 'run it again' });
  }
  const failures = hardFailuresOf(run);
  return {
    run: comparedRun(basename(folder.path), run.result, run.verdict),
    fingerprint: fingerprintOf(plan, run.environment),
    failures,
    invalidBecause: run.findings.filter(({ status }) => status === 'invalid').map(({ id }) => id),
    isEvidence:
      run.verdict.validity !== 'INVALID' || failures.length > 0 || run.verdict.exitCode === exitCodes.objectiveFailed,
  };
}
