import { describe, expect, test } from 'vitest';
import type { RunResult } from '../../lib/model/result.ts';
import { curveChart } from '../../reports/charts/curve-chart.ts';
import { drawChart } from '../../reports/charts/drawing.ts';
import { at, plot, timeAxis, valueAxis, xml } from '../../reports/charts/frame.ts';
import { funnelChart } from '../../reports/charts/funnel-chart.ts';
import { heatChart } from '../../reports/charts/heat-chart.ts';
import { lineChart } from '../../reports/charts/line-chart.ts';
import type { Chart } from '../../reports/document.ts';
import type { Language } from '../../reports/languages/language.ts';
import { distributionCharts, funnelCharts } from '../../reports/views/charts.ts';
import { timeCharts } from '../../reports/views/time-charts.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, languages, neverBegan, troubled } from './inputs.ts';

const format = (value: number): string => `${value}`;
const lines = (svg: string): string[] =>
  [...svg.matchAll(/<path class="line l\d" d="([^"]*)"/g)].map(([, d = '']) => d);
const drawn = (values: readonly (number | null)[], limit?: number): string =>
  lineChart({
    ...{ title: 'a chart', lines: [{ name: 'p95', values }], windowS: 1, stages: sampleResult().series.stages, format },
    ...{ xLabel: 'seconds', yLabel: 'ms', limit: limit === undefined ? undefined : { value: limit, name: 'limit' } },
  });
const numbersOf = (path: string): number[] => [...path.matchAll(/-?\d+(?:\.\d+)?/g)].map(([number]) => Number(number));

describe('a line over time', () => {
  test('is broken where there is nothing, never drawn to zero', () => {
    const [path = ''] = lines(drawn([1, 2, null, 4, 5]));
    expect(path.match(/M/g)).toHaveLength(2);
    expect(path.match(/L/g)).toHaveLength(2);
  });

  test('shows a window with nothing on either side', () => {
    const [path = ''] = lines(drawn([1, null, 3, null, 5]));
    expect(path.match(/M[\d.]+,[\d.]+h3/g)).toHaveLength(3);
    expect(path).not.toContain('Z');
  });

  test('stays within its plot', () => {
    const [path = ''] = lines(drawn([0, 100, 50, 99.9]));
    const numbers = numbersOf(path);
    const xs = numbers.filter((_, index) => index % 2 === 0);
    const ys = numbers.filter((_, index) => index % 2 === 1);
    expect(Math.min(...xs)).toBeGreaterThanOrEqual(plot.left);
    expect(Math.max(...xs)).toBeLessThanOrEqual(plot.right);
    expect(Math.min(...ys)).toBeGreaterThanOrEqual(plot.top);
    expect(Math.max(...ys)).toBeLessThanOrEqual(plot.bottom);
  });

  test.each([
    ['near enough to be seen', 100, true],
    ['so far above that it would press the lines to the ground', 1_000, false],
    ['below the values', 10, true],
  ])('has its limit beside it where that is %s', (_what, limit, isShown) => {
    expect(drawn([10, 60], limit).includes('class="limit"')).toBe(isShown);
  });

  test('has every other stage shaded behind it', () => {
    expect(drawn([1, 2]).match(/class="band"/g)).toHaveLength(1);
  });

  test('of nothing at all is an empty frame', () => {
    for (const values of [[], [null, null]]) expect(drawn(values)).not.toMatch(/NaN|Infinity/);
  });
});

describe('an axis', () => {
  test('of values begins at zero, so that small differences do not look large', () => {
    const { ticks, place } = valueAxis(98.7, 'ms', format);
    expect(ticks[0]).toEqual({ value: 0, label: '0' });
    expect(place(0)).toBe(plot.bottom);
    expect(place(98.7)).toBeGreaterThanOrEqual(plot.top);
  });

  test('of time is of a second at least', () => {
    expect(timeAxis(0, 'seconds', format).place(1)).toBe(plot.right);
  });
});

