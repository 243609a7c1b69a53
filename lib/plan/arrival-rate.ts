import type { Stage } from '../contract/profile.ts';
import type { ArrivalRate } from '../model/plan.ts';

/** Rates finer than this are rounded; a plan says so. */
const finestRps = 0.001;

/**
 * Rates as k6 takes them: whole numbers per time unit. The unit is the smallest whole number of seconds, at most 1,000,
 * in which every rate is whole; if there is none, 1,000 s, which rounds rates to 0.001 rps.
 */
export function arrivalRate(startRps: number, stages: readonly Stage[]): ArrivalRate {
  const rates = [startRps, ...stages.map((stage) => stage.targetRps)];
  const isWhole = (seconds: number) =>
    rates.every((rate) => Math.abs(rate * seconds - Math.round(rate * seconds)) < 1e-9);
  let seconds = 1;
  while (seconds < 1 / finestRps && !isWhole(seconds)) seconds++;
  return {
    startRate: Math.round(startRps * seconds),
    timeUnitMs: seconds * 1_000,
    stages: stages.map(({ targetRps, durationMs }) => ({ target: Math.round(targetRps * seconds), durationMs })),
  };
}

/**
 * Stages that end an arrival schedule without load. k6's duration runs from before its VUs are activated, so that a
 * schedule ends some ms early and its tail is cut; with a step to rate 0 for a second, the last arrivals lie well
 * inside, and counts are exact.
 */
export const closingStages = [
  { target: 0, durationMs: 0 },
  { target: 0, durationMs: 1_000 },
] as const;
