/** A comparison in words and as a table: the same in every format. */
import type { ComparedMetric, Comparison, ComparisonVerdict, MetricComparison } from '../../lib/model/comparison.ts';
import { type Language, noFigure } from '../languages/language.ts';
import { number, type Table, text } from './tables.ts';

const marks: Readonly<Record<ComparisonVerdict, string>> = { BETTER: '✓', SAME: '✓', WORSE: '✗', INCONCLUSIVE: '?' };

/** Each metric of A and B, the change with its interval, and what it comes to. */
export function comparisonTable({ metrics }: Comparison, language: Language): Table {
  const { columns, sections, verdict } = language.labels;
  const [first] = metrics.flatMap(({ interval }) => interval ?? []);
  const confidence = first ? language.say(columns.confidence, { confidence: first.confidence }) : columns.interval;
  return {
    title: sections.comparison,
    columns: [
      ...[text(''), text(columns.metric), number(columns.a), number(columns.b)],
      ...[number(columns.change), number(confidence), number(columns.n), text(columns.verdict)],
    ],
    rows: metrics.map((metric) => {
      const { a, b, change, interval, n } = metric;
      return [
        marks[metric.verdict],
        metricName(metric, language),
        valueText(metric, a, language),
        valueText(metric, b, language),
        changeText(metric, change, language),
        interval === null
          ? noFigure
          : language.say(language.labels.prose.range, {
              low: changeText(metric, interval.low, language),
              high: changeText(metric, interval.high, language),
            }),
        n === 0 ? noFigure : language.count(n),
        metric.isPrimary
          ? verdict[metric.verdict]
          : language.say(columns.informational, { verdict: verdict[metric.verdict] }),
      ];
    }),
  };
}

/** How often each step failed for each cause on both sides. */
export const causesTable = ({ causes }: Comparison, { labels, count }: Language): Table => ({
  title: labels.comparison.causes,
  columns: [text(labels.columns.step), text(labels.columns.causes), number(labels.columns.a), number(labels.columns.b)],
  rows: causes.map(({ step, cause, a, b }) => [step, cause, count(a), count(b)]),
});

const isLatency = ({ kind }: ComparedMetric): boolean => kind === 'p50' || kind === 'p95';

export const metricName = ({ kind, step }: ComparedMetric, { labels }: Language): string =>
  `${step ?? (kind === 'errors' ? labels.comparison.requests : labels.comparison.journey)} ${labels.comparison[kind]}`;

const valueText = (metric: ComparedMetric, value: number | null, language: Language): string =>
  value === null ? noFigure : isLatency(metric) ? language.ms(value) : language.exactPercent(value);

/** A change as B stands to A: percent of a latency, points of percent of a ratio; with its sign. */
function changeText(metric: ComparedMetric, change: number | null, language: Language): string {
  if (change === null) return noFigure;
  const part = isLatency(metric) ? change - 1 : change;
  const sign = part > 0 ? '+' : part < 0 ? '−' : '±';
  const { percent, points } = language.labels.comparison;
  return language.say(isLatency(metric) ? percent : points, { sign, value: Number((Math.abs(part) * 100).toFixed(1)) });
}

/** One metric in a sentence: its values, the change and its interval. */
export function metricWords(metric: MetricComparison, language: Language): string {
  const { a, b, change, interval, n } = metric;
  return language.say(language.labels.comparison.words, {
    a: valueText(metric, a, language),
    b: valueText(metric, b, language),
    change: changeText(metric, change, language),
    low: interval && changeText(metric, interval.low, language),
    high: interval && changeText(metric, interval.high, language),
    n,
  });
}

/** What a reader has to know of a comparison, a sentence each without its full stop. */
export function comparisonLines(comparison: Comparison, language: Language): string[] {
  const { say, labels } = language;
  const { metrics, verdict, a, b, differences, alpha } = comparison;
  const primary = metrics.filter(({ isPrimary }) => isPrimary);
  const decisive = primary.filter((one) => one.verdict === verdict);
  const needed = Math.max(0, ...decisive.map(({ neededPairs }) => neededPairs ?? 0));
  const isSingle = primary.every(({ method }) => method === 'single');
  const latency = primary.find(isLatency);
  return [
    say(labels.comparison.sides, { a: a.name, b: b.name, n: a.runs.length, m: b.runs.length }),
    ...(verdict === 'INCONCLUSIVE' && isSingle ? [say(labels.comparison.single, { needed })] : []),
    ...(verdict === 'INCONCLUSIVE' && !isSingle ? [say(labels.comparison.inconclusive, { needed })] : []),
    ...(verdict === 'SAME' ? [say(labels.comparison.same, { limit: latency?.limit ?? 0 })] : []),
    ...(verdict === 'WORSE' || verdict === 'BETTER'
      ? [
          say(labels.comparison[verdict === 'WORSE' ? 'worse' : 'better'], {
            metrics: decisive.map((metric) => ({
              name: metricName(metric, language),
              words: metricWords(metric, language),
            })),
          }),
        ]
      : []),
    ...(isSingle ? [] : [say(labels.comparison.alpha, { alpha })]),
    ...(differences.length === 0
      ? []
      : [say(labels.comparison.differences, { differences: differences.map((one) => ({ ...one })) })]),
  ];
}
