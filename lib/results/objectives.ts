import { describeObjective, minimumCount, type Objective } from '../contract/objective.ts';
import type { ObjectiveResult, ThresholdResult } from '../model/result.ts';
import type { Measured } from './figures.ts';
import { isWithin, parseThreshold } from './threshold-expression.ts';

/**
 * Compares an objective with what was measured. NO_DATA with fewer samples than it needs, or with bounds
 * on either side of the limit; so is the journeys' success of a run that was cut short, which says nothing of journeys
 * that were never due. A lower bound above the limit has failed whatever the rest would have been.
 */
export function evaluateObjective(
  objective: Objective,
  { value, n, interval, isLowerBound = false, upperBound = Number.POSITIVE_INFINITY }: Measured,
  isCutShort = false,
): ObjectiveResult {
  const neededN = minimumCount(objective);
  const isKnowable = !(isCutShort && objective.kind === 'journey-success');
  const hasData = isKnowable && value !== null && Number.isFinite(value) && (n === null || n >= neededN);
  const isUndecided = hasData && isLowerBound && isMet(objective, value) && !isMet(objective, upperBound);
  return {
    objective,
    text: describeObjective(objective),
    status: hasData && !isUndecided ? statusOf(objective, isMet(objective, value)) : 'NO_DATA',
    value,
    unit: 'belowMs' in objective ? 'ms' : 'ratio',
    isLowerBound,
    n,
    neededN,
    interval,
  };
}

const statusOf = ({ severity }: Objective, hasMet: boolean): ObjectiveResult['status'] =>
  hasMet ? 'PASS' : severity === 'warn' ? 'WARN' : 'FAIL';

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
