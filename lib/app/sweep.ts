import { join } from 'node:path';
import { TargetError } from '../model/errors.ts';
import type { RunRequest } from '../model/run-request.ts';
import type { Sweep, SweepGoal } from '../model/sweep.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import { type SweepRun, type SweepRunPoint, sweepOf, sweepStepper } from '../steppers/sweep.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { changeWarnings, freezeRun } from './freeze-run.ts';
import { targetName } from './gate-sides.ts';
import { performRun } from './perform-run.ts';
import { planRun } from './plan-run.ts';
import { type Progress, quietly } from './progress.ts';
import { type Laboratory, runExperiment } from './run-experiment.ts';
import { runOfExperiment } from './run-of-experiment.ts';

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
  let store: (history: readonly SweepRun[]) => void = () => {};
  const { folder, history, stop } = await runExperiment<SweepRun, Sweep>({
    ...request,
    about: { kind: 'sweep', scenario, profile, subject: varied, command },
    name: `${scenario}-${profile}`,
    stepper: sweepStepper(goal),
    prepare: async (made) => {
      store = (runs) => writeJson(made.sweep, sweepOf(goal, runs));
      return laboratoryOf(request);
    },
    onRun: (runs) => {
      store(runs);
      request.onRun(runs, goal);
    },
  });
  if (stop !== undefined) throw stop.error;
  return { folder, sweep: sweepOf(goal, history) };
}

/** All runs have the plan and the code of the first. */
async function laboratoryOf({ run, goal, ...request }: SweepRequest): Promise<Laboratory<SweepRun>> {
  const { runsDir, command, signal, progress } = request;
  const frozen = await freezeRun(run, command, join(runsDir, 'run'));
  const warnOfChanges = changeWarnings(frozen, join(runsDir, 'run'), progress);
  const surroundings = { runsDir, command, signal, progress: quietly(progress, run.target), isOfExperiment: true };
  const frozenAt = (point: SweepRunPoint) => {
    const settings = Object.fromEntries(goal.factors.map(({ name }, at) => [name, point.values[at] ?? '']));
    return { ...frozen, planned: { ...frozen.planned, target: withSettings(run.target, settings) } };
  };
  return {
    perform: async (point) => {
      await warnOfChanges();
      const made = await performRun(run, { ...surroundings, frozen: frozenAt(point) }).catch((error: unknown) => {
        if (!(error instanceof TargetError)) throw error;
        const { message, hint } = error;
        throw new TargetError(`${point.label}: ${message}`, { ...(hint && { hint }), cause: error });
      });
      return runOfExperiment(made);
    },
    close: async () => {},
  };
}

/** Only a target that caseload starts has settings. */
function withSettings(target: TargetSpec, settings: Readonly<Record<string, string>>): TargetSpec {
  return target.kind === 'url' ? target : { ...target, settings: { ...target.settings, ...settings } };
}
