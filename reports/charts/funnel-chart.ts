import { at, chartWidth, xml } from './frame.ts';

export interface FunnelBar {
  readonly name: string;
  /** From left to right; the first is what came through. */
  readonly parts: readonly { readonly mark: string; readonly count: number }[];
  /** Beside the bar. */
  readonly label: string;
}

export interface FunnelChart {
  readonly title: string;
  readonly bars: readonly FunnelBar[];
}

const rowHeight = 30;
const labelWidth = 120;
const maxNameLength = 14;

/** Bars of how many of the scheduled journeys came how far, and what became of the others, all on one scale. */
export function funnelChart({ title, bars }: FunnelChart): string {
  const lengthOf = ({ parts }: FunnelBar) => parts.reduce((sum, { count }) => sum + count, 0);
  const highest = Math.max(1, ...bars.map(lengthOf));
  const unit = (chartWidth - labelWidth - 130) / highest;
  return [
    `<svg viewBox="0 0 ${chartWidth} ${bars.length * rowHeight + 8}" role="img" aria-label="${xml(title)}">`,
    ...bars.map((bar, index) => drawBar(bar, index * rowHeight + rowHeight / 2 + 4, unit, lengthOf(bar))),
    '</svg>',
  ].join('\n');
}

function drawBar({ name, parts, label }: FunnelBar, middle: number, unit: number, length: number): string {
  const shortName = name.length > maxNameLength ? `${name.slice(0, maxNameLength - 1)}…` : name;
  let left = labelWidth;
  const rects = parts
    .filter(({ count }, index) => count > 0 || index === 0)
    .map(({ mark, count }) => {
      const width = Math.max(1, count * unit);
      const rect = `<rect class="${mark}" x="${at(left)}" y="${middle - 10}" width="${at(width)}" height="20"/>`;
      left += width;
      return rect;
    });
  const side = 'dy=".32em"';
  return [
    `<text class="tick" x="${labelWidth - 8}" y="${middle}" ${side} text-anchor="end">${xml(shortName)}</text>`,
    ...rects,
    `<text class="tick" x="${at(labelWidth + length * unit + 6)}" y="${middle}" ${side}>${xml(label)}</text>`,
  ].join('');
}
