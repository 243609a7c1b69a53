import { exceptionCause } from '../contract/metrics.ts';
import type { Accounting, CauseCount, Interval, StepResult } from '../model/result.ts';
import { type Block, blockRatioInterval, exactInterval, isClustered } from '../stats/intervals.ts';
import type { StepSamples } from './collector.ts';
import { countOf, type Durations, latencyOf, sampleOf } from './durations.ts';
import { skippedBefore } from './figures.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { sections, sectionsOf } from './time-blocks.ts';

/** All durations of a step, whatever came of them. */
export const allOf = ({ cells }: StepSamples): Durations[] => cells.flatMap(({ ok, failed }) => [ok, failed]);
export const attemptsOf = (step: StepSamples): number => total(allOf(step).map(countOf));
export const failedRequests = ({ cells }: StepSamples): number => total(cells.map(({ failed }) => countOf(failed)));

/**
 * Each step's account. A journey that entered a step and has neither an answer nor a failure of it was in it when k6 stopped, or threw an exception there: of
 * all such, no more were unfinished than in the whole run.
 */
export function stepResults(samples: Samples, subject: RunSubject, accounting: Accounting): StepResult[] {
  const isFunnel = subject.isList && subject.steps !== undefined && accounting.started !== null;
  let reached = isFunnel ? accounting.started : null;
  const earlier: StepResult[] = [];
  for (const [number, step] of samples.collector.steps.entries()) {
    const attempted = attemptsOf(step);
    const causes = causesOf(step, samples);
    const thrown = causes.find(({ cause }) => cause === exceptionCause)?.count ?? 0;
    const failed = total(causes.map(({ count }) => count)) - thrown;
    const unfinished =
      reached === null || !samples.hasJourneys
        ? null
        : Math.max(0, Math.min(reached - attempted - thrown, accounting.unfinished ?? 0));
    const succeeded = Math.max(0, attempted - failed);
    earlier.push({
      name: step.name,
      reached,
      attempted,
      succeeded,
      failed,
      causes,
      unfinished,
      skipped: isFunnel ? skippedBefore(accounting, earlier) : [],
      successInterval: successInterval(succeeded, attempted, windowBlocks(samples, number)),
      timeouts: step.timeouts,
      latency: latencyOf(sampleOf(allOf(step))),
      okLatency: latencyOf(sampleOf(step.cells.map(({ ok }) => ok))),
      failedLatency: latencyOf(sampleOf(step.cells.map((cell) => cell.failed))),
    });
    if (isFunnel) reached = succeeded;
  }
  return earlier;
}

/** Of the journeys' own account where there is one, since it knows of answers with a field missing; else of the requests. */
function causesOf({ name, causes }: StepSamples, { hasJourneys, collector }: Samples): CauseCount[] {
  const counts = hasJourneys ? (collector.journeyFailures.get(name) ?? new Map<string, number>()) : causes;
  return [...counts].map(([cause, count]) => ({ cause, count })).sort((a, b) => b.count - a.count);
}

/** Requests of one step in each section of the run: events are its failures. */
const windowBlocks = ({ collector }: Samples, step: number): Block[] =>
  sectionsOf(collector.windows.list()).map(({ steps }) => {
    const requests = steps[step];
    return { events: requests?.failed ?? 0, trials: requests?.histogram.n ?? 0 };
  });

/** Over time blocks where there are enough of them; else of single trials, unless they cluster in time. */
function successInterval(succeeded: number, attempted: number, blocks: readonly Block[]): Interval | null {
  if (attempted === 0) return null;
  const filled = blocks.filter(({ trials }) => trials > 0);
  if (filled.length < sections / 2) {
    return isClustered(blocks) ? null : { ...exactInterval(succeeded, attempted), method: 'exact', n: attempted };
  }
  const { low, high } = blockRatioInterval(filled);
  return { low: 1 - high, high: 1 - low, method: 'blocks', n: filled.length };
}

const total = (numbers: readonly number[]): number => numbers.reduce((sum, value) => sum + value, 0);
