import { scalePoint } from 'd3-scale';
import { type Axis, at, axes, plot, svg, valueAxis } from './frame.ts';

export interface RangeChart {
  readonly title: string;
  /** In the order of the axis. */
  readonly points: readonly RangePoint[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: (value: number) => string;
}

interface RangePoint {
  readonly label: string;
  readonly value: number;
  readonly low: number;
  readonly high: number;
  readonly isGood: boolean;
}

/** What each setting came to, with its interval. */
export function rangeChart({ title, points, xLabel, yLabel, format }: RangeChart): string {
  const scale = scalePoint(
    points.map((_, index) => index),
    [plot.left, plot.right],
  ).padding(0.5);
  const place = (index: number) => scale(index) ?? plot.left;
  const x: Axis = { place, label: xLabel, ticks: points.map(({ label }, value) => ({ value, label })) };
  const y = valueAxis(Math.max(0, ...points.map(({ high }) => high)), yLabel, format);
  return svg(title, `${xLabel}, ${yLabel}`, [
    ...axes(x, y),
    ...points.map((point, index) => mark(place(index), point, y)),
  ]);
}

function mark(x: number, { value, low, high, isGood }: RangePoint, y: Axis): string {
  const name = `point ${isGood ? 'good' : 'bad'}`;
  const whisker = `M${at(x)} ${at(y.place(low))}V${at(y.place(high))}`;
  const point = `<circle class="${name}" cx="${at(x)}" cy="${at(y.place(value))}" r="3.5"/>`;
  return `<path class="axis" d="${whisker}"/>${point}`;
}
