import { scaleLinear } from 'd3-scale';
import { type Axis, at, axes, plot, svg, valueAxis } from './frame.ts';

/** One trial: a rate, and what it came to. */
export interface RatePoint {
  readonly rate: number;
  readonly value: number;
  readonly isGood: boolean;
}

export interface RateChart {
  readonly title: string;
  readonly points: readonly RatePoint[];
  /** An interval of rates, shaded. */
  readonly band: { readonly low: number; readonly high: number } | undefined;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: (value: number) => string;
}

/** What each rate came to: a dot where it was good, a cross where it was not. */
export function rateChart({ title, points, band, xLabel, yLabel, format }: RateChart): string {
  const highest = Math.max(1e-9, band?.high ?? 0, ...points.map(({ rate }) => rate));
  const scale = scaleLinear([0, highest], [plot.left, plot.right]).nice(6);
  const x: Axis = {
    place: scale,
    label: xLabel,
    ticks: scale.ticks(6).map((value) => ({ value, label: format(value) })),
  };
  const y = valueAxis(Math.max(0, ...points.map(({ value }) => value)), yLabel, format);
  return svg(title, `${xLabel}, ${yLabel}`, [
    ...(band === undefined ? [] : [bandOf(x.place(band.low), x.place(band.high))]),
    ...axes(x, y),
    ...points.map(({ rate, value, isGood }) => mark(x.place(rate), y.place(value), isGood)),
  ]);
}

function bandOf(from: number, to: number): string {
  const [width, height] = [at(Math.max(1, to - from)), plot.bottom - plot.top];
  return `<rect class="band" x="${at(from)}" y="${plot.top}" width="${width}" height="${height}"/>`;
}

const mark = (x: number, y: number, isGood: boolean): string =>
  isGood
    ? `<circle class="point good" cx="${at(x)}" cy="${at(y)}" r="3.5"/>`
    : `<path class="point bad" d="M${at(x - 3.5)} ${at(y - 3.5)}l7 7m0 -7l-7 7"/>`;
