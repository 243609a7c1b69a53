import type { createColors } from 'picocolors';
import { printable } from '../../lib/model/printable.ts';
import type { Column, Table } from '../document.ts';
import { columnsOf, cutTo, padEnd, padStart } from '../text-width.ts';

export type Colors = ReturnType<typeof createColors>;

/**
 * Columns of a terminal that a table may take; a wider one is folded by the terminal itself, and cannot be read.
 * @internal Tested by itself.
 */
export const maxTableColumns = 120;

const gap = 2;

/** A table for a terminal: its columns where they have names, its rows. */
export function renderTable(table: Table, colors: Colors): string[] {
  const { columns, rows } = fitted({ ...table, rows: table.rows.map((row) => row.map(printable)) });
  const widths = widthsOf({ columns, rows });
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (columns[index]?.isNumber ? padStart : padEnd)(cell, widths[index] ?? 0))
      .join(' '.repeat(gap))
      .trimEnd();
  const marks = { '✓': colors.green, '✗': colors.red, '?': colors.yellow, '!': colors.yellow } as const;
  const paintMark = (text: string) =>
    text.replace(/^ {2}([✓✗?!])/, (_, found: keyof typeof marks) => `  ${marks[found](found)}`);
  return [
    ...(columns.some(({ label }) => label !== '') ? [colors.dim(`  ${line(columns.map(({ label }) => label))}`)] : []),
    ...rows.map((row) => paintMark(`  ${line(row)}`)),
  ];
}

type Grid = Pick<Table, 'columns' | 'rows'>;

/** The table as wide as it may be: columns that can be missed are dropped, then the widest text is cut. */
function fitted(grid: Grid): Grid {
  const widths = widthsOf(grid);
  const excess = 2 + widths.reduce((sum, width) => sum + width + gap, -gap) - maxTableColumns;
  if (excess <= 0) return grid;
  const drops = grid.columns.map(({ dropOrder }) => dropOrder ?? 0);
  const highest = Math.max(...drops);
  if (highest > 0) return fitted(without(grid, drops.lastIndexOf(highest)));
  const index = widestText(grid.columns, widths);
  const room = Math.max(minTextColumns, (widths[index] ?? 0) - excess);
  const rows = grid.rows.map((row) => row.map((cell, at) => (at === index ? cutTo(cell, room) : cell)));
  const isCut = widthsOf({ ...grid, rows })[index] !== widths[index];
  return isCut ? fitted({ ...grid, rows }) : { ...grid, rows };
}

const minTextColumns = 8;

const without = ({ columns, rows }: Grid, dropped: number): Grid => ({
  columns: columns.filter((_, index) => index !== dropped),
  rows: rows.map((row) => row.filter((_, index) => index !== dropped)),
});

const widestText = (columns: readonly Column[], widths: readonly number[]): number => {
  const texts = widths.map((width, index) => (columns[index]?.isNumber ? 0 : width));
  return texts.indexOf(Math.max(...texts));
};

const widthsOf = ({ columns, rows }: Grid): number[] =>
  columns.map(({ label }, index) => Math.max(columnsOf(label), ...rows.map((row) => columnsOf(row[index] ?? ''))));
