import { goodputIn } from '../judge/goodput.ts';
import type { RunRequest } from '../model/run-request.ts';
import type { Sweep, SweepGoal } from '../model/sweep.ts';
import { type SweepRun, type SweepRunPoint, sweepOf, sweepStepper } from '../steppers/sweep.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planRun } from './plan-run.ts';
import type { Progress } from './progress.ts';
import { runUntilStopped } from './run-experiment.ts';
import { runOfExperiment } from './run-of-experiment.ts';
import { settingsLaboratory } from './settings-laboratory.ts';

export interface SweepRequest {
  readonly run: RunRequest;
  readonly goal: SweepGoal;
  readonly budgetMs: number;
  readonly runsDir: string;
  /** Repeats the experiment. */
  readonly command: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly onRun: (history: readonly SweepRun[], goal: SweepGoal) => void;
}

export interface SweepEnd {
  readonly folder: ExperimentFolder;
  readonly sweep: Sweep;
}

/** The same load at a target with one combination of settings after the other. */
export async function performSweep(request: SweepRequest): Promise<SweepEnd> {
  const { run, goal, progress, command } = request;
  const { plan } = await planRun(run, command);
  const varied = goal.factors.map(({ name, values }) => `${name}=${values.join(',')}`).join(' ');
  progress.say(`sweep of ${varied} at ${targetName(run.target)}: ${goal.wantedRepetitions} runs of each`);
  const [scenario, profile] = [plan.scenario.name, plan.profile.name];
  const { folder, history, stop } = await runUntilStopped<SweepRun, Sweep>({
    ...request,
    about: { kind: 'sweep', scenario, profile, subject: varied, command },
    name: `${scenario}-${profile}`,
    stepper: sweepStepper(goal),
    prepare: async () => {
      const settingsOf = ({ values }: SweepRunPoint) =>
        Object.fromEntries(goal.factors.map(({ name }, at) => [name, values[at] ?? '']));
      return settingsLaboratory<SweepRun>(request, settingsOf, (performed) => ({
        ...runOfExperiment(performed),
        goodputRps: goodputIn(performed.run.result, [{ startMs: 0, durationMs: plan.durationMs }]),
      }));
    },
    onRun: (runs, made) => {
      writeJson(made.sweep, sweepOf(goal, runs));
      request.onRun(runs, goal);
    },
  });
  if (stop !== undefined) throw stop.error;
  return { folder, sweep: sweepOf(goal, history) };
}
