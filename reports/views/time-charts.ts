/** Charts of a run over time. */
import type { RunResult, Series, SeriesStep } from '../../lib/model/result.ts';
import type { Line } from '../charts/line-chart.ts';
import { type Chart, number, type Table } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { heatCharts } from './charts.ts';
import { gapsOf, percentileValues } from './window-values.ts';

/** Rows of a table of numbers: as many as somebody would read. */
const maxRows = 120;

/** Rates, latency of each step, failures and journeys in flight. */
export function timeCharts(result: RunResult, language: Language): Chart[] {
  const { windows } = result.series;
  if (windows === null) return [];
  const { chart } = language.labels;
  const perSecond = (values: readonly number[]) => values.map((value) => (value * 1_000) / windows.windowMs);
  const draw = chartMaker(windows, result, language);
  const hasJourneys = result.accounting.basis === 'counted';
  const { offered, started, ended, dropped, inFlight, requests } = windows;
  return [
    draw(chart.rate, chart.axisRate, [
      ...(offered === null ? [] : [{ name: chart.offered, values: perSecond(offered) }]),
      ...(hasJourneys ? [{ name: chart.started, values: perSecond(started) }] : []),
      { name: chart.completed, values: perSecond(ended) },
    ]),
    ...latencyCharts(windows, result, language),
    draw(chart.errors, chart.axisRate, [
      { name: chart.failedRequests, values: perSecond(requests.failed) },
      { name: chart.dropped, values: perSecond(dropped) },
    ]),
    ...(hasJourneys ? [draw(chart.inFlight, chart.axisCount, [{ name: chart.open, values: inFlight }])] : []),
    ...heatCharts(windows, result.series, language),
  ];
}

/** Percentiles of those requests that have a latency, with stages hatched in which others have none. */
function latencyCharts(windows: Series, result: RunResult, language: Language): Chart[] {
  const { chart, columns, rows } = language.labels;
  const draw = chartMaker(windows, result, language);
  const gaps = gapsOf(result, language);
  const legend = gaps.length === 0 ? [] : [{ name: chart.gapLegend, mark: 'gap many' }];
  const limit = limitOf(result, language);
  const linesOf = ({ n, p50Ms, p95Ms, maxMs }: SeriesStep): Line[] =>
    [
      { name: columns.p50, values: percentileValues(p50Ms, n, 0.5) },
      { name: columns.p95, values: percentileValues(p95Ms, n, 0.95) },
      { name: columns.max, values: maxMs },
    ].filter(({ values }) => values.some((value) => value !== null));
  return [windows.requests, ...(windows.steps.length > 1 ? windows.steps : [])].map((step) => {
    const title = language.say(chart.latency, { step: step.name || rows.allRequests });
    return draw(title, chart.axisMs, linesOf(step), { limit, gaps, legend });
  });
}

function limitOf({ objectives: { results } }: RunResult, language: Language) {
  const objective = results.map((one) => one.objective).find((one) => one.kind === 'latency');
  if (objective?.kind !== 'latency') return undefined;
  const { belowMs } = objective;
  return { value: belowMs, name: `${language.labels.chart.limit} ${language.ms(belowMs)}` };
}

interface More {
  readonly limit?: { readonly value: number; readonly name: string } | undefined;
  readonly gaps?: ReturnType<typeof gapsOf>;
  readonly legend?: Chart['legend'];
}

export function chartMaker({ windowMs }: Series, { series: { stages } }: RunResult, language: Language) {
  const windowS = windowMs / 1_000;
  const base = { windowS, stages, xLabel: language.labels.chart.axisTime, format: language.number };
  return (title: string, yLabel: string, lines: readonly Line[], { limit, gaps, legend = [] }: More = {}): Chart => ({
    title,
    drawing: { kind: 'lines', ...base, title, lines, yLabel, limit, gaps },
    legend: [...lines.map(({ name }, index) => ({ name, mark: `line l${index + 1}` })), ...legend],
    get numbers() {
      return numbersOf(title, lines, windowS, language);
    },
  });
}

/** The numbers of lines over time; of a long run several windows are one row, with the highest of each. */
function numbersOf(title: string, lines: readonly Line[], windowS: number, language: Language): Table {
  const count = Math.max(0, ...lines.map(({ values }) => values.length));
  const each = Math.ceil(count / maxRows) || 1;
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
