import type { CapacityAnswer, CapacityGoal, Trial } from '../../model/capacity.ts';
import { decidingOf, type Estimates, estimatesOf, type LimitEstimate } from './estimates.ts';
import { loadSecondsOf, throughputOf } from './evidence.ts';
import { flagsOf } from './flags.ts';
import { isHeld, isNeverSaturated, isTooMuch } from './passed.ts';

/** The answer from the trials so far. */
export function answerOf(goal: CapacityGoal, history: readonly Trial[]): CapacityAnswer {
  const estimates = isNeverSaturated(goal, history) ? undefined : estimatesOf(goal, history);
  const decidedBy = estimates ? decidingOf(estimates) : 0;
  const deciding = estimates?.[decidedBy];
  return {
    limits: goal.limits.map((_, limit) => limitOf(estimates?.[limit])),
    decidedBy,
    rateRps: deciding?.rateRps ?? null,
    interval: estimates ? worstInterval(estimates) : null,
    confirmedRps: confirmedOf(goal, history),
    saturationRps: saturationOf(goal, history),
    loadSeconds: loadSecondsOf(history),
    flags: flagsOf(goal, history, estimates),
  };
}

const limitOf = (estimate: LimitEstimate | undefined) => ({
  rateRps: estimate?.rateRps ?? null,
  interval: estimate ? { lowRps: estimate.lowRps, highRps: estimate.highRps } : null,
});

/** That of the lowest of all limits: each end is the lowest of theirs. */
const worstInterval = (estimates: Estimates) => {
  const known = estimates.filter((estimate) => estimate !== undefined);
  return {
    lowRps: Math.min(...known.map(({ lowRps }) => lowRps)),
    highRps: Math.min(...known.map(({ highRps }) => highRps)),
  };
};

function confirmedOf(goal: CapacityGoal, history: readonly Trial[]): number | null {
  const held = history.filter((trial) => trial.purpose === 'confirm' && isHeld(trial, goal));
  return held.at(-1)?.rateRps ?? null;
}

/** The throughput of the longest of the trials that were too much: short ones complete what was waiting before. */
function saturationOf(goal: CapacityGoal, history: readonly Trial[]): number | null {
  const overloaded = history.filter((trial) => isTooMuch(trial, goal));
  const [longest] = overloaded.sort((a, b) => b.seconds.started.length - a.seconds.started.length);
  return longest === undefined ? null : throughputOf(longest);
}
