import { sumsFrom } from '../judge/trial-figures.ts';
import type { CapacityLimit, Trial, TrialPoint } from '../model/capacity.ts';
import type { Overload, OverloadStep } from '../model/overload.ts';
import { binomialUpperTail } from '../stats/binomial.ts';

/** A sustainable rate, and how many times it the target gets. */
export interface OverloadGoal {
  readonly capacityRps: number;
  readonly factors: readonly number[];
  readonly limits: readonly CapacityLimit[];
}

/** Between overloads the target is asked to do what it can do easily. */
const referenceFactor = 0.8;
const settleSeconds = 5;
const measureSeconds = 20;
const afterSeconds = { settleSeconds: 2, measureSeconds: 10 };
const keeps = 0.9;
const degrades = 0.5;
/** A target that meets its objectives just so misses one more clearly than this with such a probability. */
const alpha = 0.01;

/**
 * What to do next, from what was done: the reference rate, then each overload, a wait until the target is as fast as
 * before, and the reference rate again. It ends early when the target died or does not recover.
 */
export function nextOverload(
  { capacityRps, factors }: OverloadGoal,
  history: readonly Trial[],
): TrialPoint | undefined {
  const last = history.at(-1);
  if (last !== undefined && ['target-died', 'did-not-recover', 'generator-limited'].includes(last.ending))
    return undefined;
  const common = { abort: null, settleSeconds, measureSeconds };
  const referenceRps = referenceFactor * capacityRps;
  if (history.length === 0) {
    return { ...common, purpose: 'reference', rateRps: referenceRps, drainBefore: false };
  }
  const factor = factors[Math.floor((history.length - 1) / 2)];
  if (factor === undefined) return undefined;
  return history.length % 2 === 1
    ? { ...common, purpose: 'overload', rateRps: factor * capacityRps, drainBefore: false }
    : { ...common, ...afterSeconds, purpose: 'after', rateRps: referenceRps, drainBefore: true };
}

type Answer = Pick<Overload, 'steps' | 'behaviour' | 'isConsistent' | 'isReferenceMet' | 'hasDied'>;

/** What the trials so far say. */
export function overloadAnswer(goal: OverloadGoal, history: readonly Trial[]): Answer {
  const [reference] = history;
  const steps = history.flatMap((trial, index) =>
    trial.purpose === 'overload' ? [stepOf(goal, trial, history[index + 1])] : [],
  );
  const checks = history.map(({ isConsistent }) => isConsistent).filter((one) => one !== null);
  const isReferenceMet = reference === undefined ? null : isMetIn(goal, reference);
  return {
    steps,
    behaviour: isReferenceMet === false ? 'unknown' : behaviourOf(steps, isAlwaysMet(goal, history)),
    isConsistent: checks.length === 0 ? null : checks.every((isConsistent) => isConsistent),
    isReferenceMet,
    hasDied: history.some(({ ending }) => ending === 'target-died'),
  };
}

/** Whatever it got, it met the objectives: its sustainable rate is higher. */
const isAlwaysMet = (goal: OverloadGoal, history: readonly Trial[]): boolean =>
  history.every((trial) => trial.purpose !== 'overload' || isMetIn(goal, trial) !== false);

function behaviourOf(steps: readonly OverloadStep[], isMet: boolean): Answer['behaviour'] {
  // One that missed its objectives after an overload, and met them after a larger one, has recovered.
  const last = steps.at(-1);
  if (last?.isRecovered === false || last?.isMetAfter === false) return 'metastable';
  if (isMet) return 'unknown';
  const kept = Math.min(...steps.map(({ keptRatio }) => keptRatio));
  if (kept >= degrades) return kept >= keeps ? 'keeps' : 'degrades';
  return steps.every(({ throughputRps, rateRps, factor }) => throughputRps >= (keeps * rateRps) / factor)
    ? 'queues'
    : 'collapses';
}

function stepOf(goal: OverloadGoal, trial: Trial, after: Trial | undefined): OverloadStep {
  const goodputRps = goodputOf(goal, trial);
  const isLost = after?.ending === 'did-not-recover';
  return {
    factor: trial.rateRps / goal.capacityRps,
    rateRps: trial.rateRps,
    goodputRps,
    throughputRps: throughputOf(trial),
    keptRatio: goodputRps / goal.capacityRps,
    recoverySeconds: after?.drain?.seconds ?? null,
    isRecovered: !isLost && trial.ending !== 'target-died',
    isMetAfter: after === undefined || isLost ? null : isMetIn(goal, after),
  };
}

/** Journeys per second that met every limit: the share of good units of the worst limit, of all that were due. */
function goodputOf({ limits }: OverloadGoal, { seconds }: Trial): number {
  const { sum, length } = secondHalf(seconds);
  const good = limits
    .map((_, index) => ({ units: sum(seconds.units[index]), bad: sum(seconds.bad[index]) }))
    .filter(({ units }) => units > 0)
    .map(({ units, bad }) => 1 - bad / units);
  if (length === 0 || good.length === 0) return 0;
  return (Math.min(...good) * (sum(seconds.started) + sum(seconds.dropped))) / length;
}

function throughputOf({ seconds }: Trial): number {
  const { sum, length } = secondHalf(seconds);
  return length === 0 ? 0 : sum(seconds.succeeded) / length;
}

function secondHalf({ started }: Trial['seconds']) {
  const from = Math.floor(started.length / 2);
  return { sum: sumsFrom(from), length: started.length - from };
}

/** Whether the objectives held; null where they were missed, but by no more than chance may do. */
function isMetIn({ limits }: OverloadGoal, { seconds, settleSeconds: settle }: Trial): boolean | null {
  const sum = sumsFrom(settle);
  const counts = limits.map(({ badRatio }, index) => {
    return { badRatio, bad: sum(seconds.bad[index]), units: sum(seconds.units[index]) };
  });
  if (counts.every(({ bad, units, badRatio }) => bad <= badRatio * units)) return true;
  return counts.some(({ bad, units, badRatio }) => binomialUpperTail(bad, units, badRatio) < alpha) ? false : null;
}
