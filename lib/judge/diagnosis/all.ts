import type { Hypothesis, HypothesisRule } from '../../model/diagnosis.ts';
import type { RunResult } from '../../model/result.ts';
import generatorLimit from './generator-limit.ts';
import sharedResource from './shared-resource.ts';
import slowService from './slow-service.ts';
import stepCapacity from './step-capacity.ts';

/** Every hypothesis; those for which most speaks come first in a report. */
export const hypothesisRules = [
  generatorLimit,
  stepCapacity,
  sharedResource,
  slowService,
] as const satisfies readonly HypothesisRule[];

export type HypothesisId = (typeof hypothesisRules)[number]['id'];

/** What may limit the target; only for runs that missed an objective, since a run that met them, or was cut short before it could miss one, shows no limit. */
export function weighHypotheses(result: RunResult): Hypothesis[] {
  if (result.provenance.source === 'none' || !result.objectives.results.some(({ status }) => status === 'FAIL'))
    return [];
  return hypothesisRules
    .flatMap((rule) => {
      const weighed = rule.weigh(result);
      return weighed === undefined ? [] : [{ id: rule.id, ...weighed }];
    })
    .sort((a, b) => weightOf(b) - weightOf(a));
}

const weightOf = ({ supporting, opposing }: Hypothesis): number => supporting.length - opposing.length;
