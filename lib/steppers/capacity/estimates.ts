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

/** For each limit of a goal; undefined for one that no trial says anything about. */
export type Estimates = readonly (LimitEstimate | undefined)[];

/** The estimates of all limits from all trials near them; undefined before there are any. */
export function estimatesOf(goal: CapacityGoal, history: readonly Trial[]): Estimates | undefined {
  const near = history.filter(isNear);
  if (near.length === 0) return undefined;
  const heard = heardLimits(goal, history);
  return goal.limits.map((limit, index) => {
    if (!heard.has(index)) return undefined;
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

/**
 * The limits that trials say something about: one that was missed by more than all others somewhere, or a latency that
 * was missed at all. Of a limit without a bad unit there is nothing to learn but that it is met: failures that only
 * come with overload would widen the interval for nothing.
 */
function heardLimits({ limits }: CapacityGoal, history: readonly Trial[]): ReadonlySet<number> {
  const heard = new Set<number>();
  for (const trial of history) {
    const missed = limits.map(({ badRatio, latencyMs }, index) => {
      const { events, trials } = evidenceOf(trial, index, latencyMs);
      return trials === 0 ? 0 : events / trials / badRatio;
    });
    const worst = Math.max(...missed);
    missed.forEach((ratio, index) => {
      if ((ratio > 0 && ratio === worst) || (ratio > 1 && limits[index]?.latencyMs !== null)) heard.add(index);
    });
  }
  if (heard.size > 0) return heard;
  const latencies = limits.flatMap(({ latencyMs }, index) => (latencyMs === null ? [] : [index]));
  return new Set(latencies.length > 0 ? latencies : limits.keys());
}

/** Number of the limit with the lowest rate. */
export function decidingOf(estimates: Estimates): number {
  const rates = estimates.map((estimate) => estimate?.rateRps ?? Number.POSITIVE_INFINITY);
  return rates.indexOf(Math.min(...rates));
}

export const halfWidthOf = ({ rateRps, lowRps, highRps }: LimitEstimate): number => (highRps - lowRps) / (2 * rateRps);
