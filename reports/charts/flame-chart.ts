import type { CpuProfile, FlameNode } from '../../lib/model/result.ts';
import { at, chartWidth, xml } from './frame.ts';

export interface FlameChart {
  readonly title: string;
  readonly flame: CpuProfile['flame'];
  /** The group (a package, `app`, `node:core`, `engine`) of each mark, at most four. */
  readonly groups: readonly string[];
  readonly format: (ratio: number) => string;
}

const rowHeight = 14;
const charWidth = 5.2;
const padding = 3;

/** Calls as boxes, the callers on top; as wide as the part of the busy time that they took, with what they called. */
export function flameChart({ title, flame, groups, format }: FlameChart): string {
  const rows = flame.reduce((most, { depth }) => Math.max(most, depth + 1), 0);
  const height = rows * rowHeight;
  const markOf = ({ group }: FlameNode) => flameMark(groups.indexOf(group));
  const boxes = flame.flatMap((node) => {
    const [x, y, width] = [node.from * chartWidth, node.depth * rowHeight, node.ratio * chartWidth];
    const chars = Math.floor((width - 2 * padding) / charWidth);
    const name = node.name.length > chars ? `${node.name.slice(0, Math.max(0, chars - 1))}…` : node.name;
    const label = chars < 3 ? '' : `<text x="${at(x + padding)}" y="${y + rowHeight - 4}">${xml(name)}</text>`;
    const about = xml(`${node.name} (${node.group}): ${format(node.ratio)}`);
    const size = `width="${at(Math.max(0.3, width - 0.4))}" height="${rowHeight - 1}"`;
    return [`<g><title>${about}</title><rect class="${markOf(node)}" x="${at(x)}" y="${y}" ${size}/>${label}</g>`];
  });
  const box = `viewBox="0 0 ${chartWidth} ${height}"`;
  return [`<svg class="flame" ${box} role="img" aria-label="${xml(title)}">`, ...boxes, '</svg>'].join('\n');
}

/** The mark of a group by its place; the last one is for all others. */
export const flameMark = (index: number): string => `flame${index < 0 || index > 3 ? 4 : index}`;
