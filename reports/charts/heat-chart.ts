import { scaleLog } from 'd3-scale';
import type { Series, StageResult } from '../../lib/model/result.ts';
import { type Axis, at, axes, plot, stageBands, svg, timeAxis } from './frame.ts';

export interface HeatChart {
  readonly title: string;
  readonly heat: Series['heat'];
  readonly stages: readonly StageResult[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: (value: number) => string;
}

/** Shades of one color: few enough to be distinguished. */
const shades = 6;

/** Requests by latency (logarithmic, from the bottom up) and time; the darker, the more. */
export function heatChart({ title, heat, stages, xLabel, yLabel, format }: HeatChart): string {
  const { columnMs, boundsMs, counts } = heat;
  const [lowest = 1] = boundsMs;
  const step = boundsMs.length > 1 ? (boundsMs[1] as number) / lowest : 10 ** 0.125;
  const topMs = (boundsMs.at(-1) ?? 1) * step;
  const x = timeAxis((counts.length * columnMs) / 1_000, xLabel, format);
  const scale = scaleLog([lowest, topMs], [plot.bottom, plot.top]);
  const decades = Array.from({ length: 12 }, (_, index) => 10 ** (index - 3)).filter(
    (ms) => ms >= lowest && ms <= topMs,
  );
  const y: Axis = { place: scale, label: yLabel, ticks: decades.map((value) => ({ value, label: format(value) })) };
  const highest = Math.max(1, ...counts.flat());
  const shadeOf = (count: number) => Math.min(shades, Math.ceil((Math.log1p(count) / Math.log1p(highest)) * shades));
  const cells = counts.flatMap((column, index) => {
    const left = x.place((index * columnMs) / 1_000);
    const width = x.place(((index + 1) * columnMs) / 1_000) - left;
    return column.flatMap((count, row) => {
      const bound = boundsMs[row];
      if (count === 0 || bound === undefined) return [];
      const top = scale(bound * step);
      const size = `width="${at(width + 0.2)}" height="${at(scale(bound) - top + 0.2)}"`;
      return [`<rect class="h${shadeOf(count)}" x="${at(left)}" y="${at(top)}" ${size}/>`];
    });
  });
  return svg(title, '', [...stageBands(stages, x), ...axes(x, y), ...cells]);
}
