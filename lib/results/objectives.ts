import { describeObjective, minimumCount, type Objective } from '../contract/objective.ts';
import type { ObjectiveResult, ThresholdResult } from '../model/result.ts';
import type { Measured } from './figures.ts';
import { isWithin, parseThreshold } from './threshold-expression.ts';

/**
 * Compares an objective with what was measured. NO_DATA with fewer samples than it needs, or with bounds on either side
 * of the limit. So is the journeys' success of a run that was cut short, since nothing is known of those that were
 * never due, unless too many failed or were dropped already. A lower bound above the limit has failed, no matter what
 * the rest would have been.
 */
export function evaluateObjective(objective: Objective, measured: Measured, isCutShort = false): ObjectiveResult {
  const medianMs = missedMedianMs(objective, measured);
  if (medianMs !== null)
    return objectiveResultOf(objective, { ...measured, value: medianMs, isLowerBound: true }, false);
  const { value, n, isLowerBound = false, upperBound = Number.POSITIVE_INFINITY } = measured;
  const neededN = minimumCount(objective);
  if (isCutShort && objective.kind === 'journey-success')
    return objectiveResultOf(objective, measured, isMet(objective, upperBound) ? undefined : false);
  const hasData = value !== null && Number.isFinite(value) && (n === null || n >= neededN);
  const isUndecided = hasData && isLowerBound && isMet(objective, value) && !isMet(objective, upperBound);
  return objectiveResultOf(objective, measured, hasData && !isUndecided ? isMet(objective, value) : undefined);
}

function objectiveResultOf(objective: Objective, measured: Measured, hasMet: boolean | undefined): ObjectiveResult {
  const { value, n, interval, isLowerBound = false } = measured;
  return {
    objective,
    text: describeObjective(objective),
    status: hasMet === undefined ? 'NO_DATA' : statusOf(objective, hasMet),
    value,
    unit: unitOf(objective),
    isLowerBound,
    n,
    neededN: minimumCount(objective),
    interval,
  };
}

function unitOf(objective: Objective): ObjectiveResult['unit'] {
  if (objective.kind === 'journey-cost') return objective.of === 'statements' ? 'number' : 'ms';
  return 'belowMs' in objective ? 'ms' : 'ratio';
}

const minForMedian = 5;

/**
 * The median, where even that misses the limit of a high percentile and the samples are too few for the percentile:
 * of 5 or more requests of a target that meets p90 < L, half are above L in less than 1 of 100 cases (binomial).
 */
function missedMedianMs(objective: Objective, { n, medianMs = null }: Measured): number | null {
  if (!('belowMs' in objective) || objective.percentile < 90 || objective.minCount !== undefined) return null;
  if (medianMs === null || n === null) return null;
  const isMissed = n >= minForMedian && n < minimumCount(objective) && medianMs >= objective.belowMs;
  return isMissed ? medianMs : null;
}

const statusOf = ({ severity }: Objective, hasMet: boolean): ObjectiveResult['status'] =>
  hasMet ? 'PASS' : severity === 'warn' ? 'WARN' : 'FAIL';

/** Statements of a pool that opens connections are no journey's. */
const countTolerance = 0.05;

function isMet(objective: Objective, value: number): boolean {
  switch (objective.kind) {
    case 'latency':
    case 'journey-latency':
      return value < objective.belowMs;
    case 'failed-requests':
      return value < objective.belowRatio;
    case 'step-success':
    case 'journey-success':
      return value > objective.aboveRatio;
    case 'journey-cost':
      return value <= objective.atMost + (objective.of === 'statements' ? countTolerance : 0);
    case 'threshold': {
      const parsed = parseThreshold(objective.metric, objective.expression);
      return parsed !== undefined && isWithin(value, parsed);
    }
  }
}

/**
 * A threshold of k6 as an objective: of a script that caseload did not bundle. Where only k6 knows the value, its
 * word is taken, unless it knows of one runner of several (`isPartial`).
 */
export function objectiveOfThreshold(threshold: ThresholdResult, isPartial = false): ObjectiveResult {
  const { metric, expression, value, unit, n, isOk } = threshold;
  const objective: Objective = { kind: 'threshold', metric, expression };
  const neededN = minimumCount(objective);
  const text = describeObjective(objective);
  const base = { objective, text, value, unit, isLowerBound: false, n, neededN, interval: null };
  // What k6 passed with too few samples is no pass; what it did not pass is none either.
  if (n !== null && n < neededN && isOk) return { ...base, status: 'NO_DATA' };
  if (n !== null && n < neededN) return { ...base, status: 'FAIL' };
  if (value === null && isPartial) return { ...base, status: isOk ? 'NO_DATA' : 'FAIL' };
  const isMetHere = value === null ? isOk : isMet(objective, value);
  return { ...base, status: isMetHere ? 'PASS' : 'FAIL' };
}
