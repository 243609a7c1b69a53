import type { CapacityGoal, Trial, TrialPoint, TrialSeconds } from '../../lib/model/capacity.ts';
import { gapsOf, type Queue, send } from './queue.ts';

type Mutable<Value> = { -readonly [Key in keyof Value]: Value[Key] extends readonly number[] ? number[] : number[][] };
type Counts = Mutable<TrialSeconds>;

/** What probes without load must meet again before a trial. */
export interface Rest {
  readonly probeMs: number;
}

const minResolved = 20;
const maxDrainSeconds = 60;

/** Plays a trial on a simulated service, from the state that it is in, with counts as the engine would report them. */
export function playTrial(queue: Queue, goal: CapacityGoal, point: TrialPoint, rest: Rest | undefined): Trial {
  const { purpose, rateRps, settleSeconds, measureSeconds } = point;
  const drain = point.drainBefore && rest ? drainUntil(queue, rest) : null;
  const shape = { purpose, rateRps, settleSeconds, measureSeconds, drain, isConsistent: null };
  if (drain?.isRecovered === false) {
    return { ...shape, ending: 'did-not-recover', detail: 'still slow after 60 s', seconds: countsOf(goal, 0) };
  }
  const length = Math.ceil(settleSeconds + measureSeconds);
  const { counts, lasted } = play(queue, goal, point, length);
  const isOverloaded = lasted < length;
  return {
    ...shape,
    ending: isOverloaded ? 'overloaded' : 'completed',
    detail: isOverloaded ? `more than half was bad after ${lasted} s` : null,
    seconds: counts,
  };
}

const countsOf = ({ limits }: CapacityGoal, seconds: number): Counts => {
  const zeros = () => new Array<number>(seconds).fill(0);
  const each = () => limits.map(zeros);
  return {
    ...{ started: zeros(), dropped: zeros(), succeeded: zeros(), failed: zeros(), inFlight: zeros() },
    ...{ latencySumMs: zeros(), units: each(), bad: each() },
  };
};

function play(queue: Queue, goal: CapacityGoal, point: TrialPoint, length: number) {
  const counts = countsOf(goal, length);
  const open: Open[] = [];
  const resolved = goal.limits.map(() => ({ all: new Float64Array(length + 1), bad: new Float64Array(length + 1) }));
  const begin = queue.now;
  const gap = gapsOf(queue, goal.arrivals, point.rateRps);
  let at = gap();
  let second = 0;
  for (; second < length; second++) {
    for (; at < second + 1; at += gap()) {
      const latency = send(queue, begin + at);
      const one = { second, at, latency, isFailed: queue.isRefused };
      open.push(one);
      for (const [index, limit] of goal.limits.entries()) {
        const when = Math.floor(Math.min(at + latency, at + secondsOf(limit.latencyMs)));
        if (when >= length) continue;
        const { all, bad } = resolved[index] as (typeof resolved)[number];
        all[when] = (all[when] as number) + 1;
        if (isBad(one, limit.latencyMs)) bad[when] = (bad[when] as number) + 1;
      }
    }
    if (isHopeless(resolved, second, point.abort)) {
      second++;
      break;
    }
  }
  queue.now = begin + second;
  count(counts, goal, open, second);
  return { counts: cut(counts, second), lasted: second };
}

interface Open {
  readonly second: number;
  readonly at: number;
  readonly latency: number;
  readonly isFailed: boolean;
}

const secondsOf = (ms: number | null): number => (ms ?? Number.POSITIVE_INFINITY) / 1000;

const isBad = (one: Open, latencyMs: number | null): boolean => one.isFailed || one.latency > secondsOf(latencyMs);

function isHopeless(
  resolved: readonly { readonly all: Float64Array; readonly bad: Float64Array }[],
  second: number,
  abort: TrialPoint['abort'],
): boolean {
  if (abort === null) return false;
  const { badRatio, windowSeconds } = abort;
  if (second + 1 < windowSeconds) return false;
  return resolved.some(({ all, bad }) => {
    const from = second + 1 - windowSeconds;
    const known = sumOf(all.subarray(from, second + 1));
    return known >= minResolved && sumOf(bad.subarray(from, second + 1)) > badRatio * known;
  });
}

const sumOf = (values: Float64Array): number => {
  let sum = 0;
  for (const value of values) sum += value;
  return sum;
};

/** Counts what was known at `end`. */
function count(counts: Counts, { limits }: CapacityGoal, requests: readonly Open[], end: number): void {
  const add = (values: number[] | undefined, second: number, by = 1) => {
    if (values && second < values.length) values[second] = (values[second] as number) + by;
  };
  for (const one of requests) {
    const { second, at, latency, isFailed } = one;
    const ends = at + latency;
    add(counts.started, second);
    for (let open = second; open < Math.min(Math.floor(ends), end); open++) add(counts.inFlight, open);
    if (ends < end) {
      add(isFailed ? counts.failed : counts.succeeded, Math.floor(ends));
      add(counts.latencySumMs, second, latency * 1000);
    }
    for (const [index, { latencyMs }] of limits.entries()) {
      if (Math.min(ends, at + secondsOf(latencyMs)) >= end) continue;
      add(counts.units[index], second);
      if (isBad(one, latencyMs)) add(counts.bad[index], second);
    }
  }
}

function cut(counts: Counts, seconds: number): Counts {
  const short = (values: number[]) => values.slice(0, seconds);
  return {
    ...{ started: short(counts.started), dropped: short(counts.dropped), succeeded: short(counts.succeeded) },
    ...{ failed: short(counts.failed), inFlight: short(counts.inFlight), latencySumMs: short(counts.latencySumMs) },
    ...{ units: counts.units.map(short), bad: counts.bad.map(short) },
  };
}

/** One request a second until three in a row are as fast as at rest; at most 60 s. */
function drainUntil(queue: Queue, { probeMs }: Rest): NonNullable<Trial['drain']> {
  let fast = 0;
  for (let seconds = 1; seconds <= maxDrainSeconds; seconds++) {
    queue.now++;
    const latency = send(queue, queue.now) * 1000;
    fast = latency <= probeMs && !queue.isRefused ? fast + 1 : 0;
    if (fast === 3) {
      queue.now++;
      return { seconds: seconds + 1, isRecovered: true };
    }
  }
  return { seconds: maxDrainSeconds, isRecovered: false };
}
