import { describeObjective, minimumCount, type Objective } from '../contract/objective.ts';
import type { ObjectiveResult, ThresholdResult } from '../model/result.ts';
import type { Measured } from './figures.ts';
import { isWithin, parseThreshold } from './threshold-expression.ts';

/**
 * Holds an objective against what was measured. Fewer samples than it needs is NO_DATA, whatever the value; so is the journeys' success of a run that was cut
 * short, since it says nothing of journeys that were never due.
 */
export function evaluateObjective(
  objective: Objective,
  { value, n, interval }: Measured,
  isCutShort = false,
): ObjectiveResult {
  const neededN = minimumCount(objective);
  const isKnowable = !(isCutShort && objective.kind === 'journey-success');
  const hasData = isKnowable && value !== null && Number.isFinite(value) && n >= neededN;
  return {
    objective,
    text: describeObjective(objective),
    status: !hasData ? 'NO_DATA' : isMet(objective, value) ? 'PASS' : objective.severity === 'warn' ? 'WARN' : 'FAIL',
    value,
    n,
    neededN,
    interval,
  };
}

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
      const words = parseThreshold(objective.metric, objective.expression);
      return words !== undefined && isWithin(value, words);
    }
  }
}

/** A threshold of k6 as an objective: of a script that caseload did not bundle. Where only k6 knows the value, its word is taken. */
export function objectiveOfThreshold(threshold: ThresholdResult): ObjectiveResult {
  const { metric, expression, value, n, isOk } = threshold;
  const objective: Objective = { kind: 'threshold', metric, expression };
  const neededN = minimumCount(objective);
  const base = { objective, text: describeObjective(objective), value, n: n ?? 0, neededN, interval: null };
  // What k6 passed with too few samples is no pass; what it did not pass is none either.
  if (n !== null && n < neededN && isOk) return { ...base, status: 'NO_DATA' };
  if (n !== null && n < neededN) return { ...base, status: 'FAIL' };
  const isMetHere = value === null ? isOk : isMet(objective, value);
  return { ...base, status: isMetHere ? 'PASS' : 'FAIL' };
}
