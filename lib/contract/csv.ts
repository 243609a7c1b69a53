// CSV (RFC 4180). k6 reads the data of scenarios with it, Node checks them, and reads and writes users.

export interface CsvRow {
  readonly cells: readonly string[];
  /** Where it starts, from 1. */
  readonly line: number;
}

/** One field and what ends it: quoted (quotes in it doubled) or plain, then a comma, a line break or the end. */
const field = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|\r|$)/y;

/** A quote where none may be, or one without its other. */
export class StrayQuoteError extends Error {
  readonly line: number;
  constructor(line: number) {
    super(`line ${line} has an unclosed or stray quote`);
    this.line = line;
  }
}

/** The rows of a CSV; empty lines are left out. Throws a StrayQuoteError. */
export const parseCsv = (text: string): CsvRow[] => {
  const rows: CsvRow[] = [];
  eachRow(text, (cells, line) => rows.push({ cells, line }));
  return rows;
};

/**
 * The rows of a CSV as they are written, for `parseCsv` to read one by one: where there are a million of them, k6 could
 * not hold their cells at once. Throws a StrayQuoteError.
 */
export const csvRecords = (text: string): string[] => {
  if (!text.includes('"')) return text.split(/[\r\n]+/).filter((record) => record.trim() !== '');
  const records: string[] = [];
  eachRow(text, (_cells, _line, from, to) => records.push(text.slice(from, to)));
  return records;
};

type OnRow = (cells: readonly string[], line: number, from: number, to: number) => void;

const eachRow = (text: string, onRow: OnRow): void => {
  let cells: string[] = [];
  let [from, start, line] = [0, 1, 1];
  for (let at = 0; at < text.length; ) {
    field.lastIndex = at;
    const [whole, quoted, plain = '', end] = field.exec(text) ?? [];
    if (whole === undefined) throw new StrayQuoteError(line);
    at += whole.length;
    line += whole.split(/\r\n|\r|\n/).length - 1;
    cells.push(quoted?.replaceAll('""', '"') ?? plain.trim());
    if (end === ',' && at < text.length) continue;
    if (end === ',') cells.push('');
    if (cells.length > 1 || quoted !== undefined || cells[0] !== '') onRow(cells, start, from, at);
    cells = [];
    start = line;
    from = at;
  }
};

/** Rows as CSV; a field is quoted where it must be. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  rows.map((cells) => `${cells.map(quotedIfNeeded).join(',')}\n`).join('');

const quotedIfNeeded = (cell: string): string =>
  /[",\r\n]|^\s|\s$/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
