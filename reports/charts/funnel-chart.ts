import { at, chartWidth, xml } from './frame.ts';

export interface FunnelBar {
  readonly name: string;
  readonly count: number;
  /** Of all scheduled. */
  readonly share: string;
}

const rowHeight = 30;
const labelWidth = 120;

/** Bars of how many of the scheduled journeys came how far, all on one scale. */
export function funnelChart(title: string, bars: readonly FunnelBar[], format: (count: number) => string): string {
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const room = chartWidth - labelWidth - 130;
  const height = bars.length * rowHeight + 8;
  return [
    `<svg viewBox="0 0 ${chartWidth} ${height}" role="img" aria-label="${xml(title)}">`,
    ...bars.map(({ name, count, share }, index) => {
      const width = (count / most) * room;
      const middle = index * rowHeight + rowHeight / 2 + 4;
      return [
        `<text class="tick" x="${labelWidth - 8}" y="${middle}" dy=".32em" text-anchor="end">${xml(name.length > 14 ? `${name.slice(0, 13)}…` : name)}</text>`,
        `<rect class="bar" x="${labelWidth}" y="${middle - 10}" width="${at(Math.max(1, width))}" height="20"/>`,
        `<text class="tick" x="${at(labelWidth + width + 6)}" y="${middle}" dy=".32em">${xml(`${format(count)} · ${share}`)}</text>`,
      ].join('');
    }),
    '</svg>',
  ].join('\n');
}
