import type { CapacityGoal, Trial } from '../../model/capacity.ts';
import { totalOf } from '../../stats/intervals.ts';
import { evidenceOf } from './evidence.ts';
import { scoutedBy } from './passed.ts';
import { type Posterior, type Prior, posteriorOf, rateAt } from './posterior.ts';

/** What is known of one limit. */
export interface LimitEstimate {
  readonly rateRps: number;
  /** The nominal 90 % interval. */
  readonly lowRps: number;
  readonly highRps: number;
  readonly posterior: Posterior;
}

/** It was made to say something about the sustainable rate. */
export const isNear = ({ purpose, ending }: Trial): boolean =>
  (purpose === 'refine' || purpose === 'confirm') && (ending === 'completed' || ending === 'overloaded');

/** The estimates of all limits from all trials near them; undefined before there are any. */
export function estimatesOf(goal: CapacityGoal, history: readonly Trial[]): LimitEstimate[] | undefined {
  const near = history.filter(isNear);
  if (near.length === 0) return undefined;
  return goal.limits.map((limit, index) => {
    const evidence = near.map((trial) => evidenceOf(trial, index, limit.latencyMs));
    const posterior = posteriorOf(limit, evidence, priorOf(goal, history, index));
    const of = (probability: number) => rateAt(posterior, probability);
    return { rateRps: of(0.5), lowRps: of(0.05), highRps: of(0.95), posterior };
  });
}

const unloadedPart = 0.7;

function priorOf(goal: CapacityGoal, history: readonly Trial[], index: number): Prior {
  const { passedRps, failedRps, saturationRps } = scoutedBy(goal, history);
  const highRps = failedRps ?? goal.maxRateRps;
  const throughputRps = Math.min(Math.max(saturationRps ?? highRps, passedRps), highRps);
  const { badRatio = 0, latencyMs = null } = goal.limits[index] ?? {};
  const unloaded = history.filter(({ purpose, rateRps, ending }) => {
    return (
      (purpose === 'baseline' || purpose === 'scout') &&
      ending === 'completed' &&
      rateRps <= unloadedPart * throughputRps
    );
  });
  const { events, trials } = totalOf(unloaded.map((trial) => evidenceOf(trial, index, latencyMs)));
  return {
    lowRps: 0.6 * passedRps,
    highRps: 1.2 * highRps,
    saturationRps: throughputRps,
    floorRatio: Math.min(badRatio / 2, events / Math.max(1, trials)),
  };
}

/** The limit with the lowest rate. */
export function decidingOf(estimates: readonly LimitEstimate[]): number {
  const rates = estimates.map(({ rateRps }) => rateRps);
  return rates.indexOf(Math.min(...rates));
}

export const halfWidthOf = ({ rateRps, lowRps, highRps }: LimitEstimate): number => (highRps - lowRps) / (2 * rateRps);
