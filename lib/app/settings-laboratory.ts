import { join } from 'node:path';
import { TargetError } from '../model/errors.ts';
import type { RunRequest } from '../model/run-request.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import type { ExperimentPoint, PointRun } from '../steppers/stepper.ts';
import { changeWarnings, freezeRun } from './freeze-run.ts';
import { type PerformedRun, performRun } from './perform-run.ts';
import { type Progress, quietly } from './progress.ts';
import type { Laboratory } from './run-experiment.ts';

interface Surroundings {
  readonly run: RunRequest;
  readonly runsDir: string;
  readonly command: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The same load at a target that is started with other settings: all runs have the plan and the code of the first. */
export async function settingsLaboratory<Made extends PointRun<ExperimentPoint>>(
  { run, ...surroundings }: Surroundings,
  settingsOf: (point: Made['point']) => Readonly<Record<string, string>>,
  madeOf: (performed: PerformedRun, point: Made['point']) => Omit<Made, 'point'>,
): Promise<Laboratory<Made>> {
  const { runsDir, command, progress } = surroundings;
  const frozen = await freezeRun(run, command, join(runsDir, 'run'));
  const warnOfChanges = changeWarnings(frozen, join(runsDir, 'run'), progress);
  const common = { ...surroundings, progress: quietly(progress, run.target), isOfExperiment: true };
  const frozenAt = (point: Made['point']) => ({
    ...frozen,
    planned: { ...frozen.planned, target: withSettings(run.target, settingsOf(point)) },
  });
  return {
    perform: async (point) => {
      await warnOfChanges();
      const made = await performRun(run, { ...common, frozen: frozenAt(point) }).catch((error: unknown) => {
        if (!(error instanceof TargetError)) throw error;
        const { message, hint } = error;
        throw new TargetError(`${point.label}: ${message}`, { ...(hint && { hint }), cause: error });
      });
      return madeOf(made, point);
    },
    close: async () => {},
  };
}

/** Only a target that caseload starts has settings. */
function withSettings(target: TargetSpec, settings: Readonly<Record<string, string>>): TargetSpec {
  return target.kind === 'url' ? target : { ...target, settings: { ...target.settings, ...settings } };
}