test('a place is written to a tenth', () => {
  expect([at(1.234), at(2), at(-0.04)]).toEqual(['1.2', '2', '0']);
});

test('text within a drawing is no markup, and turns no direction', () => {
  expect(xml(`<b> & "c" 'd' \u202e`)).toBe('&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;  ');
});

test('a curve by percentile gives each further nine as much room', () => {
  const points = [0, 0.9, 0.99, 0.999, 1].map((q, index) => ({ q, ms: 10 * index }));
  const svg = curveChart({ title: 'a', curves: [{ name: 'all', points }], xLabel: 'percentile', yLabel: 'ms', format });
  const [path = ''] = lines(svg);
  const xs = numbersOf(path).filter((_, index) => index % 2 === 0);
  const [a = 0, b = 0, c = 0, d = 0] = xs;
  expect(b - a).toBeCloseTo(c - b, 0);
  expect(c - b).toBeCloseTo(d - c, 0);
  expect(xs.at(-1)).toBeLessThanOrEqual(plot.right);
});

test('a funnel draws all its bars on one scale, and shortens names that have no room', () => {
  const svg = funnelChart({
    title: 'a',
    bars: [
      { name: 'scheduled', parts: [{ mark: 'bar', count: 300 }], label: '300 · 100 %' },
      {
        ...{ name: 'a-step-with-a-long-name', label: '150 · 50 %' },
        parts: [
          { mark: 'bar', count: 150 },
          { mark: 'bar lost', count: 30 },
          { mark: 'gap many', count: 0 },
        ],
      },
    ],
  });
  expect(svg).toContain('class="bar lost"');
  expect(svg).not.toContain('gap');
  const [whole = 0, half = 0] = [...svg.matchAll(/width="([\d.]+)" height="20"/g)].map(([, width]) => Number(width));
  expect(half / whole).toBeCloseTo(0.5, 2);
  expect(svg).toContain('>a-step-with-a…<');
  expect(svg).toContain('150 · 50 %');
});

test('a heat map has a cell for each count that is not zero, the stronger the more', () => {
  const heat = {
    columnMs: 1_000,
    boundsMs: [1, 10, 100],
    counts: [
      [1, 0, 0],
      [0, 50, 2],
    ],
  };
  const svg = heatChart({ title: 'a', heat, stages: [], xLabel: 'seconds', yLabel: 'ms', format });
  expect([...svg.matchAll(/class="h(\d)"/g)].map(([, shade]) => Number(shade))).toEqual([2, 6, 2]);
  expect(svg).not.toMatch(/NaN|Infinity/);
});

const chartsOf = (result: RunResult, language: Language): Chart[] => [
  ...funnelCharts(result, language),
  ...timeCharts(result, language),
  ...distributionCharts(result, language),
];

