import { describeObjective } from '../contract/objective.ts';
import { trialFigures } from '../judge/trial-figures.ts';
import type { Capacity, CapacityAnswer, CapacityGoal, Trial, TrialPoint } from '../model/capacity.ts';
import { answerSoFar, nextTrial } from '../steppers/capacity.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planTrials, runTrials, type StoredTrial } from './run-trials.ts';
import type { TrialsNeed } from './trials.ts';

export interface CapacityRequest extends TrialsNeed {
  /** Without a lowest rate, it is found by the time that a journey takes. */
  readonly goal: Omit<CapacityGoal, 'limits' | 'minRateRps'> & { readonly minRateRps?: number };
  readonly onTrial: (trials: readonly Trial[], answer: CapacityAnswer) => void;
}

export interface CapacityEnd {
  readonly folder: ExperimentFolder;
  readonly capacity: Capacity;
}

/** Wakes the target up, and shows how long a journey takes without load. */
const warmUp: TrialPoint = {
  ...{ purpose: 'warm-up', rateRps: 2, settleSeconds: 1, measureSeconds: 7 },
  ...{ drainBefore: false, abort: null },
};

/** The highest rate at which the target meets the objectives, by trials at different rates. */
export async function performCapacity(request: CapacityRequest): Promise<CapacityEnd> {
  const { plan, limits } = await planTrials(request);
  const objectives = limits.map(({ objective }) => describeObjective(objective)).join(', ');
  request.progress.say(`capacity of ${targetName(request.run.target)}: the highest rate with ${objectives}`);
  const goalAfter = ([first]: readonly Trial[]): CapacityGoal => {
    const { minRateRps = easyRate(first, request.goal.maxRateRps), ...goal } = request.goal;
    return { ...goal, minRateRps, limits };
  };
  let done: CapacityAnswer | undefined;
  const capacityOf = (trials: readonly StoredTrial[]): Capacity => {
    const goal = goalAfter(trials);
    return { schemaVersion: 1, goal, trials, answer: done ?? answerSoFar(goal, trials.slice(1)) };
  };
  const { folder, trials, isStopped } = await runTrials(request, {
    kind: 'capacity',
    ...{ plan, limits },
    next: (history) => {
      if (history.length === 0) return warmUp;
      const next = nextTrial(goalAfter(history), history.slice(1));
      if ('run' in next) return next.run;
      done = next.done;
      return undefined;
    },
    store: (made, at) => {
      const capacity = capacityOf(made);
      writeJson(at.capacity, capacity);
      request.onTrial(made, capacity.answer);
    },
  });
  const capacity = capacityOf(trials);
  const { answer } = capacity;
  const ended = isStopped
    ? { ...capacity, answer: { ...answer, flags: [...answer.flags, 'stopped' as const] } }
    : capacity;
  writeJson(folder.capacity, ended);
  return { folder, capacity: ended };
}

/** One worker that does nothing else could do this five times over. */
const easyUtilization = 0.2;
const easyRates = { least: 0.5, most: 100 };

/** A rate that a target meets easily, from how long a journey takes without load. */
function easyRate(trial: Trial | undefined, maxRateRps: number): number {
  const meanMs = trial === undefined ? null : trialFigures(trial).meanMs;
  const rateRps = meanMs ? (easyUtilization * 1_000) / meanMs : 1;
  return Math.min(maxRateRps / 2, easyRates.most, Math.max(easyRates.least, Number(rateRps.toPrecision(2))));
}
