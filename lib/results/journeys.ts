import type { StagePlan } from '../model/plan.ts';
import type { Generator } from '../model/result.ts';
import { quantile } from '../stats/quantile.ts';
import type { JourneyInstants } from './collector.ts';

/** What became of the journeys that were due in one stage. */
export interface StageAccount {
  readonly started: number;
  readonly ok: number;
  readonly failed: number;
  readonly unfinished: number;
  readonly dropped: number;
  readonly droppedByTarget: number;
}

type Fate = 'ok' | 'failed' | 'unfinished' | 'dropped' | 'dropped by target';

/** A journey that was due: when it started or was dropped, and what became of it. */
export interface JourneyEvent {
  readonly atMs: number;
  readonly fate: Fate;
}

/**
 * Every journey that started or was dropped, in order of time. The outcome of a started one is matched by time
 * alone, since k6 gives its journeys no key: a failure belongs to the first end at or after it, and an end to the
 * start that its own duration points to. Neighbours may be mistaken for each other, which changes no sum.
 * @param vus how many VUs there were; undefined leaves it open whose fault a drop was
 * @param isPoisson several journeys may be due at once
 */
export function journeyEvents(instants: JourneyInstants, vus: number | undefined, isPoisson = false): JourneyEvent[] {
  const startsMs = sorted(instants.startsMs.values());
  const ends = sortedEnds(instants);
  let next = 0;
  const journeys: JourneyEvent[] = [];
  for (const [index, atMs] of startsMs.entries()) {
    const endStartMs = ends.startsMs[next];
    const mayBeOpen = startsMs.length - index > ends.startsMs.length - next;
    if (endStartMs === undefined || (mayBeOpen && endStartMs > atMs)) journeys.push({ atMs, fate: 'unfinished' });
    else journeys.push({ atMs, fate: ends.hasFailed[next++] === 1 ? 'failed' : 'ok' });
  }
  if (instants.dropsMs.length === 0) return journeys;
  const delayMs = isPoisson ? startDelayMs : 0;
  const takenMs = delayMs === 0 ? startsMs : startsMs.map((atMs) => atMs - delayMs);
  const drops = judgeDrops(takenMs, sorted(instants.endedMs.values()), sorted(instants.dropsMs.values()), vus);
  return [...journeys, ...drops].sort((a, b) => a.atMs - b.atMs);
}

/**
 * The account of each stage: the k-th journey in time belongs to the stage of the k-th planned one, however late it
 * was.
 */
export function accountStages(events: readonly JourneyEvent[], stages: readonly StagePlan[]): StageAccount[] {
  let at = 0;
  return stages.map(({ scheduled }) => {
    const counts: Record<Fate, number> = { ok: 0, failed: 0, unfinished: 0, dropped: 0, 'dropped by target': 0 };
    const own = events.slice(at, at + scheduled);
    at += scheduled;
    for (const { fate } of own) counts[fate]++;
    const { ok, failed, unfinished, 'dropped by target': droppedByTarget } = counts;
    const dropped = counts.dropped + droppedByTarget;
    return { started: own.length - dropped, ok, failed, unfinished, dropped, droppedByTarget };
  });
}

/** The ends of journeys, ascending by when those began; lists side by side, since there may be a million of them. */
interface Ends {
  readonly startsMs: Float64Array;
  /** 1 where the journey failed. */
  readonly hasFailed: Uint8Array;
}

/** The ends of journeys by their start, each with whether it failed. */
function sortedEnds({ endedStartsMs, endedMs, failedMs }: JourneyInstants): Ends {
  const startsMs = endedStartsMs.values();
  const endsMs = endedMs.values();
  const byEnd = orderOf(endsMs);
  const hasFailed = new Uint8Array(byEnd.length);
  const failures = sorted(failedMs.values());
  let next = 0;
  const isBefore = (failureMs: number) => next < byEnd.length && (endsMs[byEnd[next] as number] as number) < failureMs;
  for (const [index, failureMs] of failures.entries()) {
    while (isBefore(failureMs) && byEnd.length - next > failures.length - index) next++;
    const at = byEnd[next++];
    if (at !== undefined) hasFailed[at] = 1;
  }
  const byStart = orderOf(startsMs);
  const ends = { startsMs: new Float64Array(byStart.length), hasFailed: new Uint8Array(byStart.length) };
  for (let at = 0; at < byStart.length; at++) {
    const place = byStart[at] as number;
    ends.startsMs[at] = startsMs[place] as number;
    ends.hasFailed[at] = hasFailed[place] as number;
  }
  return ends;
}

