import type { RunPlan, VirtualUsers } from '../model/plan.ts';

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

/** How much memory k6's collector of garbage may take: so many times what is in use, and this part of the machine's. */
const spareTimes = 2.5;
const sparePart = 0.25;

/** k6 keeps about ten values of 8 bytes for each request until its end. */
const mibPerRequest = 80 / 2 ** 20;

/**
 * GOGC for k6, in percent: 400 where memory allows, Go's own 100 where it does not. k6 then collects garbage a quarter as often, which spares it 5–10 % of its CPU
 * time (bench/generator) and the measured latencies its pauses.
 */
export function garbagePercent(
  plan: Pick<RunPlan, 'virtualUsers' | 'scheduledRequests'>,
  totalMemoryMiB: number,
): 100 | 400 {
  const usedMiB = plan.virtualUsers.memoryMiB + 2 * mibPerRequest * plan.scheduledRequests;
  return usedMiB * spareTimes <= totalMemoryMiB * sparePart ? 400 : 100;
}
