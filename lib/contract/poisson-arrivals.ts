/**
 * Poisson arrivals: journeys that start at random, independently of each other. k6's open executors space their
 * iterations evenly, but the rate may change whenever one is due: between two instants, one iteration per gap. So the
 * instants are drawn beforehand, from a seed, and k6 is given a stage for each gap. This runs in k6's engine and in
 * Node, which so knows exactly what is due when (docs/decisions/0012).
 */
import { type ArrivalRate, offsetNs, stageSpans } from './arrival-rate.ts';

/** A schedule whose arrivals are drawn. */
export type PoissonRate = ArrivalRate & { readonly seed: number };

export const isPoisson = (arrival: ArrivalRate | undefined): arrival is PoissonRate => arrival?.seed !== undefined;

/** k6 takes 5 kB and 50 µs for each of them before it starts (docs/decisions/0012). */
export const maxDrawn = 100_000;

/** Long, so that a whole rate is fine enough for every gap; k6's longest is 292 years. */
const timeUnitMs = 1e11;
const usPerMs = 1e3;
const nsPerUs = 1e3;

/** Of the rate after the last arrival: too little for another one, enough where rounding left the last unfinished. */
const tailArrivals = 0.5;

/** The instants of a Poisson process whose rate follows the schedule, by stage: whole µs from its start, ascending. */
export function poissonInstantsUs(arrival: PoissonRate): number[][] {
  const random = randomOf(arrival.seed);
  // At rate 1: its clock is what would be due by then if it were evenly spaced.
  let due = exponential(random);
  let last = 0;
  return stageSpans(arrival).map((span) => {
    const instants: number[] = [];
    for (; due <= span.after; due += exponential(random)) {
      const atUs = Math.floor((span.startNs + offsetNs(span, due - span.before)) / nsPerUs);
      last = Math.max(last + 1, atUs);
      instants.push(last);
    }
    return instants;
  });
}

/** A schedule of which one iteration is due at each of these instants: what k6 is given. */
export function poissonSchedule(arrival: PoissonRate): ArrivalRate {
  const endUs = arrival.stages.reduce((sum, { durationMs }) => sum + durationMs, 0) * usPerMs;
  const stages: ArrivalRate['stages'][number][] = [];
  const plateau = (target: number, lengthUs: number) => {
    stages.push({ target, durationMs: 0 }, { target, durationMs: lengthUs / usPerMs });
  };
  const rateOf = (arrivals: number, lengthUs: number) => Math.round((arrivals * timeUnitMs * usPerMs) / lengthUs);
  let fromUs = 0;
  for (const atUs of poissonInstantsUs(arrival).flat()) {
    plateau(rateOf(1, atUs - fromUs), atUs - fromUs);
    fromUs = atUs;
  }
  const restUs = Math.max(1, Math.round(endUs) - fromUs);
  plateau(rateOf(tailArrivals, restUs), restUs);
  return { startRate: 0, timeUnitMs, stages };
}

/** The next gap of a Poisson process at rate 1. */
const exponential = (random: () => number): number => -Math.log(1 - random());

/** Numbers from 0 up to 1, the same in every engine: mulberry32, as in lib/stats/random.ts. */
function randomOf(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