describe('the charts of a run', () => {
  test.each(codes)('each have a name, a drawing with words for who cannot see it, and its numbers, in %s', (code) => {
    for (const result of [sampleResult(), troubled]) {
      const charts = chartsOf(result, languages[code]);
      expect(charts.length).toBeGreaterThan(6);
      for (const { title, drawing, numbers, legend } of charts) {
        const svg = drawChart(drawing);
        expect(svg).toContain(`aria-label="${xml(title)}`);
        expect(numbers.rows.length).toBeGreaterThan(0);
        for (const row of numbers.rows) expect(row).toHaveLength(numbers.columns.length);
        expect(new Set(legend.map(({ mark }) => mark)).size).toBe(legend.length);
        expect(lines(svg).length).toBe(legend.filter(({ mark }) => mark.startsWith('line')).length);
      }
    }
  });

  test('are none of a run without samples and without journeys', () => {
    expect(
      chartsOf({ ...neverBegan, accounting: { ...neverBegan.accounting, scheduled: null } }, languages.en),
    ).toEqual([]);
  });

  test('have tables of at most a hundred and twenty rows, each the highest of what it stands for', () => {
    const {
      series: { windows: series },
    } = sampleResult();
    const long = Array.from({ length: 600 }, (_, second) => (second === 333 ? 50 : 1));
    const result = sampleResult({ series: series && { ...series, offered: long, started: long, ended: long } });
    const [rate] = timeCharts(result, languages.en);
    expect(rate?.numbers.rows).toHaveLength(120);
    expect(rate?.numbers.rows.filter(([, offered]) => offered === '50')).toHaveLength(1);
    expect(rate?.numbers.rows[66]).toEqual(['330', '50', '50', '50']);
  });

  test('draw no percentile of too few samples: in windows of 71 requests there is no p95, of 72 there is', () => {
    const {
      series: { windows },
    } = sampleResult();
    const ofWindows = (count: number) => {
      const requests = windows && { ...windows.requests, n: windows.requests.n.map(() => count) };
      const series = windows && requests && { ...windows, requests, steps: [] };
      const [, latency] = timeCharts(sampleResult({ series }), languages.en);
      return latency?.legend.map(({ name }) => name);
    };
    expect(ofWindows(5)).toEqual(['max']);
    expect(ofWindows(71)).toEqual(['p50', 'max']);
    expect(ofWindows(72)).toEqual(['p50', 'p95', 'max']);
  });

  test('end a curve where its samples do, but for the highest value', () => {
    const points = [0, 0.5, 0.95, 0.99, 1].map((q) => ({ q, ms: 100 * q }));
    const percentilesOf = (n: number) => {
      const [curve] = distributionCharts(
        sampleResult({ distributions: [{ name: null, n, points, atLeastFromQ: null }] }),
        languages.en,
      );
      return curve?.numbers.rows.map(([percentile]) => percentile);
    };
    expect(percentilesOf(71)).toEqual(['0', '50', '100']);
    expect(percentilesOf(72)).toEqual(['0', '50', '95', '100']);
    expect(percentilesOf(368)).toEqual(['0', '50', '95', '99', '100']);
  });

  test('say from which percentile on a curve is a lower bound', () => {
    const points = [0.5, 0.9, 0.95, 1].map((q) => ({ q, ms: 100 * q }));
    const distributions = [{ name: null, n: 400, points, atLeastFromQ: 0.9 }];
    const [curve] = distributionCharts(sampleResult({ distributions }), languages.en);
    expect(curve?.numbers.rows.map(([, value]) => value)).toEqual(['50.0 ms', '≥ 90.0 ms', '≥ 95.0 ms', '≥ 100 ms']);
    expect(curve && drawChart(curve.drawing)).toContain('class="gap some"');
  });

  test('hatch the stages in which journeys have no latency, and say how many', () => {
    const latency = timeCharts(troubled, languages.en).filter(({ title }) => title.startsWith('Latency of'));
    expect(latency.length).toBeGreaterThan(1);
    for (const { drawing, legend } of latency) {
      // Of 200 scheduled in the ramp, 5 were unfinished and 20 dropped.
      expect(drawChart(drawing).match(/class="gap some"/g)).toHaveLength(1);
      expect(drawChart(drawing)).toContain('>12.5 % without latency<');
      expect(legend.at(-1)?.name).toContain('hatched');
    }
    const [, well] = timeCharts(sampleResult(), languages.en);
    expect(well && drawChart(well.drawing)).not.toContain('gap');
  });

  test('leave what is not known of a funnel a dash, never a zero', () => {
    const { steps } = sampleResult().latency;
    const result = sampleResult({ steps: steps.map((step) => ({ ...step, unfinished: null })) });
    const [funnel] = funnelCharts(result, languages.en);
    expect(funnel?.numbers.rows.map((row) => row.at(-1))).toEqual(['—', '—', '—', '—', '—']);
  });
});
