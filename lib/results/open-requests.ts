import type { Collector } from './collector.ts';
import type { StepCounts } from './step-counts.ts';
import type { StepSamples } from './step-samples.ts';

/** A request without an end: in which stage it began, and how long it had been open when k6 stopped. */
export interface OpenRequest {
  readonly stage: number;
  readonly ageMs: number;
}

/**
 * The requests that were open at the end, by step, of journeys that perform their steps in order; undefined where journeys
 * were not kept one by one.
 * @param endMs until when k6 waited for them, ms since the epoch
 */
export function openRequests(
  collector: Collector,
  counts: readonly Pick<StepCounts, 'unfinished'>[],
  endMs: number,
): OpenRequest[][] | undefined {
  const { instants, steps } = collector;
  if (instants === undefined || counts.some(({ unfinished }) => unfinished === null)) return undefined;
  return counts.map(({ unfinished }, number) => {
    const before = steps[number - 1];
    const entered = before === undefined ? instants.startsMs : before.okEndsMs;
    const { startsMs } = steps[number] as StepSamples;
    return openSince(entered.values(), startsMs.values(), unfinished ?? 0).map((sinceMs) => ({
      stage: collector.stageAt(collector.offsetOf(sinceMs)),
      ageMs: Math.max(0, endMs - sinceMs),
    }));
  });
}

/** Stamps of two metrics may differ by so much, although one happened before the other. */
const toleranceMs = 1;

/**
 * When the requests of a step began that were open at the end: journeys that came to the step and have no answer of it. Rows
 * carry no key, so that each answered request is taken for the last one that came before it began; neighbours may be
 * mistaken for each other, which changes little. Of more than were open (others ended in an exception) the latest are
 * taken, so that their age is a lower bound.
 * @param enteredMs when journeys came to the step, ms since the epoch, in any order
 * @param startsMs when its answered requests began
 * @param count how many were open
 */
export function openSince(enteredMs: Float64Array, startsMs: Float64Array, count: number): number[] {
  if (count === 0) return [];
  const entered = Float64Array.from(enteredMs).sort();
  const starts = Float64Array.from(startsMs).sort();
  const open: number[] = [];
  let next = 0;
  for (const startMs of starts) {
    while (next < entered.length && (entered[next] as number) <= startMs + toleranceMs) {
      open.push(entered[next++] as number);
    }
    open.pop();
  }
  return [...open, ...entered.subarray(next)].slice(-count);
}
