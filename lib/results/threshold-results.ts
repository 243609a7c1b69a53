import { metrics } from '../contract/metrics.ts';
import type { ThresholdResult } from '../model/result.ts';
import { knownContents, unitOf } from './metric-unit.ts';
import type { Samples } from './samples/samples.ts';
import { type Summary, valuesOf } from './summary.ts';
import type { SummaryMetric } from './summary-shapes.ts';
import { isWithin, type ParsedThreshold, parseThreshold } from './threshold-expression.ts';

/** The thresholds of k6 that can be taken apart, each once. */
export const thresholdsOf = (summary: Summary | undefined): ParsedThreshold[] =>
  Object.entries(summary?.metrics ?? {}).flatMap(([name, { thresholds }]) =>
    Object.keys(thresholds).flatMap((expression) => parseThreshold(name, expression) ?? []),
  );

/**
 * Each threshold of k6 with its value, and what the samples say of it; k6 writes its metrics in no order. A summary
 * beside the samples of several runners is of one of them: the values are those of all.
 */
export const thresholdResults = (summary: Summary | undefined, samples: Samples | undefined): ThresholdResult[] =>
  summary === undefined ? ofSamples(samples) : ofSummary(summary, samples);

/** Of a run without a summary: thresholds that are compared with the samples alone. */
const ofSamples = (samples: Samples | undefined): ThresholdResult[] =>
  (samples?.thresholds ?? []).map((series) => {
    const { name, expression, metric, aggregation } = series.threshold;
    const value = series.value(false) ?? null;
    const holds = value !== null && isWithin(value, series.threshold);
    // Which type a metric has, its rows do not say; a rate is asked of a Rate.
    const unit = unitOf(aggregation, { type: 'rate', contains: knownContents(metric) });
    return { metric: name, expression, isOk: holds, value, unit, n: series.n(), holds: value === null ? null : holds };
  });

const ofSummary = (summary: Summary, samples: Samples | undefined): ThresholdResult[] =>
  Object.entries(summary.metrics)
    .sort(([a], [b]) => a.localeCompare(b))
    .flatMap(([name, metric]) =>
      Object.entries(metric.thresholds).map(([expression, isOk]) => {
        const series = samples?.thresholds.find(
          ({ threshold }) => threshold.name === name && threshold.expression === expression,
        );
        const fromSamples = series?.value(metric.type === 'counter') ?? null;
        const parsed = series?.threshold ?? parseThreshold(name, expression);
        const fromSummary = isOfOneRunner(samples) ? null : parsed && metric.values[valueName(parsed)];
        return {
          metric: name,
          expression,
          isOk,
          value: fromSummary ?? fromSamples,
          unit: unitOf(parsed?.aggregation ?? '', metric),
          n: series?.n() ?? countOfMetric(summary, name, metric),
          holds: series && fromSamples !== null ? isWithin(fromSamples, series.threshold) : null,
        };
      }),
    );

/** Whether a summary, where there is one, speaks of fewer runners than the samples. */
export const isOfOneRunner = (samples: Samples | undefined): boolean => (samples?.inputs.length ?? 0) > 1;

/** Under which name a summary has the value of an aggregation. */
const valueName = ({ aggregation, q }: ParsedThreshold): string =>
  aggregation === 'percentile' ? `p(${Number((q * 100).toFixed(6))})` : aggregation;

/** Samples behind a metric of a summary; null where it lacks them. */
function countOfMetric(summary: Summary | undefined, name: string, { type, values }: SummaryMetric): number | null {
  const { passes, fails, count } = values;
  if (type === 'rate') return passes == null || fails == null ? null : passes + fails;
  // A Counter's count is a sum; k6's own add one at a time.
  if (type === 'counter') return countsOnes.test(name) || count === 0 ? (count ?? null) : null;
  if (type !== 'trend') return null;
  // k6 leaves the count of a Trend out unless it is asked for it.
  return count ?? countOfTrend(summary, name, values);
}

/** A Trend without a sample has zeros everywhere, which no request takes; parts of one may. */
function countOfTrend(summary: Summary | undefined, name: string, values: SummaryMetric['values']): number | null {
  const count = siblingCount(summary, name);
  const isZero = Object.values(values).every((value) => value === 0);
  if (!isZero || (count !== null && mayBeZero.test(name))) return count;
  // A page whose layout never shifts has 0; that pages were loaded at all, the other vitals tell.
  return /^browser_web_vital_cls(\{|$)/.test(name) && hasPages(summary) ? null : 0;
}

const mayBeZero = /^http_req_(blocked|connecting|tls_handshaking|sending|waiting|receiving)(\{|$)/;

const hasPages = (summary: Summary | undefined): boolean =>
  summary !== undefined &&
  ['fcp', 'lcp', 'ttfb'].some((vital) => (valuesOf(summary, `browser_web_vital_${vital}`).max ?? 0) > 0);

const countsOnes = /^(http_reqs|iterations|dropped_iterations|ws_sessions)(\{|$)/;

/** Metrics that k6 counts along with one of its Trends, with the same tags. */
function siblingCount(summary: Summary | undefined, name: string): number | null {
  const [, own = '', selector = ''] = /^([^{]*)(.*)$/s.exec(name) ?? [];
  const sibling =
    own === 'http_req_duration' || mayBeZero.test(own)
      ? 'http_reqs'
      : own === 'iteration_duration' || own === metrics.journeysDuration
        ? 'iterations'
        : undefined;
  if (summary === undefined || sibling === undefined) return null;
  return valuesOf(summary, `${sibling}${selector}`).count ?? null;
}
