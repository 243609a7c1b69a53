import { scaleLinear } from 'd3-scale';
import { inMarkup, printable, withoutCommands } from '../../lib/model/printable.ts';
import type { StageResult } from '../../lib/model/result.ts';

/** Small enough for a telephone, where the style sheet makes its text larger, large enough for a page. */
export const chartWidth = 480;
const chartHeight = 240;
const margin = { top: 26, right: 14, bottom: 38, left: 60 } as const;

export const plot = {
  left: margin.left,
  right: chartWidth - margin.right,
  top: margin.top,
  bottom: chartHeight - margin.bottom,
} as const;

/** Text for XML: of a target or a user, it must not become markup. */
export const xml = (text: string): string =>
  withoutCommands(
    printable(text).replace(
      /[&<>"']/g,
      (mark) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' })[mark] ?? mark,
    ),
    inMarkup,
  );

/** Coordinates to a tenth of a unit, which is finer than any screen. */
export const at = (value: number): string => `${Math.round(value * 10) / 10}`;

/** A map from values to places on an axis, and the values at which it has marks. */
export interface Axis {
  place(value: number): number;
  readonly ticks: readonly { readonly value: number; readonly label: string }[];
  readonly label: string;
}

/** Time from left to right, seconds from the schedule's origin. */
export function timeAxis(endS: number, label: string, format: (value: number) => string): Axis {
  const scale = scaleLinear([0, Math.max(1, endS)], [plot.left, plot.right]);
  return { place: scale, label, ticks: scale.ticks(7).map((value) => ({ value, label: format(value) })) };
}

/** From zero up: a part of an axis would make small differences look large. */
export function valueAxis(highest: number, label: string, format: (value: number) => string): Axis {
  const scale = scaleLinear([0, highest > 0 ? highest : 1], [plot.bottom, plot.top]).nice(4);
  return { place: scale, label, ticks: scale.ticks(4).map((value) => ({ value, label: format(value) })) };
}

/** An SVG with a name, a description and what is in it. */
export function svg(title: string, description: string, content: readonly string[]): string {
  return [
    `<svg viewBox="0 0 ${chartWidth} ${chartHeight}" role="img" aria-label="${xml(`${title}. ${description}`)}">`,
    ...content,
    '</svg>',
  ].join('\n');
}

/** Grid, marks and labels of both axes. */
export function axes(x: Axis, y: Axis): string[] {
  return [
    ...y.ticks.map(({ value, label }) => {
      const height = at(y.place(value));
      return [
        `<path class="grid" d="M${plot.left} ${height}H${plot.right}"/>`,
        `<text class="tick" x="${plot.left - 6}" y="${height}" dy=".32em" text-anchor="end">${xml(label)}</text>`,
      ].join('');
    }),
    ...x.ticks.map(({ value, label }) => middleText('tick', x.place(value), plot.bottom + 16, label)),
    `<path class="axis" d="M${plot.left} ${plot.bottom}H${plot.right}"/>`,
    `<text class="label" x="${plot.right}" y="${chartHeight - 4}" text-anchor="end">${xml(x.label)}</text>`,
    `<text class="label" x="4" y="12">${xml(y.label)}</text>`,
  ];
}

/** The stages as bands behind a chart over time, every other one shaded. */
export function stageBands(stages: readonly StageResult[], x: Axis): string[] {
  return stages
    .filter(({ shape }) => shape !== 'step')
    .flatMap(({ startMs, durationMs }, index) => {
      if (index % 2 === 0) return [];
      const from = x.place(startMs / 1_000);
      const to = x.place((startMs + durationMs) / 1_000);
      return [bandRect('band', from, to)];
    });
}

/** A stretch of time in which some journeys have no latency: unfinished, or never started. */
export interface Gap {
  readonly fromS: number;
  readonly toS: number;
  /** Of the journeys of that time, 0–1. */
  readonly ratio: number;
  readonly label: string;
  /** Instead of the label where that has no room. */
  readonly shortLabel: string;
}

/** Hatched over the chart, the stronger the more journeys are missing in it. */
export const gapBands = (gaps: readonly Gap[], x: Axis): string[] =>
  gaps.flatMap(({ fromS, toS, ratio, label, shortLabel }) => {
    const [from, to] = [x.place(fromS), x.place(toS)];
    const shown = [label, shortLabel].find((text) => widthOf(text) <= to - from) ?? '';
    return gapBand(ratio < 0.05 ? 'few' : ratio < 0.25 ? 'some' : 'many', from, to, shown);
  });

/** About: letters of Latin are half as wide as others. */
const widthOf = (text: string): number => [...text].reduce((sum, letter) => sum + (letter < '\u0250' ? 6.5 : 12), 0);

/** A hatched part of a chart, and what it says. */
export const gapBand = (strength: 'few' | 'some' | 'many', from: number, to: number, label: string): string[] => [
  bandRect(`gap ${strength}`, from, to),
  middleText('tick gap-label', (from + to) / 2, plot.top + 13, label),
];

const bandRect = (name: string, from: number, to: number): string =>
  `<rect class="${name}" x="${at(from)}" y="${plot.top}" width="${at(to - from)}" height="${plot.bottom - plot.top}"/>`;

const middleText = (name: string, x: number, y: number, text: string): string =>
  `<text class="${name}" x="${at(x)}" y="${y}" text-anchor="middle">${xml(text)}</text>`;
