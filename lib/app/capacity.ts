import { describeObjective } from '../contract/objective.ts';
import type { Capacity, CapacityAnswer, CapacityGoal, CapacityLimit, Trial } from '../model/capacity.ts';
import { UsageError } from '../model/errors.ts';
import type { RunRequest } from '../model/run-request.ts';
import { capacityLimits } from '../plan/capacity-limits.ts';
import { answerSoFar, nextTrial } from '../steppers/capacity.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planRun } from './plan-run.ts';
import type { Progress } from './progress.ts';
import { runExperiment } from './run-experiment.ts';
import { type TrialRun, trialLaboratory } from './trials.ts';

export interface CapacityRequest {
  /** Its load is replaced by that of each trial. */
  readonly run: RunRequest;
  readonly goal: Omit<CapacityGoal, 'limits'>;
  readonly runsDir: string;
  readonly command: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  readonly onTrial: (trials: readonly Trial[], answer: CapacityAnswer) => void;
}

export interface CapacityEnd {
  readonly folder: ExperimentFolder;
  readonly capacity: Capacity;
}

/** The highest rate at which the target meets the objectives, by trials at different rates. */
export async function performCapacity(request: CapacityRequest): Promise<CapacityEnd> {
  const { run, progress, command } = request;
  const { plan } = await planRun(run, command);
  const limits = capacityLimits(plan.objectives);
  if (limits.length === 0) throw noLimit();
  const goal: CapacityGoal = { ...request.goal, limits };
  progress.say(`capacity of ${targetName(run.target)}: the highest rate with ${textOf(limits)}`);

  let folder: ExperimentFolder | undefined;
  let capacity: Capacity = { schemaVersion: 1, goal, trials: [], answer: answerSoFar(goal, []) };
  const store = (history: readonly TrialRun[], answer?: CapacityAnswer) => {
    const trials = history.map(({ trial, run: { name } }) => ({ ...trial, run: name }));
    capacity = { ...capacity, trials, answer: answer ?? answerSoFar(goal, trials) };
    if (folder !== undefined) writeJson(folder.capacity, capacity);
  };
  try {
    const { outcome, history } = await runExperiment<TrialRun, CapacityAnswer>({
      ...request,
      about: {
        kind: 'capacity',
        scenario: plan.scenario.name,
        profile: plan.profile.name,
        subject: targetName(run.target),
        command,
      },
      name: plan.scenario.name,
      budgetMs: Number.POSITIVE_INFINITY,
      stepper: {
        next: (runs) => {
          const next = nextTrial(
            goal,
            runs.map(({ trial }) => trial),
          );
          if ('done' in next) return next;
          const label = `trial ${runs.length + 1}, ${next.run.purpose}, ${roundedRate(next.run.rateRps)}/s`;
          return { run: { label, group: runs.length, trial: next.run } };
        },
      },
      prepare: async (made) => {
        folder = made;
        return trialLaboratory(request, limits, plan.scenario.steps.length);
      },
      onRun: (runs) => {
        store(runs);
        request.onTrial(capacity.trials, capacity.answer);
      },
    });
    store(history, outcome);
  } catch (error) {
    // What is known so far is kept.
    if (folder === undefined || capacity.trials.length === 0 || !request.signal.aborted) throw error;
    capacity = { ...capacity, answer: { ...capacity.answer, flags: [...capacity.answer.flags, 'stopped'] } };
    writeJson(folder.capacity, capacity);
  }
  if (folder === undefined) throw new Error('an experiment without a folder');
  return { folder, capacity };
}

const textOf = (limits: readonly CapacityLimit[]): string =>
  limits.map(({ objective }) => describeObjective(objective)).join(', ');

const roundedRate = (rateRps: number): string => Number(rateRps.toPrecision(4)).toString();

const noLimit = (): UsageError =>
  new UsageError('the scenario has no objective that a rate could be judged by', {
    hint: "name one: --objective 'p95 < 800ms'",
  });
