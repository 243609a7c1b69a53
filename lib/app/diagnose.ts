import type { Confirmation } from '../model/confirmation.ts';
import type { RunRequest } from '../model/run-request.ts';
import {
  type ConfirmationGoal,
  type ConfirmationPoint,
  type ConfirmationRun,
  confirmationOf,
  confirmationStepper,
} from '../steppers/confirmation.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { evidenceOfRun } from './evidence-of-run.ts';
import { targetName } from './gate-sides.ts';
import { planRun } from './plan-run.ts';
import type { Progress } from './progress.ts';
import { runUntilStopped } from './run-experiment.ts';
import { runOfExperiment } from './run-of-experiment.ts';
import { settingsLaboratory } from './settings-laboratory.ts';

export interface DiagnosisRequest {
  readonly run: RunRequest;
  readonly goal: ConfirmationGoal;
  readonly budgetMs: number;
  readonly runsDir: string;
  /** Repeats the experiment. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly onRun: (confirmation: Confirmation) => void;
}

export interface DiagnosisEnd {
  readonly folder: ExperimentFolder;
  readonly confirmation: Confirmation;
}

/** One run says what limits the target; a change that should move that limit is tested against it as it is. */
export async function performDiagnosis(request: DiagnosisRequest): Promise<DiagnosisEnd> {
  const { run, goal, progress, command } = request;
  const { plan } = await planRun(run, command);
  progress.say(`what limits ${targetName(run.target)}`);
  const [scenario, profile] = [plan.scenario.name, plan.profile.name];
  const { folder, history, stop } = await runUntilStopped<ConfirmationRun, Confirmation>({
    ...request,
    about: { kind: 'diagnosis', scenario, profile, subject: targetName(run.target), command },
    name: `${scenario}-${profile}`,
    stepper: confirmationStepper(goal),
    prepare: async () => {
      const settingsOf = ({ change }: ConfirmationPoint): Record<string, string> =>
        change === undefined ? {} : { [change.name]: change.to };
      return settingsLaboratory<ConfirmationRun>(request, settingsOf, (performed, point) => ({
        ...runOfExperiment(performed),
        ...evidenceOfRun(performed, point, run),
      }));
    },
    onRun: (runs, made) => {
      const confirmation = confirmationOf(goal, runs);
      writeJson(made.confirmation, confirmation);
      request.onRun(confirmation);
    },
  });
  if (stop !== undefined) throw stop.error;
  return { folder, confirmation: confirmationOf(goal, history) };
}
