/** Sentences and figures of a comparison. */

import { samplesForQuantile } from '../../lib/contract/objective.ts';
import type { ComparedMetric, Comparison, MetricComparison } from '../../lib/model/comparison.ts';
import { ownValue } from '../../lib/model/own-value.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { reworded } from '../languages/rewording.ts';

const isLatency = ({ kind }: ComparedMetric): boolean => kind === 'p50' || kind === 'p95';
const isCpu = ({ kind }: ComparedMetric): boolean => kind === 'targetCpu' || kind === 'databaseCpu';
const isCount = ({ kind }: ComparedMetric): boolean => kind === 'statements';
const isTime = (metric: ComparedMetric): boolean => isLatency(metric) || isCpu(metric);

export function metricName(metric: ComparedMetric, { labels: { comparison } }: Language): string {
  const { kind, step } = metric;
  if (isCpu(metric) || isCount(metric)) return comparison[kind];
  return `${step ?? (kind === 'errors' ? comparison.requests : comparison.journey)} ${comparison[kind]}`;
}

export function valueText(metric: ComparedMetric, value: number | null, language: Language): string {
  if (value === null) return noFigure;
  if (isCount(metric)) return language.number(value);
  return isTime(metric) ? language.ms(value) : language.percent(value);
}

/** The change from A to B: percent of a time, percentage points of a ratio, a number; with its sign. */
export function changeText(metric: ComparedMetric, change: number | null, language: Language, digits = 1): string {
  if (change === null) return noFigure;
  const { percent, points, unchanged } = language.labels.comparison;
  if (change === (isTime(metric) ? 1 : 0)) return unchanged;
  if (isCount(metric)) return signed(change, digits);
  const percents = (isTime(metric) ? change - 1 : change) * 100;
  return language.say(isTime(metric) ? percent : points, { change: signed(percents, digits) });
}

/** The change in a table: of several pairs a time's is the median, which need not follow from A and B. */
export function labelledChange(metric: MetricComparison, language: Language): string {
  const text = changeText(metric, metric.change, language);
  const isMedian = isTime(metric) && metric.method === 'paired' && metric.change !== null && metric.change !== 1;
  return isMedian ? language.say(language.labels.comparison.median, { change: text }) : text;
}

/** With at least this many decimals, and as many as a small number needs not to become 0. */
function signed(value: number, digits: number): string {
  const size = Math.abs(value);
  const needed = Math.max(digits, Math.min(maxDigits, Math.ceil(-Math.log10(size))));
  const rounded = Number(size.toFixed(needed));
  const sign = value > 0 ? '+' : '−';
  return rounded === 0 ? `< ${sign}${(10 ** -maxDigits).toFixed(maxDigits)}` : `${sign}${rounded}`;
}

const maxDigits = 4;

/** Both ends of an interval, with enough digits to differ; undefined if there is none, or it has no width. */
export function intervalEnds(metric: MetricComparison, language: Language): { low: string; high: string } | undefined {
  const { interval } = metric;
  if (interval === null || interval.low === interval.high) return undefined;
  for (let digits = 1; ; digits++) {
    const low = changeText(metric, interval.low, language, digits);
    const high = changeText(metric, interval.high, language, digits);
    if (low !== high || digits >= maxDigits) return low === high ? undefined : { low, high };
  }
}

/** One metric in a sentence: its values, the change and its interval. */
export function metricFigures(metric: MetricComparison, language: Language): string {
  const { a, b, n } = metric;
  return language.say(language.labels.comparison.figures, {
    a: valueText(metric, a, language),
    b: valueText(metric, b, language),
    change: labelledChange(metric, language),
    ...(intervalEnds(metric, language) ?? { low: null, high: null }),
    n,
  });
}

