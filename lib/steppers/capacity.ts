import type { CapacityAnswer, CapacityGoal, Trial, TrialPoint } from '../model/capacity.ts';
import { answerOf } from './capacity/answer.ts';
import { isMissedUnloaded } from './capacity/flags.ts';
import { anchorPoint, baselinePoint, confirmPoint, refinePoint, scoutPoint } from './capacity/points.ts';

/** What to try next, or the answer. */
export type NextTrial = { readonly run: TrialPoint } | { readonly done: CapacityAnswer };

/**
 * The next trial of a search for the highest sustainable rate, or its answer: baseline, scout, refine, confirm, anchor
 * (docs/capacity.md). The same goal and history always give the same.
 */
export function nextTrial(goal: CapacityGoal, history: readonly Trial[]): NextTrial {
  const run = isOver(history) ? undefined : nextPoint(goal, history);
  return run ? { run } : { done: answerOf(goal, history) };
}

function nextPoint(goal: CapacityGoal, history: readonly Trial[]): TrialPoint | undefined {
  if (history.length === 0) return baselinePoint(goal);
  if (history.at(-1)?.purpose === 'anchor' || isMissedUnloaded(goal, history)) return undefined;
  return scoutPoint(goal, history) ?? refinePoint(goal, history) ?? confirmPoint(goal, history) ?? anchorPoint(goal);
}

/** What is known between trials, and when the user stops the search. */
export const answerSoFar = (goal: CapacityGoal, history: readonly Trial[]): CapacityAnswer => answerOf(goal, history);

/** A trial ended so that no other would say more. */
const isOver = (history: readonly Trial[]): boolean =>
  history.some(({ ending }) => ending !== 'completed' && ending !== 'overloaded');
