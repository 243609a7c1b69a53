import { k6Scenarios, metrics } from '../contract/metrics.ts';
import type { RunResult } from '../model/result.ts';
import type { RunSubject } from './run-context.ts';
import type { Samples } from './samples/samples.ts';
import { type Summary, valuesOf } from './summary.ts';

/**
 * The first count in which k6's summary and the samples differ: they are of one run, and whole, only if all agree.
 * One summary says nothing of the samples of several runners.
 */
export function mismatchOf(
  summary: Summary | undefined,
  samples: Samples | undefined,
  { hasWarmUp }: RunSubject,
): RunResult['provenance']['mismatch'] {
  if (summary === undefined || samples === undefined || !samples.isWhole) return null;
  if (samples.inputs.length > 1) return null;
  const { rowCounts, counts } = samples.collector;
  // Of journeys, the samples are counted without the warm-up.
  const load = hasWarmUp ? { scenario: k6Scenarios.load } : {};
  const pairs = [
    { metric: 'http_reqs', tags: {}, inSamples: rowCounts.requests },
    { metric: 'checks', tags: {}, inSamples: rowCounts.checks },
    { metric: 'iterations', tags: {}, inSamples: rowCounts.iterations },
    { metric: metrics.journeysStarted, tags: load, inSamples: counts.started },
    { metric: metrics.journeysOk, tags: load, inSamples: counts.ok },
    { metric: metrics.journeysFailed, tags: load, inSamples: counts.failed },
    { metric: 'dropped_iterations', tags: load, inSamples: counts.dropped },
  ].map(({ metric, tags, inSamples }) => {
    const { count, passes, fails } = valuesOf(summary, metric, tags);
    return { metric, inSamples, inSummary: count ?? (passes == null || fails == null ? null : passes + fails) };
  });
  const differing = pairs.find(({ inSummary, inSamples }) => typeof inSummary === 'number' && inSummary !== inSamples);
  return differing
    ? { metric: differing.metric, inSummary: differing.inSummary ?? 0, inSamples: differing.inSamples }
    : null;
}
