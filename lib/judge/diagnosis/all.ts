import type { Hypothesis, HypothesisRule } from '../../model/diagnosis.ts';
import type { RunResult } from '../../model/result.ts';
import { isStopped } from '../findings/stopped-run.ts';
import generatorLimit from './generator-limit.ts';
import sharedResource from './shared-resource.ts';
import slowService from './slow-service.ts';
import stepCapacity from './step-capacity.ts';

/** Every hypothesis; those with the most evidence come first in a report. */
export const hypothesisRules = [
  generatorLimit,
  stepCapacity,
  sharedResource,
  slowService,
] as const satisfies readonly HypothesisRule[];

export type HypothesisId = (typeof hypothesisRules)[number]['id'];

/**
 * What may limit the target; only for runs that missed an objective: one that met them, or was stopped, shows no limit.
 */
export function weighHypotheses(result: RunResult): Hypothesis[] {
  const hasMissed = result.objectives.results.some(({ status }) => status === 'FAIL');
  if (result.provenance.source === 'none' || !hasMissed || isStopped(result.run.ending)) return [];
  return hypothesisRules
    .flatMap((rule) => {
      const weighed = rule.weigh(result);
      return weighed === undefined ? [] : [{ id: rule.id, ...weighed }];
    })
    .sort((a, b) => weightOf(b) - weightOf(a));
}

const weightOf = ({ supporting, opposing }: Hypothesis): number => supporting.length - opposing.length;
