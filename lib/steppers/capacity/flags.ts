import type { CapacityFlag, CapacityGoal, Trial } from '../../model/capacity.ts';
import { exactBounds } from '../../stats/binomial.ts';
import { totalOf } from '../../stats/intervals.ts';
import { decidingOf, type Estimates, halfWidthOf, isNear } from './estimates.ts';
import { evidenceOf, loadSecondsOf, meanLatencyOf, sum } from './evidence.ts';
import { isHeld, isNeverSaturated, isPassed, isTooMuch, scoutedBy } from './passed.ts';

const farTooWide = 3;
/** Too few for another trial. */
const spareSeconds = 25;

/** Whatever makes an answer less than a plain one. */
export function flagsOf(
  goal: CapacityGoal,
  history: readonly Trial[],
  estimates: Estimates | undefined,
): CapacityFlag[] {
  const deciding = estimates?.[decidingOf(estimates)];
  const ended = (ending: Trial['ending']) => history.some((trial) => trial.ending === ending);
  const width = deciding === undefined ? 0 : halfWidthOf(deciding);
  const flags: Record<CapacityFlag, boolean> = {
    'limit-missed-unloaded': isMissedUnloaded(goal, history),
    'service-limited': isServiceLimited(goal, history, estimates),
    'never-saturated': isNeverSaturated(goal, history),
    'generator-limited': ended('generator-limited'),
    irregular: width > farTooWide * goal.widthRatio || isContradictory(goal, history),
    'budget-spent': width > goal.widthRatio && loadSecondsOf(history) >= goal.budgetSeconds - spareSeconds,
    'did-not-recover': ended('did-not-recover'),
    drift: hasDrifted(history),
    'target-died': ended('target-died'),
    'sheds-load': isShedding(goal, history),
    'not-confirmed': isNotConfirmed(goal, history),
    stopped: false,
  };
  return (Object.keys(flags) as CapacityFlag[]).filter((flag) => flags[flag]);
}

/** More was bad at the lowest rate than a limit allows, by more than chance. */
export function isMissedUnloaded({ limits }: CapacityGoal, [baseline]: readonly Trial[]): boolean {
  if (baseline === undefined) return false;
  if (baseline.ending === 'overloaded') return true;
  return limits.some(({ badRatio, latencyMs }, limit) => {
    const { events, trials } = evidenceOf(baseline, limit, latencyMs);
    return trials > 0 && exactBounds(events, trials, 0.98).low > badRatio;
  });
}

const minArrivals = 6;

/**
 * Far below the estimate there are already a quarter as many bad units as there may be; or there may be half as many,
 * and hardly a journey arrives within the limit, so that queues are not what makes units slow.
 */
function isServiceLimited(goal: CapacityGoal, history: readonly Trial[], estimates: Estimates | undefined): boolean {
  return goal.limits.some(({ badRatio, latencyMs }, limit) => {
    const rateRps = estimates?.[limit]?.rateRps ?? scoutedBy(goal, history).passedRps;
    const low = history.filter((trial) => trial.rateRps <= rateRps / 2 && trial.ending === 'completed');
    const { events, trials } = totalOf(low.map((trial) => evidenceOf(trial, limit, latencyMs)));
    if (trials === 0 || latencyMs === null) return false;
    const mayBe = exactBounds(events, trials, 0.9).high > badRatio / 2;
    return (events >= 2 && events > (badRatio / 4) * trials) || (mayBe && (rateRps * latencyMs) / 1000 < minArrivals);
  });
}

const contradiction = 1.1;

/** A trial failed clearly at a rate well below one that passed as clearly. */
function isContradictory(goal: CapacityGoal, history: readonly Trial[]): boolean {
  const near = history.filter(isNear);
  const failed = near.filter((trial) => isTooMuch(trial, goal)).map(({ rateRps }) => rateRps);
  const passed = near.filter((trial) => isPassed(trial, goal)).map(({ rateRps }) => rateRps);
  return Math.max(0, ...passed) > contradiction * Math.min(Number.POSITIVE_INFINITY, ...failed);
}

/** The lowest rate is slower or faster by 10 % than before the search, and by more than chance. */
function hasDrifted(history: readonly Trial[]): boolean {
  const of = (wanted: Trial['purpose']) => history.find(({ purpose }) => purpose === wanted);
  const [before, after] = [of('baseline'), of('anchor')].map((trial) => (trial ? meanLatencyOf(trial) : null));
  if (!before || !after) return false;
  const change = Math.abs(Math.log(after.meanMs / before.meanMs));
  return change > Math.max(Math.log(1.1), 3 * Math.hypot(before.error, after.error));
}

const minFailedPart = 0.1;

/** A good part of the journeys fails while the others stay quick: the target refuses what is too much. */
function isShedding({ limits }: CapacityGoal, history: readonly Trial[]): boolean {
  const [baseline] = history;
  const unloadedMs = (baseline && meanLatencyOf(baseline)?.meanMs) ?? 0;
  const quickMs = Math.min(...limits.map(({ latencyMs }) => latencyMs ?? 10 * unloadedMs));
  return history.slice(1).some((trial) => {
    const [failed, succeeded] = [sum(trial.seconds.failed), sum(trial.seconds.succeeded)];
    const meanMs = sum(trial.seconds.latencySumMs) / Math.max(1, failed + succeeded);
    return succeeded > 0 && failed > minFailedPart * (failed + succeeded) && meanMs < quickMs;
  });
}

function isNotConfirmed(goal: CapacityGoal, history: readonly Trial[]): boolean {
  const tried = history.filter(({ purpose }) => purpose === 'confirm');
  return tried.length > 0 && !tried.some((trial) => isHeld(trial, goal));
}
