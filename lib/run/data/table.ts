import { type CsvRow, parseCsv, StrayQuoteError } from '../../contract/csv.ts';
import { UsageError } from '../../model/errors.ts';

/**
 * The rows of a CSV whose first line names its columns. Throws a UsageError that names the line of a stray quote, or of
 * a row with more or fewer fields.
 */
export function parseTable(text: string, file: string): Readonly<Record<string, string>>[] {
  const [header, ...rows] = csvRows(text, file);
  const columns = header?.cells.map((column) => column.trim()) ?? [];
  return rows.map(({ cells, line }) => {
    if (cells.length !== columns.length) {
      throw new UsageError(`${file}: line ${line} has ${cells.length} fields, the header has ${columns.length}`, {
        hint: 'correct the line; put a field with a comma or a quote in it in quotes',
      });
    }
    return Object.fromEntries(columns.map((column, at) => [column, cells[at] ?? '']));
  });
}

function csvRows(text: string, file: string): CsvRow[] {
  try {
    return parseCsv(text);
  } catch (error) {
    if (!(error instanceof StrayQuoteError)) throw error;
    throw new UsageError(`${file}: ${error.message}`, {
      hint: 'write "say ""hello""" for a field with quotes in it',
      cause: error,
    });
  }
}
