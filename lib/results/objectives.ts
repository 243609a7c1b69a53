import { describeObjective, minimumCount, type Objective } from '../contract/objective.ts';
import type { ObjectiveResult } from '../contract/result.ts';

/** A value and the samples behind it. */
export interface Measured {
  readonly value: number | undefined;
  readonly n: number;
}

/** Holds an objective against what was measured. Fewer samples than it needs is NO_DATA, whatever the value. */
export function evaluateObjective(objective: Objective, { value, n }: Measured): ObjectiveResult {
  const neededN = minimumCount(objective);
  const hasData = value !== undefined && Number.isFinite(value) && n >= neededN;
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