/**
 * The places of keys, ascending by key, equal ones as they came. They mostly come in order, and `sort` with a
 * comparison of ours would take a second for a million: so sorted stretches are merged here.
 */
function orderOf(keys: Float64Array): Uint32Array {
  const { length } = keys;
  let places = new Uint32Array(length);
  for (let at = 0; at < length; at++) places[at] = at;
  if (isAscending(keys)) return places;
  let merged = new Uint32Array(length);
  for (let width = 1; width < length; width *= 2) {
    for (let low = 0; low < length; low += 2 * width) {
      mergeStretches(keys, places, merged, low, Math.min(low + width, length), Math.min(low + 2 * width, length));
    }
    [places, merged] = [merged, places];
  }
  return places;
}

/** Merges the places from `low` to `middle` with those up to `high`. */
function mergeStretches(
  keys: Float64Array,
  places: Uint32Array,
  merged: Uint32Array,
  low: number,
  middle: number,
  high: number,
): void {
  const keyAt = (at: number): number => keys[places[at] as number] as number;
  if (middle === high || keyAt(middle - 1) <= keyAt(middle)) {
    for (let at = low; at < high; at++) merged[at] = places[at] as number;
    return;
  }
  let left = low;
  let right = middle;
  for (let at = low; at < high; at++) {
    const isLeft = right === high || (left < middle && keyAt(left) <= keyAt(right));
    merged[at] = places[isLeft ? left++ : right++] as number;
  }
}

/** A VU between two journeys holds none: one in twenty may be. */
const busyShare = 0.95;

/**
 * From when a VU is taken until the first statement of its journey, at most (0.03 – 0.1 ms on a quiet machine). Of two
 * journeys that are due at once, one is dropped before the other, which took the last VU, is seen to start.
 */
const startDelayMs = 0.5;

/**
 * Whose fault each drop was (docs/decisions/0003): when, at that instant, about as many journeys were open as there
 * are VUs, the target kept them all busy; otherwise VUs were idle and the generator was too slow.
 */
function judgeDrops(
  takenMs: Float64Array,
  endsMs: Float64Array,
  dropsMs: Float64Array,
  vus: number | undefined,
): JourneyEvent[] {
  let started = 0;
  let ended = 0;
  return Array.from(dropsMs, (atMs) => {
    while (started < takenMs.length && (takenMs[started] as number) <= atMs) started++;
    while (ended < endsMs.length && (endsMs[ended] as number) <= atMs) ended++;
    const isTargets = vus !== undefined && started - ended >= busyShare * vus;
    return { atMs, fate: isTargets ? 'dropped by target' : 'dropped' };
  });
}

/**
 * How much later than due journeys began or were dropped, beyond what all were late by: k6's clock of a schedule
 * starts before its VUs are ready. null unless there is one of each for each.
 */
export function lagOf(events: readonly JourneyEvent[], plannedMs: Iterable<number>): Generator['lag'] {
  const lags = new Float64Array(events.length);
  let n = 0;
  for (const planned of plannedMs) {
    const event = events[n];
    if (event === undefined) return null;
    lags[n++] = event.atMs - planned;
  }
  if (n !== events.length || n === 0) return null;
  lags.sort();
  const least = quantile(lags, 0);
  const beyond = (q: number) => quantile(lags, q) - least;
  return { n, p50Ms: beyond(0.5), p99Ms: beyond(0.99), maxMs: beyond(1) };
}

/** Ascending; the list itself where it is already, as instants mostly are. */
const sorted = (values: Float64Array): Float64Array =>
  isAscending(values) ? values : Float64Array.from(values).sort();

function isAscending(values: Float64Array): boolean {
  for (let at = 1; at < values.length; at++) if ((values[at - 1] as number) > (values[at] as number)) return false;
  return true;
}
