import { createReadStream } from 'node:fs';
import { createGunzip } from 'node:zlib';

/** One row of k6's csv output, by column name; `''` where the row has no value. */
export type CsvRow = (column: string) => string;

/**
 * Calls `onRow` for each whole row of a k6 csv file (gzip). Resolves with whether the file was whole: a k6 that was killed leaves a truncated stream, of which everything
 * up to the damage is read. Rows of which `wants` refuses the metric are skipped before they are split.
 */
export async function readCsvRows(
  path: string,
  wants: (metric: string) => boolean,
  onRow: (metric: string, row: CsvRow) => void,
): Promise<{ isWhole: boolean }> {
  let columns: Map<string, number> | undefined;
  let width = 0;
  let fields: string[] = [];
  const row: CsvRow = (column) => fields[columns?.get(column) ?? -1] ?? '';
  // A quoted field may hold line breaks.
  let open = '';
  const onLine = (text: string) => {
    const line = open + text;
    if (columns === undefined) {
      const names = splitLine(line);
      width = names.length;
      columns = new Map(names.map((name, index) => [name, index]));
      return;
    }
    const metric = line.slice(0, line.indexOf(','));
    open = '';
    if (!wants(metric)) return;
    if (isQuoteOpen(line)) {
      open = `${line}\n`;
      return;
    }
    fields = splitLine(line);
    if (fields.length === width) onRow(metric, row);
  };

  let rest = '';
  try {
    const decoder = new TextDecoder();
    for await (const chunk of createReadStream(path, { highWaterMark: 1 << 18 }).pipe(createGunzip())) {
      const lines = (rest + decoder.decode(chunk as Buffer, { stream: true })).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) onLine(line);
    }
  } catch {
    return { isWhole: false };
  }
  return { isWhole: rest === '' && open === '' && columns !== undefined };
}

const isQuoteOpen = (line: string): boolean => line.includes('"') && line.split('"').length % 2 === 0;

/** The fields of a csv line; quotes as in RFC 4180. */
export function splitLine(line: string): string[] {
  if (!line.includes('"')) return line.split(',');
  const fields: string[] = [];
  for (const [, quoted, plain] of `,${line}`.matchAll(/,(?:"((?:[^"]|"")*)"|([^,]*))/g)) {
    fields.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
  }
  return fields;
}

/** The value of a tag in k6's `extra_tags` column (`a=1&b=2`), or `''`. */
export function tagOf(extraTags: string, name: string): string {
  const at = extraTags.startsWith(`${name}=`) ? 0 : extraTags.indexOf(`&${name}=`) + 1;
  if (at === 0 && !extraTags.startsWith(`${name}=`)) return '';
  const start = at + name.length + 1;
  const end = extraTags.indexOf('&', start);
  return extraTags.slice(start, end === -1 ? undefined : end);
}
