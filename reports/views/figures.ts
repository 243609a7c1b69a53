/** The charts of the HTML report, each with its legend and the numbers it is drawn from. */
import type { RunResult } from '../../lib/model/result.ts';
import { curveChart } from '../charts/curve-chart.ts';
import { funnelChart } from '../charts/funnel-chart.ts';
import { heatChart } from '../charts/heat-chart.ts';
import { type Line, lineChart } from '../charts/line-chart.ts';
import { type Language, noFigure } from '../languages/language.ts';
import { number, type Table } from './tables.ts';

export interface Figure {
  readonly title: string;
  readonly svg: string;
  readonly legend: readonly { readonly name: string; readonly line: number }[];
  readonly data: Table;
}

/** Rows of a table of numbers: as many as somebody would read. */
const mostRows = 120;
/** Curves that can still be told apart. */
const mostLines = 5;

export function figuresOf(result: RunResult, language: Language): Figure[] {
  return [
    ...funnelFigures(result, language),
    ...timeFigures(result, language),
    ...distributionFigures(result, language),
  ];
}

function funnelFigures({ latency: { steps }, accounting, run: { isList } }: RunResult, language: Language): Figure[] {
  const { chart, rows: words, columns } = language.labels;
  const { scheduled, started, ok } = accounting;
  if (!isList || scheduled === null || started === null || ok === null) return [];
  const bars = [
    { name: words.scheduled, count: scheduled },
    { name: words.started, count: started },
    ...steps.map(({ name, succeeded }) => ({ name, count: succeeded })),
  ].map((bar) => ({ ...bar, share: language.share(bar.count, scheduled) }));
  return [
    {
      title: chart.funnel,
      svg: funnelChart(chart.funnel, bars, language.count),
      legend: [],
      data: {
        title: chart.funnel,
        columns: [{ label: columns.step, isNumber: false }, number(columns.journeys), number(columns.ofScheduled)],
        rows: bars.map(({ name, count, share }) => [name, language.count(count), share]),
      },
    },
  ];
}

function timeFigures(
  { series: { windows: series, stages }, objectives: { results: objectives }, accounting }: RunResult,
  language: Language,
): Figure[] {
  if (series === null) return [];
  const { chart } = language.labels;
  const windowS = series.windowMs / 1_000;
  const perSecond = (values: readonly number[]) => values.map((value) => value / windowS);
  const base = { windowS, stages, xLabel: chart.axisTime, format: language.number };
  const objective = objectives.map((one) => one.objective).find((one) => one.kind === 'latency');
  const limit =
    objective?.kind === 'latency'
      ? { value: objective.belowMs, name: `${chart.limit} ${language.ms(objective.belowMs)}` }
      : undefined;
  const figure = (title: string, lines: readonly Line[], yLabel: string, more = {}): Figure => ({
    title,
    svg: lineChart({ ...base, title, lines, yLabel, ...more }),
    legend: lines.map(({ name }, index) => ({ name, line: index + 1 })),
    data: dataTable(title, lines, windowS, language),
  });
  const hasJourneys = accounting.basis === 'counted';
  const latency = [series.requests, ...(series.steps.length > 1 ? series.steps : [])].map((step) => {
    const title = language.say(chart.latency, { step: step.name || language.labels.rows.allRequests });
    const lines = [
      { name: 'p50', values: step.p50Ms },
      { name: 'p95', values: step.p95Ms },
      { name: language.labels.columns.max, values: step.maxMs },
    ];
    return figure(title, lines, chart.axisMs, { limit });
  });
  return [
    figure(
      chart.rate,
      [
        ...(series.offered === null ? [] : [{ name: chart.offered, values: perSecond(series.offered) }]),
        ...(hasJourneys ? [{ name: chart.started, values: perSecond(series.started) }] : []),
        { name: chart.completed, values: perSecond(series.ended) },
      ],
      chart.axisRate,
    ),
    ...latency,
    figure(
      chart.errors,
      [
        { name: chart.failedRequests, values: perSecond(series.requests.failed) },
        { name: chart.dropped, values: perSecond(series.dropped) },
      ],
      chart.axisRate,
    ),
    ...(hasJourneys ? [figure(chart.inFlight, [{ name: chart.open, values: series.inFlight }], chart.axisCount)] : []),
    ...(series.heat.counts.length === 0
      ? []
      : [
          {
            title: chart.heat,
            svg: heatChart({ title: chart.heat, heat: series.heat, ...base, yLabel: chart.axisMs }),
            legend: [],
            data: heatTable(series.heat, language),
          },
        ]),
  ];
}

/** The numbers of lines over time; of a long run several windows are one row, with the highest of each. */
function dataTable(title: string, lines: readonly Line[], windowS: number, language: Language): Table {
  const count = Math.max(0, ...lines.map(({ values }) => values.length));
  const each = Math.ceil(count / mostRows) || 1;
  const highest = (values: readonly (number | null)[]) => {
    const known = values.filter((value) => value !== null && value !== undefined);
    return known.length === 0 ? noFigure : language.number(Math.max(...known));
  };
  return {
    title,
    columns: [number(language.labels.columns.seconds), ...lines.map(({ name }) => number(name))],
    rows: Array.from({ length: Math.ceil(count / each) }, (_, row) => [
      language.number(row * each * windowS),
      ...lines.map(({ values }) => highest(values.slice(row * each, (row + 1) * each))),
    ]),
  };
}

function heatTable(
  { boundsMs, counts }: NonNullable<RunResult['series']['windows']>['heat'],
  language: Language,
): Table {
  const { chart, columns } = language.labels;
  return {
    title: chart.heat,
    columns: [number(`≥ ${chart.axisMs}`), number(columns.count)],
    rows: boundsMs.map((bound, row) => [
      language.number(bound),
      language.count(counts.reduce((sum, column) => sum + (column[row] ?? 0), 0)),
    ]),
  };
}

function distributionFigures({ latency: { distributions, steps } }: RunResult, language: Language): Figure[] {
  const { chart, columns } = language.labels;
  // Of one step, all requests are the step's.
  const shown = (steps.length === 1 ? distributions.slice(0, 1) : distributions).slice(0, mostLines);
  if (shown.length === 0) return [];
  const curves = shown.map(({ name, points }) => ({ name: name ?? chart.all, points }));
  const qs = [...new Set(curves.flatMap(({ points }) => points.map(({ q }) => q)))].sort((a, b) => a - b);
  return [
    {
      title: chart.distribution,
      svg: curveChart({
        title: chart.distribution,
        curves,
        xLabel: columns.percentile,
        yLabel: chart.axisMs,
        format: language.number,
      }),
      legend: curves.map(({ name }, index) => ({ name, line: index + 1 })),
      data: {
        title: chart.distribution,
        columns: [number(columns.percentile), ...curves.map(({ name }) => number(name))],
        rows: qs.map((q) => [
          `${Number((q * 100).toFixed(4))}`,
          ...curves.map(({ points }) => {
            const point = points.find((one) => one.q === q);
            return point ? language.ms(point.ms) : noFigure;
          }),
        ]),
      },
    },
  ];
}
