/**
 * The arrival schedule in closed form: when k6's open executors start each iteration, in ms from the scenario's start.
 *
 * With a rate that goes linearly from `a` to `b` (iterations per ns) over a stage of `d` ns, N(x) = a·x + (b −
 * a)·x²/(2d) iterations are due x ns into the stage; the n-th starts where N(x) = n, so x = (a·d − √(d·(a²·d + 2n·(b −
 * a)))) / (a − b). On a plateau x = n / b. (k6 documentation, ramping-arrival-rate; grafana/k6 lib/executor.) The sums
 * are in doubles and in k6's own order, because a count such as ⌊430.0000001⌋ depends on it; instants are truncated to
 * whole ns as k6's are.
 */
import { type ArrivalRate, offsetNs, stageSpans } from '../contract/arrival-rate.ts';
import { isPoisson, poissonInstantsUs } from '../contract/poisson-arrivals.ts';

const nsPerMs = 1e6;
const usPerMs = 1e3;

/** When the journeys of a schedule are due, ms from its start, in order. */
export function* instantsMs(arrival: ArrivalRate): Generator<number> {
  if (!isPoisson(arrival)) return yield* rampingInstantsMs(arrival);
  for (const atUs of poissonInstantsUs(arrival).flat()) yield atUs / usPerMs;
}

/**
 * The start instants of a ramping-arrival-rate executor, ms from its start, in order. The first is due after one whole
 * arrival.
 * @internal Tested by itself.
 */
export function* rampingInstantsMs(arrival: ArrivalRate): Generator<number> {
  let n = 1;
  for (const span of stageSpans(arrival)) {
    for (; n <= span.after; n++) yield (Math.trunc(offsetNs(span, n - span.before)) + span.startNs) / nsPerMs;
  }
}

/** Iterations due in all if they are evenly spaced, as the fractional number that k6 sums up in doubles. */
export function dueArrivals(arrival: ArrivalRate): number {
  return stageSpans(arrival).at(-1)?.after ?? 0;
}

/** Iterations due in each stage of a ramping-arrival-rate executor. */
export function scheduledPerStage(arrival: ArrivalRate): number[] {
  if (isPoisson(arrival)) return poissonInstantsUs(arrival).map((instants) => instants.length);
  let counted = 0;
  return stageSpans(arrival).map(({ after }) => {
    const due = Math.max(0, Math.floor(after) - counted);
    counted += due;
    return due;
  });
}

/**
 * The start instants of a constant-arrival-rate executor, ms from its start: i × trunc(timeUnit / rate) ns, from 0,
 * while inside the duration. k6 may cut the last ones, which fall into the moment that it takes to activate its VUs.
 * @internal Tested by itself.
 */
export function* constantInstantsMs(constant: {
  rate: number;
  timeUnitMs: number;
  durationMs: number;
}): Generator<number> {
  const periodNs = Math.trunc((constant.timeUnitMs * nsPerMs) / constant.rate);
  const durationNs = constant.durationMs * nsPerMs;
  for (let i = 0; i * periodNs < durationNs; i++) yield (i * periodNs) / nsPerMs;
}
