import { ArtifactError } from '../../model/errors.ts';
import { splitCsvLine } from './sample-rows.ts';

const lineFeed = 10;
const quote = 34;

/** How a row begins: a metric, a stamp (digits or RFC 3339) and a value. */
const rowStart = /^[^,\n]+,(?:\d{9,19}|\d{4}-\d\d-\d\dT[\d:.Z+-]+),[-+\d.eE]+(?:,|$)/;
/** How a row begins that follows another line. */
const nextRowStart = /\n\w+,[\dTZ:.+-]{9,},/;

/**
 * Whether a line is a row with this number of columns. Several writers of one file splice their rows into each other.
 */
export const isRow = (line: string, columns: number): boolean =>
  rowStart.test(line) && splitCsvLine(line).length === columns;

/** Whether several lines are one row with line breaks in it, or rows that a stray quote ties together. */
export const isOneRow = (lines: string, columns: number): boolean =>
  splitCsvLine(lines).length === columns && !nextRowStart.test(lines);

/** Where the line that holds `from` ends, quoted line breaks passed over; -1 when it does not. */
export function endOfLine(data: Buffer, from: number): number {
  let isQuoted = false;
  for (let at = from; at < data.length; at++) {
    if (data[at] === quote) isQuoted = !isQuoted;
    else if (data[at] === lineFeed && !isQuoted) return at;
  }
  return -1;
}

/** The columns that a file's first line names. */
export function headerOf(file: string, line: string): string[] {
  const columns = splitCsvLine(line.replace(/\r$/, ''));
  if (columns[0] !== 'metric_name' || columns[1] !== 'timestamp' || columns[2] !== 'metric_value') {
    throw notCsv(file, line.slice(0, 40));
  }
  return columns;
}

export const notCsv = (file: string, seen: string): ArtifactError =>
  new ArtifactError(
    seen === ''
      ? `${file} is empty`
      : `${file} is not csv output of k6: its first line does not begin with metric_name,timestamp,metric_value`,
    { hint: 'record one with: k6 run --out csv=samples.csv.gz' },
  );
