import type { createColors } from 'picocolors';
import { printable } from '../../lib/model/printable.ts';
import type { Table } from '../views/tables.ts';
import { columnsOf, padEnd, padStart } from '../views/text-width.ts';

export type Colors = ReturnType<typeof createColors>;

/** A table for a terminal: its title, its columns where they have names, its rows. */
export function renderTable({ title, columns, ...table }: Table, colors: Colors): string[] {
  const rows = table.rows.map((row) => row.map(printable));
  const widths = columns.map(({ label }, index) =>
    Math.max(columnsOf(label), ...rows.map((row) => columnsOf(row[index] ?? ''))),
  );
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, index) => (columns[index]?.isNumber ? padStart : padEnd)(cell, widths[index] ?? 0))
      .join('  ')
      .trimEnd();
  const marks = { '✓': colors.green, '✗': colors.red, '?': colors.yellow, '!': colors.yellow } as const;
  const paintMark = (text: string) =>
    text.replace(/^ {2}([✓✗?!])/, (_, found: keyof typeof marks) => `  ${marks[found](found)}`);
  return [
    colors.bold(title),
    ...(columns.some(({ label }) => label !== '') ? [colors.dim(`  ${line(columns.map(({ label }) => label))}`)] : []),
    ...rows.map((row) => paintMark(`  ${line(row)}`)),
  ];
}
