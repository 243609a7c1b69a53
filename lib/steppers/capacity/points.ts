import type { CapacityGoal, Trial, TrialPoint } from '../../model/capacity.ts';
import { decidingOf, estimatesOf, halfWidthOf, type LimitEstimate } from './estimates.ts';
import { loadSecondsOf } from './evidence.ts';
import { isHeld, isNeverSaturated, isPassed, scoutedBy } from './passed.ts';
import { rateAt } from './posterior.ts';

const abort = { badRatio: 0.5, windowSeconds: 10 };
const scoutAbort = { badRatio: 0.5, windowSeconds: 4 };
const minScoutUnits = 40;
const minUnits = 150;
const [settle, confirmSettle, confirmSeconds] = [6, 10, 60];
const [shortSeconds, longSeconds, minRefineSeconds] = [20, 45, 15];
/** Quantiles of the estimate that are tried in turn. */
const aimed = { low: 0.3, high: 0.7 };
const maxConfirmations = 4;

export const baselinePoint = ({ minRateRps }: CapacityGoal): TrialPoint => ({
  purpose: 'baseline',
  rateRps: minRateRps,
  settleSeconds: 2,
  measureSeconds: Math.min(60, Math.max(8, Math.ceil(minScoutUnits / minRateRps))),
  drainBefore: false,
  abort,
});

/** The lowest rate once more: is the target still as fast as it was? */
export const anchorPoint = (goal: CapacityGoal): TrialPoint => ({
  ...baselinePoint(goal),
  purpose: 'anchor',
  drainBefore: true,
});

/** Rates are doubled until one is far too much; undefined from then on. */
export function scoutPoint(goal: CapacityGoal, history: readonly Trial[]): TrialPoint | undefined {
  const { passedRps, failedRps } = scoutedBy(goal, history);
  if (failedRps !== null || passedRps >= goal.maxRateRps) return undefined;
  const rateRps = Math.min(goal.maxRateRps, 2 * passedRps);
  const measureSeconds = Math.max(4, Math.ceil(minScoutUnits / rateRps));
  return { purpose: 'scout', rateRps, settleSeconds: 2, measureSeconds, drainBefore: false, abort: scoutAbort };
}

const confirmationsOf = (history: readonly Trial[]): readonly Trial[] => {
  const last = history.findLastIndex(({ purpose }) => purpose === 'refine');
  return history.slice(last + 1).filter(({ purpose }) => purpose === 'confirm');
};

/** A trial near the estimate; undefined when that is as narrow as wanted, or the load is spent. */
export function refinePoint(goal: CapacityGoal, history: readonly Trial[]): TrialPoint | undefined {
  if (confirmationsOf(history).length > 0 || isNeverSaturated(goal, history)) return undefined;
  const refined = history.filter(({ purpose }) => purpose === 'refine');
  const estimates = estimatesOf(goal, history);
  const estimate = estimates?.[decidingOf(estimates)];
  const width = estimate === undefined ? Number.POSITIVE_INFINITY : halfWidthOf(estimate);
  const left = goal.budgetSeconds - loadSecondsOf(history);
  const isNarrow = width <= goal.widthRatio && refined.length >= 3;
  if (refined.length > 0 && (isNarrow || left < minRefineSeconds + settle)) return undefined;
  return pointNear(goal, history, refined.length, { estimate, width, left });
}

interface Wanted {
  readonly estimate: LimitEstimate | undefined;
  readonly width: number;
  readonly left: number;
}

function pointNear(goal: CapacityGoal, history: readonly Trial[], refined: number, wanted: Wanted): TrialPoint {
  const { estimate, width, left } = wanted;
  const rateRps = Math.min(goal.maxRateRps, estimate ? nextRate(estimate, refined) : firstRate(goal, history));
  const wish = width < 3 * goal.widthRatio ? longSeconds : shortSeconds;
  const previous = history.at(-1);
  const isWarm = previous?.purpose === 'refine' && isPassed(previous, goal, 2);
  const settleSeconds = isWarm ? settle : Math.max(settle, Math.round(0.3 * wish));
  const enough = Math.max(wish, Math.ceil(minUnits / rateRps));
  const measureSeconds = Math.max(minRefineSeconds, Math.min(enough, Math.floor(left - settleSeconds)));
  return { purpose: 'refine', rateRps, settleSeconds, measureSeconds, drainBefore: !isWarm, abort };
}

/** On both sides of the estimate in turn: that teaches the slope, and keeps half of the load below it. */
const nextRate = ({ posterior }: LimitEstimate, refined: number): number =>
  rateAt(posterior, refined % 2 === 0 ? aimed.high : aimed.low);

function firstRate(goal: CapacityGoal, history: readonly Trial[]): number {
  const { passedRps, failedRps, saturationRps } = scoutedBy(goal, history);
  if (failedRps === null || saturationRps === null) return goal.maxRateRps;
  return Math.min(0.9 * Math.min(Math.max(saturationRps, passedRps), failedRps), 0.95 * failedRps);
}

/** The lower end of the interval is held for a minute, 5 % less after each failure; undefined when that is settled. */
export function confirmPoint(goal: CapacityGoal, history: readonly Trial[]): TrialPoint | undefined {
  const tried = confirmationsOf(history);
  const last = tried.at(-1);
  if (tried.length >= maxConfirmations || (last && isHeld(last, goal))) return undefined;
  const estimates = estimatesOf(goal, history);
  const lowest = isNeverSaturated(goal, history)
    ? goal.maxRateRps
    : Math.min(...(estimates ?? []).map((estimate) => estimate?.lowRps ?? Number.POSITIVE_INFINITY));
  if (!Number.isFinite(lowest)) return undefined;
  return {
    purpose: 'confirm',
    rateRps: last ? 0.95 * last.rateRps : Math.max(goal.minRateRps, lowest),
    settleSeconds: confirmSettle,
    measureSeconds: Math.max(confirmSeconds, Math.ceil(minUnits / lowest)),
    drainBefore: true,
    abort,
  };
}
