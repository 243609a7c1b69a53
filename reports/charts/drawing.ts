import { type CurveChart, curveChart } from './curve-chart.ts';
import { type FlameChart, flameChart } from './flame-chart.ts';
import { type FunnelChart, funnelChart } from './funnel-chart.ts';
import { type HeatChart, heatChart } from './heat-chart.ts';
import { type LineChart, lineChart } from './line-chart.ts';
import { type RangeChart, rangeChart } from './range-chart.ts';
import { type RateChart, rateChart } from './rate-chart.ts';

/** What a chart shows, as data. */
export type ChartDrawing =
  | ({ readonly kind: 'lines' } & LineChart)
  | ({ readonly kind: 'curve' } & CurveChart)
  | ({ readonly kind: 'heat' } & HeatChart)
  | ({ readonly kind: 'funnel' } & FunnelChart)
  | ({ readonly kind: 'rates' } & RateChart)
  | ({ readonly kind: 'ranges' } & RangeChart)
  | ({ readonly kind: 'flame' } & FlameChart);

/** The chart as an SVG. */
export function drawChart(drawing: ChartDrawing): string {
  switch (drawing.kind) {
    case 'lines':
      return lineChart(drawing);
    case 'curve':
      return curveChart(drawing);
    case 'heat':
      return heatChart(drawing);
    case 'funnel':
      return funnelChart(drawing);
    case 'rates':
      return rateChart(drawing);
    case 'ranges':
      return rangeChart(drawing);
    case 'flame':
      return flameChart(drawing);
  }
}

/** What hatched marks are filled with: once in a page. */
export const hatchPattern = [
  '<svg class="patterns" width="0" height="0" aria-hidden="true"><defs>',
  '<pattern id="hatch" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">',
  '<path class="hatch" d="M0 0V6"/></pattern></defs></svg>',
].join('');
