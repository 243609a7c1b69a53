import type { Accounting, Interval, StepResult } from '../model/result.ts';
import { type Block, blockRatioInterval, exactInterval, isClustered } from '../stats/intervals.ts';
import { censoredSample, latencyOf, plainLatency } from './latency.ts';
import { type OpenRequest, openRequests } from './open-requests.ts';
import { requestSample } from './request-sample.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { countOutcome, type StepCounts, stepCounts } from './step-counts.ts';
import type { StepSamples } from './step-samples.ts';
import { sections, sectionsOf } from './time-blocks.ts';

/**
 * Each step's account with its latencies, and its requests that were open at the end; undefined if those are not known.
 * @param stopMs until when k6 waited for them, ms since the epoch
 */
export function stepResults(
  samples: Samples,
  subject: RunSubject,
  accounting: Accounting,
  stopMs: number,
): { readonly steps: StepResult[]; readonly open: OpenRequest[][] | undefined } {
  const counts = stepCounts(samples, subject, accounting);
  const open = openRequests(samples.collector, counts, stopMs);
  return { steps: counts.map((own, number) => stepResult(samples, own, number, open)), open };
}

function stepResult(samples: Samples, own: StepCounts, number: number, open: OpenRequest[][] | undefined): StepResult {
  const step = samples.collector.steps[number] as StepSamples;
  const agesMs = (open?.[number] ?? []).map(({ ageMs }) => ageMs);
  const { minTimeoutMs, cells, timeouts } = step;
  const failed = cells.map((cell) => cell.failed);
  const unanswered = cells.map((cell) => cell.unanswered);
  return {
    ...own,
    unfinishedAgeMs: rangeOf(agesMs),
    successInterval: successInterval(own, step, windowBlocks(samples, number)),
    timeouts,
    latency: latencyOf(requestSample(samples.collector, open, number)),
    okLatency: plainLatency(cells.map(({ ok }) => ok)),
    failedLatency: latencyOf(censoredSample(failed, { agesMs: [], minTimeoutMs, unanswered })),
  };
}

/** Requests of one step in each section of the run: events are its failures. */
const windowBlocks = ({ collector }: Samples, step: number): Block[] =>
  sectionsOf(collector.windows.list()).map(({ steps }) => {
    const requests = steps[step];
    return { events: requests?.failed ?? 0, trials: requests?.histogram.n ?? 0 };
  });

/** Over time blocks where there are enough of them; else of single trials, unless they cluster in time. */
function successInterval(
  { succeeded, failed }: StepCounts,
  step: StepSamples,
  blocks: readonly Block[],
): Interval | null {
  const n = succeeded + failed;
  if (n === 0) return null;
  const filled = blocks.filter(({ trials }) => trials > 0);
  // The blocks hold requests: they say nothing of attempts that failed otherwise.
  if (filled.length < sections / 2 || failed !== countOutcome(step, 'failed')) {
    return isClustered(blocks) ? null : { ...exactInterval(succeeded, n), method: 'exact', n };
  }
  const { low, high } = blockRatioInterval(filled);
  return { low: 1 - high, high: 1 - low, method: 'blocks', n: filled.length };
}

/** There may be more of them than a call has arguments. */
const rangeOf = (all: readonly number[]): StepResult['unfinishedAgeMs'] =>
  all.length === 0
    ? null
    : {
        min: all.reduce((least, one) => Math.min(least, one)),
        max: all.reduce((most, one) => Math.max(most, one)),
      };
