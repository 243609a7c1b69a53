import type { Comparison, ComparisonVerdict, MetricComparison } from '../../lib/model/comparison.ts';
import { type Document, number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { reworded } from '../languages/rewording.ts';
import { intervalEnds, labelledChange, metricName, valueText } from './comparison-text.ts';

const marks: Readonly<Record<ComparisonVerdict, string>> = { BETTER: '✓', SAME: '✓', WORSE: '✗', INCONCLUSIVE: '?' };

/** Each metric of A and B, the change with its interval, and its verdict. */
export function comparisonTable({ metrics }: Comparison, language: Language): Table {
  const { columns, sections } = language.labels;
  const [first] = metrics.flatMap(({ interval }) => interval ?? []);
  const confidence = first ? language.say(columns.confidence, { confidence: first.confidence }) : columns.interval;
  return {
    title: sections.comparison,
    columns: [
      ...[text(''), text(columns.metric), number(columns.a), number(columns.b)],
      ...[number(columns.change), number(confidence), number(columns.n), text(columns.verdict)],
    ],
    rows: metrics.map((metric) => rowOf(metric, first?.confidence, language)),
  };
}

function rowOf(metric: MetricComparison, confidence: number | undefined, language: Language): string[] {
  const { columns, rows, verdict } = language.labels;
  const { a, b, n } = metric;
  const ends = intervalEnds(metric, language);
  const own = metric.interval?.confidence;
  const otherConfidence = own === undefined || own === confidence ? '' : ` (${language.percent(own)})`;
  return [
    marks[metric.verdict],
    metricName(metric, language),
    valueText(metric, a, language),
    valueText(metric, b, language),
    labelledChange(metric, language),
    ends === undefined ? noFigure : `${language.say(rows.range, ends)}${otherConfidence}`,
    n === 0 ? noFigure : language.count(n),
    metric.isPrimary
      ? verdict[metric.verdict]
      : language.say(columns.informational, { verdict: verdict[metric.verdict] }),
  ];
}

const shownRows = 10;

/** Statements that a journey has more or less often. */
export const statementsTable = ({ statements }: Comparison, { labels, ...language }: Language): Table => ({
  title: labels.comparison.changedStatements,
  columns: [number(labels.columns.a), number(labels.columns.b), text(labels.journeyCost.statement)],
  rows: statements
    .slice(0, shownRows)
    .map(({ text: statement, a, b }) => [language.number(a), language.number(b), statement]),
});

/** Functions of the target that need more or less CPU time for a journey. */
export const functionsTable = ({ functions }: Comparison, { labels, ...language }: Language): Table => ({
  title: labels.comparison.changedFunctions,
  columns: [
    ...[text(labels.cpuProfile.function), number(labels.columns.a), number(labels.columns.b)],
    ...[number(labels.comparison.withCallees), text(labels.cpuProfile.name)],
  ],
  rows: functions
    .slice(0, shownRows)
    .map(({ name, group, a, b, inclusiveA, inclusiveB }) => [
      ...[name, language.ms(a), language.ms(b)],
      ...[language.say(labels.comparison.fromTo, { a: language.ms(inclusiveA), b: language.ms(inclusiveB) }), group],
    ]),
});

/** How often each step failed for each cause on both sides. */
export const causesTable = ({ causes }: Comparison, { labels, count }: Language): Table => ({
  title: labels.sections.causes,
  columns: [text(labels.columns.step), text(labels.columns.causes), number(labels.columns.a), number(labels.columns.b)],
  rows: causes.map(({ step, cause, a, b }) => [step, reworded(cause, labels.causes), count(a), count(b)]),
});

/** The metrics as plain numbers: milliseconds, or ratios. */
export const comparisonRows = ({ metrics }: Comparison): Document['rows'] => [
  ['metric', 'step', 'is_primary', 'a', 'b', 'change', 'low', 'high', 'confidence', 'n', 'verdict'],
  ...metrics.map(({ kind, step, isPrimary, a, b, change, interval, n, verdict }) => [
    ...[kind, step, isPrimary ? 1 : 0, a, b, change],
    ...[interval?.low ?? null, interval?.high ?? null, interval?.confidence ?? null],
    ...[n, verdict],
  ]),
];
