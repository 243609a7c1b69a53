import type { Capacity, CapacityLimit, Trial, TrialPoint } from '../model/capacity.ts';
import { UsageError } from '../model/errors.ts';
import type { Experiment } from '../model/experiment.ts';
import { longestPausesMs, type RunPlan } from '../model/plan.ts';
import { capacityLimits } from '../plan/capacity-limits.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planRun } from './plan-run.ts';
import { runExperiment } from './run-experiment.ts';
import { type TrialRun, type TrialsNeed, trialLaboratory } from './trials.ts';

/** A trial with the name of its run. */
export type StoredTrial = Capacity['trials'][number];

interface TrialsExperiment {
  readonly kind: Extract<Experiment['kind'], 'capacity' | 'overload'>;
  readonly plan: RunPlan;
  readonly limits: readonly CapacityLimit[];
  /** undefined when it is over. */
  readonly next: (history: readonly Trial[]) => TrialPoint | undefined;
  /** After each trial. */
  readonly store: (trials: readonly StoredTrial[], folder: ExperimentFolder) => void;
}

/** The plan that the trials have in common, and the limits by which they are judged. Throws a UsageError for none. */
export async function planTrials({ run, command }: TrialsNeed) {
  const { plan } = await planRun(run, command);
  const limits = capacityLimits(plan.objectives);
  const isOfJourney = limits.some(({ objective }) => objective.kind === 'journey-latency');
  if (isOfJourney && longestPausesMs(plan.scenario) > 0) {
    throw new UsageError('an objective on the latency of journeys is not searched for while they pause', {
      hint: "leave it out, or name one of requests: --objective 'p95 < 800ms'",
    });
  }
  if (limits.length > 0) return { plan, limits };
  throw new UsageError('the scenario has no objective that a rate could be judged by', {
    hint: "name one: --objective 'p95 < 800ms'",
  });
}

/** Trials as they are asked for, one after the other; what was made before Ctrl-C is kept. */
export async function runTrials(need: TrialsNeed, { kind, plan, limits, next, store }: TrialsExperiment) {
  let folder: ExperimentFolder | undefined;
  let trials: readonly StoredTrial[] = [];
  let isStopped = false;
  const { scenario, profile } = plan;
  try {
    await runExperiment<TrialRun, true>({
      ...need,
      about: {
        kind,
        scenario: scenario.name,
        profile: profile.name,
        subject: targetName(need.run.target),
        command: need.command,
      },
      name: scenario.name,
      budgetMs: Number.POSITIVE_INFINITY,
      stepper: {
        next: (runs) => {
          const trial = next(runs.map((run) => run.trial));
          if (trial === undefined) return { done: true };
          const label = `trial ${runs.length + 1}, ${trial.purpose}, ${Number(trial.rateRps.toPrecision(4))}/s`;
          return { run: { label, group: runs.length, trial } };
        },
      },
      prepare: async (made) => {
        folder = made;
        return trialLaboratory(need, limits, scenario);
      },
      onRun: (runs) => {
        trials = runs.map(({ trial, run: { name } }) => ({ ...trial, run: name }));
        if (folder !== undefined) store(trials, folder);
      },
    });
  } catch (error) {
    if (trials.length === 0 || !need.signal.aborted) throw error;
    isStopped = true;
  }
  if (folder === undefined) throw new Error('an experiment without a folder');
  return { folder, trials, isStopped };
}
