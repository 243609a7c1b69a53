/** The charts of a run, each with its legend and the numbers it is drawn from. */
import { samplesForQuantile } from '../../lib/contract/objective.ts';
import type { Distribution, RunResult, Series } from '../../lib/model/result.ts';
import { type Chart, number, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { atLeast } from './latency-text.ts';

/** Curves that can still be distinguished. */
const maxCurves = 5;

/** Bars of who came how far, and what became of the others. */
export function funnelCharts(result: RunResult, language: Language): Chart[] {
  const { chart, accounting: names, columns } = language.labels;
  const { scheduled, started, ok } = result.accounting;
  if (!result.run.isList || scheduled === null || started === null || ok === null) return [];
  const bars = [
    { name: names.scheduled, succeeded: scheduled, failed: null, unfinished: null },
    { name: names.started, succeeded: started, failed: null, unfinished: null },
    ...result.latency.steps,
  ];
  const has = (part: 'failed' | 'unfinished') => bars.some((bar) => (bar[part] ?? 0) > 0);
  return [
    {
      title: chart.funnel,
      drawing: {
        kind: 'funnel',
        title: chart.funnel,
        bars: bars.map(({ name, succeeded, failed, unfinished }) => ({
          name,
          parts: [
            { mark: 'bar', count: succeeded },
            { mark: 'bar lost', count: failed ?? 0 },
            { mark: 'gap many', count: unfinished ?? 0 },
          ],
          label: `${language.count(succeeded)} · ${language.share(succeeded, scheduled)}`,
        })),
      },
      legend: [
        { name: chart.succeeded, mark: 'bar' },
        ...(has('failed') ? [{ name: chart.failed, mark: 'bar lost' }] : []),
        ...(has('unfinished') ? [{ name: chart.unfinished, mark: 'gap many' }] : []),
      ],
      numbers: {
        title: chart.funnel,
        columns: [
          text(columns.step),
          ...[columns.succeeded, columns.ofScheduled, columns.failed, columns.unfinished].map((one) => number(one)),
        ],
        rows: bars.map(({ name, succeeded, failed, unfinished }) => [
          name,
          language.count(succeeded),
          language.share(succeeded, scheduled),
          language.count(failed),
          language.count(unfinished),
        ]),
      },
    },
  ];
}

/** Requests by latency and time. */
export function heatCharts({ heat }: Series, { stages }: RunResult['series'], language: Language): Chart[] {
  const { chart, columns } = language.labels;
  const { boundsMs, counts } = heat;
  if (counts.length === 0) return [];
  const axes = { xLabel: chart.axisTime, yLabel: chart.axisMs, format: language.number };
  return [
    {
      title: chart.heat,
      drawing: { kind: 'heat', title: chart.heat, heat, stages, ...axes },
      legend: [],
      numbers: {
        title: chart.heat,
        columns: [number(`≥ ${chart.axisMs}`), number(columns.count)],
        rows: boundsMs.map((bound, row) => [
          language.number(bound),
          language.count(counts.reduce((sum, column) => sum + (column[row] ?? 0), 0)),
        ]),
      },
    },
  ];
}

/** Latency by percentile, as far as the samples of each go. */
export function distributionCharts({ latency: { distributions, steps } }: RunResult, language: Language): Chart[] {
  const { chart, columns } = language.labels;
  // Of one step, all requests are the step's.
  const curves = (steps.length === 1 ? distributions.slice(0, 1) : distributions)
    .map(({ name, n, points, atLeastFromQ }) => ({
      ...{ name: name ?? chart.all, points: supportedPoints(points, n), atLeastFromQ },
    }))
    .filter(({ points }) => points.length > 1)
    .slice(0, maxCurves);
  if (curves.length === 0) return [];
  const quantiles = [...new Set(curves.flatMap(({ points }) => points.map(({ q }) => q)))].sort((a, b) => a - b);
  const valueAt = ({ points, atLeastFromQ }: (typeof curves)[number], q: number) => {
    const point = points.find((one) => one.q === q);
    if (point === undefined) return noFigure;
    return atLeastFromQ !== null && q >= atLeastFromQ ? atLeast(language.ms(point.ms)) : language.ms(point.ms);
  };
  const lowest = Math.min(...curves.map(({ atLeastFromQ }) => atLeastFromQ ?? 1));
  const atLeastFrom = lowest < 1 ? { q: lowest, label: chart.atLeast } : undefined;
  const axes = { xLabel: columns.percentile, yLabel: chart.axisMs, format: language.number };
  return [
    {
      title: chart.distribution,
      drawing: { kind: 'curve', title: chart.distribution, curves, atLeastFrom, ...axes },
      legend: curves.map(({ name }, index) => ({ name, mark: `line l${index + 1}` })),
      numbers: {
        title: chart.distribution,
        columns: [number(columns.percentile), ...curves.map(({ name }) => number(name))],
        rows: quantiles.map((q) => [`${Number((q * 100).toFixed(4))}`, ...curves.map((curve) => valueAt(curve, q))]),
      },
    },
  ];
}

/** The lowest and the highest value are facts; a percentile between them needs its samples. */
const supportedPoints = (points: Distribution['points'], n: number): Distribution['points'] =>
  points.filter(({ q }) => n >= samplesForQuantile(q));
