import type { Collector } from './collector.ts';
import type { StepCounts } from './step-counts.ts';
import type { StepSamples } from './step-samples.ts';

/** A request without an end: in which stage it began, and how long it had been open when k6 stopped. */
export interface OpenRequest {
  readonly stage: number;
  readonly ageMs: number;
}

/**
 * The requests that were open at the end, by step, of journeys that perform their steps in order; undefined where it is
 * not known how many there were.
 * @param endMs until when k6 waited for them, ms since the epoch
 */
export function openRequests(
  collector: Collector,
  counts: readonly Pick<StepCounts, 'unfinished'>[],
  endMs: number,
): OpenRequest[][] | undefined {
  if (counts.some(({ unfinished }) => unfinished === null)) return undefined;
  return counts.map(({ unfinished }, number) => {
    const { entries } = collector.steps[number] as StepSamples;
    return entries.latest(unfinished ?? 0).map((sinceMs) => ({
      stage: collector.stageAt(collector.offsetOf(sinceMs)),
      ageMs: Math.max(0, endMs - sinceMs),
    }));
  });
}
