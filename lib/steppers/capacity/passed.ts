import type { CapacityGoal, Trial } from '../../model/capacity.ts';
import { evidenceOf, hasGrowingQueue, throughputOf } from './evidence.ts';

/** What the steps of doubled rates showed. */
export interface Scouted {
  /** The highest rate that was not far too much. */
  readonly passedRps: number;
  /** The rate that was; null as long as none was. */
  readonly failedRps: number | null;
  readonly saturationRps: number | null;
}

const tooMuchRatio = 0.25;

/** The parts of the units that were bad, by limit. */
const badRatiosOf = (trial: Trial, { limits }: CapacityGoal): number[] =>
  limits.map(({ latencyMs }, limit) => {
    const { events, trials } = evidenceOf(trial, limit, latencyMs);
    return trials === 0 ? 0 : events / trials;
  });

/** Far too much: a scout goes no higher. */
export function isTooMuch(trial: Trial, goal: CapacityGoal): boolean {
  if (trial.ending === 'overloaded') return true;
  return badRatiosOf(trial, goal).some((ratio, limit) => {
    return ratio > Math.max(tooMuchRatio, 2 * (goal.limits[limit]?.badRatio ?? 0));
  });
}

export function scoutedBy(goal: CapacityGoal, history: readonly Trial[]): Scouted {
  const steps = history.filter(({ purpose }) => purpose === 'scout');
  const failed = steps.find((trial) => isTooMuch(trial, goal));
  const passed = steps.filter((trial) => trial !== failed).map(({ rateRps }) => rateRps);
  return {
    passedRps: Math.max(goal.minRateRps, ...passed),
    failedRps: failed?.rateRps ?? null,
    saturationRps: failed ? throughputOf(failed) : null,
  };
}

/** It met all limits over its measured part, or missed them by no more than this factor. */
export const isPassed = (trial: Trial, goal: CapacityGoal, factor = 1): boolean =>
  trial.ending === 'completed' &&
  badRatiosOf(trial, goal).every((ratio, limit) => ratio <= factor * (goal.limits[limit]?.badRatio ?? 0));

/** It met all limits, and no queue grew meanwhile. */
export const isHeld = (trial: Trial, goal: CapacityGoal): boolean => isPassed(trial, goal) && !hasGrowingQueue(trial);

/** Every trial at the highest rate met all limits, so that the sustainable rate is above it. */
export function isNeverSaturated(goal: CapacityGoal, history: readonly Trial[]): boolean {
  const highest = history.filter(({ rateRps, purpose }) => purpose !== 'scout' && rateRps >= goal.maxRateRps);
  const { failedRps } = scoutedBy(goal, history);
  return failedRps === null && highest.length > 0 && highest.every((trial) => isPassed(trial, goal));
}
