import type { Objective } from '../contract/objective.ts';
import type { CapacityLimit } from '../model/capacity.ts';

/**
 * The objectives that a sustainable rate must meet: those that fail a run, in all its stages. Thresholds of k6 in their
 * original form are not read.
 */
export function capacityLimits(objectives: readonly Objective[]): CapacityLimit[] {
  return objectives
    .filter(({ severity, stage }) => severity !== 'warn' && stage === undefined)
    .flatMap((objective) => {
      const terms = termsOf(objective);
      return terms === undefined ? [] : [{ objective, ...terms }];
    });
}

function termsOf(objective: Objective): Omit<CapacityLimit, 'objective'> | undefined {
  switch (objective.kind) {
    case 'latency':
    case 'journey-latency':
      return { badRatio: rounded(1 - objective.percentile / 100), latencyMs: objective.belowMs };
    case 'failed-requests':
      return { badRatio: objective.belowRatio, latencyMs: null };
    case 'step-success':
    case 'journey-success':
      return { badRatio: rounded(1 - objective.aboveRatio), latencyMs: null };
    case 'journey-cost':
    case 'threshold':
      return undefined;
  }
}

/** 1 − 0.95 is a little more than 0.05 in doubles. */
const rounded = (ratio: number): number => Number(ratio.toFixed(9));
