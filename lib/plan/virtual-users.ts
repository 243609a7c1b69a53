import type { VirtualUsers } from '../contract/plan.ts';

/** The most VUs that a plan takes unless `--max-vus` says otherwise. */
export const defaultMaxVus = 2_000;

/** k6's own memory, and what one VU of a caseload bundle adds to it: 0.19 while it waits, 0.3 once it had a journey (measured by bench/bundle). */
const engineMiB = 45;
const perVuMiB = 0.25;

/**
 * VUs that a load needs so that journeys start when due even if every step takes its time limit: ceil(1.5 × peak rate × sum of the time limits), Little's
 * law with half as much again. Capped, because a target that holds more journeys than that has failed anyway; never more than there are journeys.
 */
export function sizeVirtualUsers(need: {
  peakRps: number;
  timeLimitsMs: readonly number[];
  journeys: number;
  chosen: number | undefined;
  most: number;
}): VirtualUsers {
  const sumMs = need.timeLimitsMs.reduce((sum, limitMs) => sum + limitMs, 0);
  const wanted = Math.max(1, Math.min(need.journeys, Math.ceil((1.5 * need.peakRps * sumMs) / 1_000)));
  const count = need.chosen ?? Math.min(wanted, need.most);
  return {
    count,
    wanted,
    capped: need.chosen === undefined && wanted > need.most,
    chosen: need.chosen !== undefined,
    memoryMiB: Math.ceil(engineMiB + perVuMiB * count),
  };
}
