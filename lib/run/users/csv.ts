import { UsageError } from '../../model/errors.ts';

interface CsvRow {
  readonly cells: readonly string[];
  /** Where it starts, from 1. */
  readonly line: number;
}

/** One field and what ends it: quoted (quotes in it doubled) or plain, then a comma, a line break or the end. */
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;

/** The rows of a CSV (RFC 4180); empty lines are left out. Throws a UsageError that names the line of a stray quote. */
export function parseCsv(text: string, file: string): CsvRow[] {
  const rows: CsvRow[] = [];
  let cells: string[] = [];
  let start = 1;
  let line = 1;
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const [whole, quoted, plain = '', end] = field.exec(text) ?? [];
    if (whole === undefined) {
      throw new UsageError(`${file}: line ${line} has an unclosed or stray quote`, {
        hint: 'write "say ""hello""" for a field with quotes in it',
      });
    }
    at += whole.length;
    line += whole.split(/\r\n|\r|\n/).length - 1;
    cells.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end === ',' && at < text.length) continue;
    if (end === ',') cells.push('');
    if (cells.length > 1 || quoted !== undefined || cells[0] !== '') rows.push({ cells, line: start });
    cells = [];
    start = line;
  }
  return rows;
}

/** Rows as CSV; a field is quoted where it must be. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(quotedIfNeeded).join(',')}\n`).join('');

const quotedIfNeeded = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
