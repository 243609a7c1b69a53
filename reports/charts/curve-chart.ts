import { scaleLog } from 'd3-scale';
import { line } from 'd3-shape';
import type { Distribution } from '../../lib/model/result.ts';
import { type Axis, axes, gapBand, plot, svg, valueAxis } from './frame.ts';

export interface CurveChart {
  readonly title: string;
  readonly curves: readonly { readonly name: string; readonly points: Distribution['points'] }[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: (value: number) => string;
  /** From this quantile on, values are lower bounds. */
  readonly atLeastFrom?: { readonly q: number; readonly label: string } | undefined;
}

const marked = [0, 0.5, 0.9, 0.99, 0.999, 0.9999] as const;

/**
 * Latency by percentile as HdrHistogram draws it: an axis of 1/(1 − q), so that each further nine takes as much room.
 */
export function curveChart({ title, curves, xLabel, yLabel, format, atLeastFrom }: CurveChart): string {
  const points = curves.flatMap((curve) => curve.points);
  // The largest value is drawn where the last available percentile would be.
  const last = Math.max(0.9, ...points.map(({ q }) => q).filter((q) => q < 1));
  const end = 1 / (1 - last) ** 1.15;
  const scale = scaleLog([1, end], [plot.left, plot.right]);
  const x: Axis = {
    place: (q) => scale(Math.min(end, 1 / Math.max(1e-9, 1 - q))),
    label: xLabel,
    ticks: marked.filter((q) => q <= last).map((q) => ({ value: q, label: `${Number((q * 100).toFixed(4))}` })),
  };
  const y = valueAxis(Math.max(0, ...points.map(({ ms }) => ms)), yLabel, format);
  const draw = line<{ q: number; ms: number }>()
    .x(({ q }) => x.place(q))
    .y(({ ms }) => y.place(ms))
    .digits(1);
  return svg(title, curves.map(({ name }) => name).join(', '), [
    ...(atLeastFrom === undefined ? [] : gapBand('some', x.place(atLeastFrom.q), plot.right, atLeastFrom.label)),
    ...axes(x, y),
    ...curves.map((curve, index) => `<path class="line l${index + 1}" d="${draw([...curve.points]) ?? ''}"/>`),
  ]);
}
