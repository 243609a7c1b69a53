import type { Trial } from '../model/capacity.ts';
import type { Overload } from '../model/overload.ts';
import { nextOverload, overloadAnswer } from '../steppers/overload.ts';
import { writeJson } from '../store/artifacts.ts';
import type { ExperimentFolder } from '../store/experiments.ts';
import { targetName } from './gate-sides.ts';
import { planTrials, runTrials, type StoredTrial } from './run-trials.ts';
import type { TrialsNeed } from './trials.ts';

export interface OverloadRequest extends TrialsNeed {
  readonly capacityRps: number;
  readonly factors: readonly number[];
  readonly onTrial: (trials: readonly Trial[], overload: Overload) => void;
}

export interface OverloadEnd {
  readonly folder: ExperimentFolder;
  readonly overload: Overload;
}

/** What the target does beyond its sustainable rate, and whether it recovers. */
export async function performOverload(request: OverloadRequest): Promise<OverloadEnd> {
  const { capacityRps, factors, run, progress } = request;
  const { plan, limits } = await planTrials(request);
  const goal = { capacityRps, factors, limits };
  progress.say(`overload of ${targetName(run.target)}: ${factors.join(', ')} times ${capacityRps}/s`);
  const overloadOf = (trials: readonly StoredTrial[]): Overload => ({
    schemaVersion: 1,
    ...{ capacityRps, factors, trials },
    objectives: limits.map(({ objective }) => objective),
    ...(run.load.changes.arrivals === 'poisson' && { arrivals: 'poisson' }),
    ...overloadAnswer(goal, trials),
  });
  const { folder, trials } = await runTrials(request, {
    kind: 'overload',
    ...{ plan, limits },
    next: (history) => nextOverload(goal, history),
    store: (made, at) => {
      writeJson(at.overload, overloadOf(made));
      request.onTrial(made, overloadOf(made));
    },
  });
  return { folder, overload: overloadOf(trials) };
}
