import type { Extent } from '../contract/elements.ts';
import { isPoisson } from '../contract/poisson-arrivals.ts';
import { defaultTimeLimitMs } from '../contract/scenario.ts';
import type { RunPlan, VirtualUsers } from '../model/plan.ts';
import { dueArrivals } from './schedule.ts';

/**
 * k6's own memory, and what one VU of a caseload bundle adds to it: 0.19 while it waits, 0.3 once it had a journey
 * (measured by bench/bundle).
 */
const engineMiB = 45;
const perVuMiB = 0.25;

/**
 * How long a journey may keep a VU: the time limits of its steps and the pauses between them. Pauses that only `run()`
 * knows of are not in it; VUs that are missing because of them are seen when journeys are dropped.
 */
export function holdTimeMs({ limitMs, pausesMs, requests }: Extent): number {
  // Requests that `run` sends by itself are not known: they are taken for one step.
  return limitMs + pausesMs + (requests === 0 ? defaultTimeLimitMs : 0);
}

/** The most journeys that are due within so long: what is open at once when each takes that long. */
export function maxWithin(instantsMs: readonly number[], holdMs: number): number {
  let first = 0;
  let most = 0;
  for (const [index, atMs] of instantsMs.entries()) {
    while ((instantsMs[first] as number) <= atMs - holdMs) first++;
    most = Math.max(most, index - first + 1);
  }
  return most;
}

/**
 * VUs that a load needs so that journeys start when due even if each takes as long as it may: ceil(1.5 × peak rate ×
 * time a journey may keep one), Little's law plus half; more where more are due at once. Capped, because a target that
 * needs more has failed anyway; never more than there are journeys.
 */
export function sizeVirtualUsers(need: {
  peakRps: number;
  /** See {@link holdTimeMs}. */
  holdMs: number;
  journeys: number;
  /** Of Poisson arrivals, which come in bursts: see {@link maxWithin}. */
  maxAtOnce?: number | undefined;
  chosen: number | undefined;
  maxVus: number;
}): VirtualUsers {
  const usual = Math.ceil((1.5 * need.peakRps * need.holdMs) / 1_000);
  const wanted = Math.max(1, Math.min(need.journeys, Math.max(usual, need.maxAtOnce ?? 0)));
  const count = need.chosen ?? Math.min(wanted, need.maxVus);
  return {
    count,
    wanted,
    capped: need.chosen === undefined && wanted > need.maxVus,
    chosen: need.chosen !== undefined,
    memoryMiB: memoryMiBOf(count),
  };
}

/** The VUs of a closed load: from its profile, or `--vus`. */
export const givenVirtualUsers = (count: number, isChosen: boolean): VirtualUsers => ({
  ...{ count, wanted: count, capped: false, chosen: isChosen },
  memoryMiB: memoryMiBOf(count),
});

const memoryMiBOf = (count: number): number => Math.ceil(engineMiB + perVuMiB * count);

/** How much memory k6's garbage collector may take: this many times what is in use, this part of the machine's. */
const spareTimes = { 400: 2.5, 800: 5 };
const sparePart = 0.25;

/** k6 keeps about ten values of 8 bytes for each request until its end, where it keeps metrics. */
const mibPerRequest = 80 / 2 ** 20;

/**
 * GOGC for k6, in percent: 800 or 400 where memory allows, Go's own 100 where it does not. k6 then collects garbage
 * much less often, which spares it 5–10 % of its CPU time (bench/generator) and the measured latencies its pauses. In a
 * load of hours, memory that comes to rest is worth more: 100.
 */
export function garbagePercent(plan: MemoryNeed, totalMemoryMiB: number): 100 | 400 | 800 {
  const used = plan.isSamplesOnly ? undefined : usedMiB(plan);
  if (used === undefined) return 100;
  const fits = (percent: 400 | 800) => used * spareTimes[percent] <= totalMemoryMiB * sparePart;
  return fits(800) ? 800 : fits(400) ? 400 : 100;
}

/** What a journey of Poisson arrivals takes while k6 reads its options: two stages, in three forms. */
const mibPerDrawn = 5 / 2 ** 10;

/** What decides how much memory k6 needs. */
export type MemoryNeed = Pick<RunPlan, 'virtualUsers' | 'scheduledRequests' | 'arrival' | 'isSamplesOnly'>;

/** Memory that k6 has in use at its end, MiB; undefined for a load whose number of requests is not known. */
export function usedMiB({ virtualUsers, scheduledRequests, arrival, isSamplesOnly }: MemoryNeed): number | undefined {
  if (scheduledRequests === null) return undefined;
  const drawn = isPoisson(arrival) ? dueArrivals(arrival) : 0;
  const kept = isSamplesOnly ? 0 : 2 * mibPerRequest * scheduledRequests;
  return virtualUsers.memoryMiB + kept + mibPerDrawn * drawn;
}
