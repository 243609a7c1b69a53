import { describeObjective } from '../contract/objective.ts';
import type { Capacity, CapacityAnswer, CapacityGoal, Trial } from '../model/capacity.ts';
import { answerSoFar, nextTrial } from '../steppers/capacity.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planTrials, runTrials } from './run-trials.ts';
import type { TrialsNeed } from './trials.ts';

export interface CapacityRequest extends TrialsNeed {
  readonly goal: Omit<CapacityGoal, 'limits'>;
  readonly onTrial: (trials: readonly Trial[], answer: CapacityAnswer) => void;
}

export interface CapacityEnd {
  readonly folder: ExperimentFolder;
  readonly capacity: Capacity;
}

/** The highest rate at which the target meets the objectives, by trials at different rates. */
export async function performCapacity(request: CapacityRequest): Promise<CapacityEnd> {
  const { plan, limits } = await planTrials(request);
  const goal: CapacityGoal = { ...request.goal, limits };
  const objectives = limits.map(({ objective }) => describeObjective(objective)).join(', ');
  request.progress.say(`capacity of ${targetName(request.run.target)}: the highest rate with ${objectives}`);
  let answer = answerSoFar(goal, []);
  const { folder, trials, isStopped } = await runTrials(request, {
    kind: 'capacity',
    ...{ plan, limits },
    next: (history) => {
      const next = nextTrial(goal, history);
      if ('run' in next) return next.run;
      answer = next.done;
      return undefined;
    },
    store: (made, at) => {
      answer = answerSoFar(goal, made);
      writeJson(at.capacity, { schemaVersion: 1, goal, trials: made, answer } satisfies Capacity);
      request.onTrial(made, answer);
    },
  });
  if (isStopped) answer = { ...answer, flags: [...answer.flags, 'stopped'] };
  const capacity: Capacity = { schemaVersion: 1, goal, trials, answer };
  writeJson(folder.capacity, capacity);
  return { folder, capacity };
}
