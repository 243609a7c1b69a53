/** Settings of a target under one load: which is enough, then each of them. */
import type { Sweep, SweepPoint } from '../../lib/model/sweep.ts';
import {
  type Block,
  type Chart,
  listBlock,
  number,
  type Section,
  section,
  sentence,
  type Table,
  tableBlock,
  text,
} from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { changeText } from './comparison-text.ts';

/** Which setting is the best, and which are not. */
export function sweepAnswer(sweep: Sweep, language: Language): Block[] {
  const { labels, say } = language;
  const { points, repetitions, confidence } = sweep;
  const others = points.flatMap((point) => otherLine(sweep, point, language) ?? []);
  return [
    { kind: 'answer', text: sentence(answerText(sweep, language)) },
    ...listBlock(
      [...others, ...(repetitions < 2 ? [] : [say(labels.sweep.how, { repetitions, confidence })])].map(sentence),
    ),
  ];
}

function answerText(sweep: Sweep, { labels, say }: Language): string {
  const { points, repetitions, detectable, smallest } = sweep;
  if (repetitions < 2) return labels.sweep.tooFew;
  const best = points.find(({ result }) => result === 'best');
  if (best === undefined) return labels.sweep.none;
  if (points.every(({ result }) => result !== 'worse')) return say(labels.sweep.noDifference, { detectable });
  const enough = points[smallest ?? -1];
  const texts = labels.sweep[sweep.metric === 'goodput' ? 'ofGoodput' : 'ofLatency'];
  const names = { best: settingOf(sweep, best), smallest: enough === undefined ? '' : settingOf(sweep, enough) };
  return say(enough === undefined || enough === best ? texts.best : texts.enough, names);
}

/** What is worse with this setting. */
function otherLine(sweep: Sweep, point: SweepPoint, language: Language): string | undefined {
  const { labels, say } = language;
  const setting = settingOf(sweep, point);
  const { result, againstBest } = point;
  if (result === 'inconsistent') return say(labels.sweep.inconsistent, { setting });
  if (result === 'failing') {
    const kinds = [...new Set(point.runs.flatMap(({ failures }) => failures))];
    return say(labels.sweep.failing, {
      setting,
      failures: kinds.map((kind) => ({ what: labels.experiment.hardFailures[kind] })),
    });
  }
  if (result !== 'worse' || againstBest === null) return undefined;
  const texts = labels.sweep[sweep.metric === 'goodput' ? 'ofGoodput' : 'ofLatency'];
  return say(texts.worse, { setting, ...changesOf(againstBest, language) });
}

/** Factors as percentages with their signs. */
function changesOf({ change, low, high }: NonNullable<SweepPoint['againstBest']>, language: Language) {
  const [more = '', from = '', to = ''] = [change, low, high].map((factor) =>
    changeText({ kind: 'p95', step: null, isPrimary: true }, factor, language),
  );
  return { more, from, to };
}

const valueText = ({ metric }: Sweep, value: number, language: Language): string =>
  metric === 'goodput' ? language.rps(value) : language.ms(value);

const settingOf = ({ factors }: Sweep, { values }: SweepPoint): string =>
  values.map((value, at) => `${factors[at]?.name}=${value}`).join(' ');

export function sweepSections(sweep: Sweep, language: Language): Section[] {
  const table = settingsTable(sweep, language);
  const chart: Block = { kind: 'chart', chart: chartOf(sweep, language) };
  const isKnown = sweep.points.some(({ interval }) => interval !== null);
  return section(table.title, [...tableBlock(table), ...(isKnown ? [chart] : [])], { isBrief: true });
}

function settingsTable(sweep: Sweep, language: Language): Table {
  const { sweep: labels } = language.labels;
  const { columns, results } = labels;
  return {
    title: labels.title,
    columns: [
      ...[text(columns.setting), number(labels.metrics[sweep.metric]), number(columns.against)],
      ...[number(columns.journeys), text(columns.result)],
    ],
    rows: sweep.points.map((point) => {
      const { value, againstBest, runs, result } = point;
      const known = runs.flatMap(({ okRatio }) => okRatio ?? []);
      return [
        settingOf(sweep, point),
        value === null ? noFigure : valueText(sweep, value, language),
        againstBest === null ? noFigure : language.say(labels.against, changesOf(againstBest, language)),
        known.length === 0 ? noFigure : language.percent(Math.min(...known)),
        result === 'same' && againstBest === null ? results.unknown : results[result],
      ];
    }),
  };
}

function chartOf(sweep: Sweep, language: Language): Chart {
  const title = language.say(language.labels.sweep.chart, { metric: language.labels.sweep.metrics[sweep.metric] });
  const points = sweep.points.flatMap(({ values, value, interval, result }) =>
    value === null || interval === null
      ? []
      : [{ label: values.join(', '), value, low: interval.low, high: interval.high, isGood: result !== 'worse' }],
  );
  const metric = language.labels.sweep.metrics[sweep.metric];
  const xLabel = sweep.factors.map(({ name }) => name).join(', ');
  return {
    title,
    drawing: {
      kind: 'ranges',
      title,
      points,
      xLabel,
      yLabel: sweep.metric === 'goodput' ? metric : `${metric}, ms`,
      format: language.number,
    },
    legend: [],
    numbers: {
      title,
      columns: [text(xLabel), number(metric), number(language.labels.columns.interval)],
      rows: points.map(({ label, value, low, high }) => [
        label,
        valueText(sweep, value, language),
        language.say(language.labels.rows.range, {
          low: valueText(sweep, low, language),
          high: valueText(sweep, high, language),
        }),
      ]),
    },
  };
}

/** Rows of plain numbers, one for each run. */
export const sweepRows = ({ factors, points, metric }: Sweep) => [
  [
    ...factors.map(({ name }) => name),
    'run',
    metric === 'goodput' ? 'goodput_rps' : 'ms',
    'ok_ratio',
    'failures',
    'result',
  ],
  ...points.flatMap(({ values, runs, result }) =>
    runs.map(({ name, value, okRatio, failures }) => [...values, name, value, okRatio, failures.join(' '), result]),
  ),
];
