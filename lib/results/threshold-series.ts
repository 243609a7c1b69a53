import { k6Scenarios } from '../contract/metrics.ts';
import { type DurationStore, sampleOf } from './durations.ts';
import type { RowSink, SampleRow } from './samples/sample-rows.ts';
import type { ParsedThreshold } from './threshold-expression.ts';

/** The samples that one threshold of k6 speaks of. */
export interface ThresholdSeries {
  readonly threshold: ParsedThreshold;
  /** Whether rows of this metric are needed. */
  reads(metric: string): boolean;
  sinkFor(row: SampleRow): RowSink | undefined;
  /** Samples seen. */
  n(): number;
  /**
   * What the aggregation makes of them; undefined without samples, and where it needs more than samples (a
   * counter's rate per second).
   */
  value(isCounter: boolean): number | undefined;
}

/**
 * k6 writes these for every request, with the same tags as its duration: read from that row, they cost nothing
 * more.
 */
const ofDuration: Readonly<Record<string, (row: SampleRow) => ((durationMs: number) => number) | undefined>> = {
  http_req_duration: () => (durationMs) => durationMs,
  http_reqs: () => () => 1,
  // Without the tag it has a separate row, or none if the script says so (`responseCallback: null`).
  http_req_failed: (row) => failedOf[row.tag('expected_response')],
};
const failedOf: Readonly<Record<string, () => number>> = { true: () => 0, false: () => 1 };

export function thresholdSeries(threshold: ParsedThreshold, store: DurationStore): ThresholdSeries {
  const { metric, tags } = threshold;
  const ofRequest = Object.hasOwn(ofDuration, metric) ? ofDuration[metric] : undefined;
  const source = ofRequest === undefined ? metric : 'http_req_duration';
  const { take, n, value } = aggregate(threshold, store);
  return {
    threshold,
    reads: (name) => name === source,
    sinkFor: (row) => {
      if (!matches(row, tags)) return undefined;
      if (ofRequest === undefined) return row.metric === metric ? take : undefined;
      if (row.metric === 'http_req_duration') {
        const toValue = ofRequest(row);
        return toValue && ((durationMs) => take(toValue(durationMs)));
      }
      const isOwn = row.metric === metric && metric === 'http_req_failed' && row.tag('expected_response') === '';
      return isOwn ? take : undefined;
    },
    n,
    value,
  };
}

const matches = (row: SampleRow, tags: ParsedThreshold['tags']): boolean =>
  [...tags].every(
    ([name, wanted]) =>
      row.tag(name) === wanted ||
      // A narrow set of system tags leaves the only scenario out.
      (name === 'scenario' && wanted === k6Scenarios.load && row.tag(name) === ''),
  );

/** The aggregation of a threshold, over the values that are taken. */
function aggregate({ aggregation, q }: ParsedThreshold, store: DurationStore) {
  const durations = aggregation === 'percentile' || aggregation === 'med' ? store.make() : undefined;
  let n = 0;
  let sum = 0;
  let nonZero = 0;
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let last = Number.NaN;
  const take = (value: number): void => {
    n++;
    sum += value;
    if (value !== 0) nonZero++;
    if (value < min) min = value;
    if (value > max) max = value;
    last = value;
    if (durations !== undefined) store.add(durations, value);
  };
  const quantile = (at: number) => durations && sampleOf([durations])?.quantilesMs([at])[0];
  const byName: Record<ParsedThreshold['aggregation'], (isCounter: boolean) => number | undefined> = {
    avg: () => sum / n,
    min: () => min,
    max: () => max,
    med: () => quantile(0.5),
    percentile: () => quantile(q),
    rate: (isCounter) => (isCounter ? undefined : nonZero / n),
    count: () => sum,
    value: () => last,
  };
  const value = (isCounter: boolean): number | undefined => {
    if (n === 0) return aggregation === 'count' ? 0 : undefined;
    return byName[aggregation](isCounter);
  };
  return { take, n: () => n, value };
}
