import { printable, withoutCommands } from '../../lib/model/printable.ts';
import type { Document } from '../document.ts';

/** The table of plain numbers as CSV (RFC 4180): units in the names of the columns, the same in every language. */
export default function renderCsv({ rows }: Document): string {
  return rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

/** A spreadsheet takes a text that begins with one of =+-@ for a formula, blanks before it or not. */
function cell(value: number | string | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return `${Number(value.toFixed(6))}`;
  const text = withoutCommands(printable(value));
  const safe = /^\s*[=+\-@]/.test(text) ? `'${text}` : text;
  return /[",]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
