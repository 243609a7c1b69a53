import { describeObjective, minimumCount, type Objective } from '../contract/objective.ts';
import type { ObjectiveResult } from '../contract/result.ts';

/** A value and the samples behind it. */
export interface Measured {
  readonly value: number | undefined;
  readonly n: number;
}

/**
 * Holds an objective against what was measured. Fewer samples than it needs is NO_DATA, whatever the value; so is the journeys' success of a run that was cut
 * short, since it says nothing of journeys that were never due.
 */
export function evaluateObjective(objective: Objective, { value, n }: Measured, isCutShort = false): ObjectiveResult {
  const neededN = minimumCount(objective);
  const isKnowable = !(isCutShort && objective.kind === 'journey-success');
  const hasData = isKnowable && value !== undefined && Number.isFinite(value) && n >= neededN;
  return {
    objective,
    text: describeObjective(objective),
    status: !hasData ? 'NO_DATA' : isMet(objective, value) ? 'PASS' : 'FAIL',
    value,
    n,
    neededN,
  };
}

function isMet(objective: Objective, value: number): boolean {
  switch (objective.kind) {
    case 'latency':
      return value < objective.belowMs;
    case 'failed-requests':
      return value < objective.belowRatio;
    case 'step-success':
    case 'journey-success':
      return value > objective.aboveRatio;
  }
}
