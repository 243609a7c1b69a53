import { line } from 'd3-shape';
import type { StageResult } from '../../lib/model/result.ts';
import { type Axis, at, axes, type Gap, gapBands, plot, stageBands, svg, timeAxis, valueAxis, xml } from './frame.ts';

export interface Line {
  readonly name: string;
  /** By window; null where there is nothing. */
  readonly values: readonly (number | null)[];
}

export interface LineChart {
  readonly title: string;
  readonly lines: readonly Line[];
  readonly windowS: number;
  readonly stages: readonly StageResult[];
  readonly xLabel: string;
  readonly yLabel: string;
  readonly format: (value: number) => string;
  /** A limit to be drawn with the values. */
  readonly limit?: { readonly value: number; readonly name: string } | undefined;
  readonly gaps?: readonly Gap[] | undefined;
}

/** Lines over time from zero up, with the stages as bands. Lines differ in dashes as well as in colour. */
export function lineChart({ title, lines, windowS, stages, xLabel, yLabel, format, limit, gaps }: LineChart): string {
  const count = Math.max(0, ...lines.map(({ values }) => values.length));
  const all = lines.flatMap(({ values }) => values.filter((value) => value !== null));
  const highest = Math.max(0, ...all);
  const x = timeAxis(count * windowS, xLabel, format);
  // A limit far above all values would press them to the ground.
  const isLimitNear = limit !== undefined && limit.value <= 2 * highest;
  const y = valueAxis(isLimitNear ? Math.max(highest, limit.value) : highest, yLabel, format);
  return svg(title, lines.map(({ name }) => name).join(', '), [
    ...stageBands(stages, x),
    ...gapBands(gaps ?? [], x),
    ...axes(x, y),
    ...(isLimitNear ? limitLine(limit, y.place(limit.value)) : []),
    ...lines.map(({ values }, index) => `<path class="line l${index + 1}" d="${pathOf(values, windowS, x, y)}"/>`),
  ]);
}

const limitLine = ({ name }: { readonly name: string }, height: number): string[] => [
  `<path class="limit" d="M${plot.left} ${at(height)}H${plot.right}"/>`,
  `<text class="tick" x="${plot.right}" y="${at(height - 4)}" text-anchor="end">${xml(name)}</text>`,
];

/**
 * Through the middles of the windows, broken where there is nothing; a window with nothing on either side is a short
 * dash, since a line of one point would not show.
 */
function pathOf(values: readonly (number | null)[], windowS: number, x: Axis, y: Axis): string {
  const draw = line<number | null>()
    .defined((value) => value !== null)
    .x((_, index) => x.place((index + 0.5) * windowS))
    .y((value) => y.place(value ?? 0))
    .digits(1);
  const path = draw(values as (number | null)[]) ?? '';
  return path.replace(/M([\d.-]+),([\d.-]+)Z/g, (_, x: string, y: string) => `M${at(Number(x) - 1.5)},${y}h3`);
}
