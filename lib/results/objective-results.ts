import type { ObjectiveResult, ThresholdResult } from '../model/result.ts';
import type { Figures } from './figures.ts';
import { evaluateObjective, objectiveOfThreshold } from './objectives.ts';
import type { RunSubject } from './run-context.ts';

/**
 * Each objective of a run compared with what was measured; the thresholds of k6 where a run has none.
 * @param isPartial the thresholds are of one runner of several
 */
export function objectiveResults(
  { objectives }: RunSubject,
  measure: Figures['measure'],
  thresholds: readonly ThresholdResult[],
  { isShort, isPartial }: { isShort: boolean; isPartial: boolean },
): ObjectiveResult[] {
  if (objectives === undefined) return thresholds.map((one) => objectiveOfThreshold(one, isPartial));
  return objectives.map((objective) => {
    const { kind } = objective;
    const threshold =
      kind === 'threshold' &&
      thresholds.find(({ metric, expression }) => metric === objective.metric && expression === objective.expression);
    return threshold
      ? objectiveOfThreshold(threshold, isPartial)
      : evaluateObjective(objective, measure(objective), isShort);
  });
}
