/** Sentences and figures of a comparison. */
import type { ComparedMetric, Comparison, MetricComparison } from '../../lib/model/comparison.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

const isLatency = ({ kind }: ComparedMetric): boolean => kind === 'p50' || kind === 'p95';

export const metricName = ({ kind, step }: ComparedMetric, { labels }: Language): string =>
  `${step ?? (kind === 'errors' ? labels.comparison.requests : labels.comparison.journey)} ${labels.comparison[kind]}`;

export const valueText = (metric: ComparedMetric, value: number | null, language: Language): string =>
  value === null ? noFigure : isLatency(metric) ? language.ms(value) : language.exactPercent(value);

/** The change from A to B: percent of a latency, percentage points of a ratio; with its sign. */
export function changeText(metric: ComparedMetric, change: number | null, language: Language, digits = 1): string {
  if (change === null) return noFigure;
  const { percent, points, unchanged } = language.labels.comparison;
  const percents = (isLatency(metric) ? change - 1 : change) * 100;
  if (percents === 0) return unchanged;
  return language.say(isLatency(metric) ? percent : points, { change: signed(percents, digits) });
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
  const { a, b, change, n } = metric;
  return language.say(language.labels.comparison.figures, {
    a: valueText(metric, a, language),
    b: valueText(metric, b, language),
    change: changeText(metric, change, language),
    ...(intervalEnds(metric, language) ?? { low: null, high: null }),
    n,
  });
}

/** What matters in a comparison, one sentence each without its full stop; the result comes first. */
export function comparisonLines(comparison: Comparison, language: Language): string[] {
  const { say, labels } = language;
  const { a, b, differences, alpha } = comparison;
  const isSingle = primaryOf(comparison).every(({ method }) => method === 'single');
  return [
    outcomeText(comparison, isSingle, language),
    say(labels.comparison.sides, { a: a.name, b: b.name, n: a.runs.length, m: b.runs.length }),
    ...(isSingle ? [] : [say(labels.comparison.alpha, { alpha })]),
    ...(differences.length === 0
      ? []
      : [say(labels.comparison.differences, { differences: differences.map((one) => ({ ...one })) })]),
  ];
}

export const primaryOf = ({ metrics }: Comparison): MetricComparison[] => metrics.filter(({ isPrimary }) => isPrimary);

function outcomeText(comparison: Comparison, isSingle: boolean, language: Language): string {
  const { say, labels } = language;
  const { verdict } = comparison;
  const primary = primaryOf(comparison);
  const decisive = primary.filter((one) => one.verdict === verdict);
  switch (verdict) {
    case 'INCONCLUSIVE': {
      const needed = Math.max(0, ...decisive.map(({ neededPairs }) => neededPairs ?? 0));
      return say(isSingle ? labels.comparison.single : labels.comparison.inconclusive, { needed });
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
