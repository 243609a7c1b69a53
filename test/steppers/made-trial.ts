import type { CapacityGoal, Trial, TrialPoint } from '../../lib/model/capacity.ts';
import { type NextTrial, nextTrial } from '../../lib/steppers/capacity.ts';

export const goal: CapacityGoal = {
  limits: [
    { objective: { kind: 'latency', percentile: 95, belowMs: 800, step: 'order' }, badRatio: 0.05, latencyMs: 800 },
  ],
  ...{ widthRatio: 0.05, budgetSeconds: 330, minRateRps: 5, maxRateRps: 1000, arrivals: 'even', seed: 1 },
};

/** What a target does at a rate, always the same. */
export interface Behaviour {
  /** Bad part of the units, for each limit. */
  readonly badRatios: readonly number[];
  readonly failedRatio?: number;
  readonly latencyMs?: number;
  readonly ending?: Trial['ending'];
  /** Journeys that are open at the end of each second. */
  readonly inFlight?: (second: number) => number;
}

/** A trial in which each second is like the others. */
export function madeTrial(point: TrialPoint, behaviour: Behaviour): Trial {
  const { purpose, rateRps, settleSeconds, measureSeconds } = point;
  const { badRatios, failedRatio = 0, latencyMs = 20, ending = 'completed', inFlight = () => 1 } = behaviour;
  const length = Math.ceil(settleSeconds + measureSeconds);
  const each = (value: number) => new Array<number>(length).fill(value);
  return {
    ...{ purpose, rateRps, settleSeconds, measureSeconds, ending },
    isConsistent: null,
    detail: ending === 'completed' ? null : 'made up',
    drain: point.drainBefore ? { seconds: 4, isRecovered: ending !== 'did-not-recover' } : null,
    seconds: {
      ...{ started: each(rateRps), dropped: each(0) },
      ...{ succeeded: each(rateRps * (1 - failedRatio)), failed: each(rateRps * failedRatio) },
      inFlight: each(0).map((_, second) => inFlight(second)),
      latencySumMs: each(rateRps * latencyMs).map((sum, second) => sum * (1 + 0.05 * (second % 2))),
      ...{ units: badRatios.map(() => each(rateRps)), bad: badRatios.map((ratio) => each(rateRps * ratio)) },
    },
  };
}

/** A whole search of a target that behaves like this. */
export function searched(of: CapacityGoal, behave: (point: TrialPoint, index: number) => Behaviour) {
  const history: Trial[] = [];
  for (let index = 0; index < 60; index++) {
    const next: NextTrial = nextTrial(of, history);
    if ('done' in next) return { answer: next.done, history };
    history.push(madeTrial(next.run, behave(next.run, index)));
  }
  throw new Error('the search does not end');
}

/** A target whose bad part rises with the rate, 5 % at `capacityRps`. */
export const rising =
  (capacityRps: number, slope = 30) =>
  ({ rateRps }: TrialPoint): Behaviour => {
    const odds = (0.05 / 0.95) * (rateRps / capacityRps) ** slope;
    const ratio = odds / (1 + odds);
    return { badRatios: [ratio], ending: ratio > 0.5 ? 'overloaded' : 'completed' };
  };