/** What matters in a comparison, one sentence each without its full stop; the result comes first. */
export function comparisonLines(comparison: Comparison, language: Language): string[] {
  const { say, labels } = language;
  const { differences, alpha, a, b, suspects = [] } = comparison;
  const [first, ...others] = suspects;
  const of = a.runs.length + b.runs.length;
  const isSingle = primaryOf(comparison).every((one) => isCount(one) || one.method === 'single');
  const isPaired = primaryOf(comparison).some((one) => isLatency(one) && one.method === 'paired');
  return [
    outcomeText(comparison, isSingle, language),
    ...notComparedLines(comparison, language),
    sidesText(comparison, language),
    ...(first === undefined
      ? []
      : [say(labels.comparison.suspects, { first, others: others.length, of, all: suspects.length === of })]),
    ...(isPaired ? [labels.comparison.medians] : []),
    ...(isSingle ? [] : [say(labels.comparison.alpha, { alpha })]),
    ...(differences.length === 0
      ? []
      : [say(labels.comparison.differences, { differences: differences.map((one) => differenceOf(one, language)) })]),
  ];
}

function sidesText({ a, b }: Comparison, { say, labels }: Language): string {
  const named = (name: string) => reworded(name, labels.experiment.targets);
  return say(labels.comparison.sides, { a: named(a.name), b: named(b.name), n: a.runs.length, m: b.runs.length });
}

const differenceOf = ({ name, a, b }: Comparison['differences'][number], { labels }: Language) => ({
  ...{ name: ownValue(labels.conditions, name) ?? name, a: a || noFigure, b: b || noFigure },
});

function notComparedLines(comparison: Comparison, { say, labels }: Language): string[] {
  return notComparedIn(comparison).map((latency) => say(labels.comparison.notCompared, { ...latency }));
}

/** Percentiles that no pair of runs has enough journeys for, and what they need. */
const notComparedIn = (comparison: Comparison) =>
  primaryOf(comparison)
    .filter((metric) => isLatency(metric) && metric.change === null)
    .map(({ kind }) => ({ kind, quantile: kind === 'p50' ? 0.5 : 0.95 }))
    .map(({ kind, quantile }) => ({ kind, needed: samplesForQuantile(quantile), beyond: 1 - quantile }));

const failsMore = ({ kind, a, b }: MetricComparison, ratio: number): boolean =>
  kind === 'success' && Math.min(a ?? 1, b ?? 1) <= 1 - ratio;

export const primaryOf = ({ metrics }: Comparison): MetricComparison[] => metrics.filter(({ isPrimary }) => isPrimary);

function outcomeText(comparison: Comparison, isSingle: boolean, language: Language): string {
  const { say, labels } = language;
  const { verdict } = comparison;
  const primary = primaryOf(comparison);
  const decisive = primary.filter((one) => one.verdict === verdict);
  switch (verdict) {
    case 'INCONCLUSIVE': {
      // More runs of the same length would have no more to compare.
      const latencies = notComparedIn(comparison);
      const fails = latencies.some(({ beyond }) => primary.some((one) => failsMore(one, beyond)));
      if (latencies.length > 0) {
        return say(labels.comparison.cannotDecide, { latencies, fails, option: '--duration' });
      }
      const needed = Math.max(0, ...decisive.map(({ neededPairs }) => neededPairs ?? 0));
      const values = { needed, ...baselineOf(comparison) };
      return say(isSingle ? labels.comparison.single : labels.comparison.inconclusive, values);
    }
    case 'SAME':
      return say(labels.comparison.same, { limit: primary.find(isLatency)?.limit ?? 0 });
    case 'WORSE':
    case 'BETTER': {
      const metrics = decisive.map((metric) => ({
        name: metricName(metric, language),
        figures: metricFigures(metric, language),
      }));
      return say(labels.comparison[verdict === 'WORSE' ? 'worse' : 'better'], { metrics });
    }
  }
}

/** What one run is compared with: a baseline, another run, or in a gate the other target. */
function baselineOf({ a, b }: Comparison) {
  const isRun = a.name === 'latest' || a.runs.some((run) => run.startsWith(a.name));
  const isBaseline = b.runs.length === 1 && /^[\w.-]+$/.test(a.name) && !isRun;
  return {
    ...{ baseline: isBaseline ? a.name : null, isGate: !isBaseline && !isRun, runs: a.runs.length },
    ...{
      append: `npx caseload baseline set ${a.name} --append`,
      gate: 'npx caseload gate --against <commit>',
      options: '--pairs, --budget',
    },
  };
}
