import type { CapacityAnswer, CapacityGoal, Trial, TrialPoint } from '../model/capacity.ts';

/** What to try next, or the answer. Pure: the same goal and history always give the same. */
export type NextTrial = { readonly run: TrialPoint } | { readonly done: CapacityAnswer };
export type CapacitySearch = (goal: CapacityGoal, history: readonly Trial[]) => NextTrial;
