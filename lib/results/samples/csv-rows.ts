import { isMeasurable } from '../measurable.ts';
import { isAt } from './byte-table.ts';
import { endOfLine, isOneRow, isRow } from './csv-lines.ts';
import { type CsvMetric, CsvSeries } from './csv-series.ts';
import { epochMs, maxTimeDigits, numberOf } from './csv-values.ts';
import { type KnownRow, KnownRows } from './known-rows.ts';
import type { RowWishes } from './sample-rows.ts';

// k6 writes nine rows for each request, of which only two are needed here, and few different tags. So rows are read as
// bytes: what comes before the stamp and what follows the value is compared with the row that came next the last time,
// or looked up among those seen before. Neither is turned into text more than once.

const comma = 44;
const lineFeed = 10;
const quote = 34;
const zero = 48;

/** Reads the rows of k6's csv output. Lines that are no row of these columns are skipped and counted. */
export class CsvRows {
  malformed = 0;
  private readonly columns: number;
  private readonly series: CsvSeries;
  private readonly known = new KnownRows();
  private otherRows = 0;
  private last: CsvMetric | undefined;

  constructor(columns: readonly string[], wishes: RowWishes) {
    this.columns = columns.length;
    this.series = new CsvSeries(columns, wishes, () => {
      this.malformed++;
    });
  }

  get rows(): number {
    return this.known.rows + this.otherRows;
  }

  /** Reads whole lines from `data`; returns where the first one begins that is not whole. */
  read(data: Buffer): number {
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    const mayHaveQuotes = data.includes(quote);
    let from = 0;
    for (;;) {
      const at = this.known.read(data, view, from);
      from = this.readLine(data, view, at, mayHaveQuotes);
      if (from === at) return at;
    }
  }

  /** Reads any line; returns where the next one begins, or where this one does when it is not whole. */
  private readLine(data: Buffer, view: DataView, at: number, mayHaveQuotes: boolean): number {
    let metric = this.last?.next;
    if (metric !== undefined && !isNamedAt(metric, data, view, at)) metric = undefined;
    const nameEnd = metric === undefined ? endOfName(data, at) : at + metric.head.byteLength - 1;
    const lineEnd = mayHaveQuotes ? endOfLine(data, nameEnd) : data.indexOf(lineFeed, nameEnd);
    if (lineEnd === -1) return at;
    const firstEnd = mayHaveQuotes ? data.indexOf(lineFeed, nameEnd) : lineEnd;
    if (firstEnd < lineEnd && !isOneRow(data.toString('latin1', at, lineEnd), this.columns)) {
      // A stray quote, which must not take the next lines with it.
      this.otherRows++;
      this.malformed++;
      return firstEnd + 1;
    }
    if (nameEnd < lineEnd) {
      this.otherRows++;
      metric ??= this.series.metricOf(data, view, at, nameEnd + 1);
      if (this.last !== undefined) this.last.next = metric;
      this.last = metric;
      const row = metric.isWanted
        ? this.readRow(metric, data, view, nameEnd + 1, lineEnd)
        : this.passRow(metric, data, view, at, lineEnd);
      if (row?.isKept) this.known.follow(row);
    } else if (lineEnd > at) this.malformed++;
    return lineEnd + 1;
  }

  /** One row of a wanted metric, from its timestamp to the end of its line. */
  private readRow(metric: CsvMetric, data: Buffer, view: DataView, from: number, to: number): KnownRow | undefined {
    let at = from;
    let time = 0;
    let digit = 0;
    for (; at < to; at++) {
      digit = (data[at] as number) - zero;
      if (digit < 0 || digit > 9) break;
      // Nanoseconds would not fit a double; three digits less do.
      if (at - from < maxTimeDigits) time = time * 10 + digit;
    }
    // Words (rfc3339) end at the next comma, too.
    const timeEnd = data[at] === comma ? at : data.indexOf(comma, at);
    const valueEnd = data.indexOf(comma, timeEnd + 1);
    if (timeEnd === -1 || valueEnd === -1 || valueEnd > to) {
      this.malformed++;
      return undefined;
    }
    const row =
      this.series.find(metric, view, valueEnd, to + 1) ?? this.series.add(metric, data, view, valueEnd, to + 1);
    if (row.take === undefined) return row;
    const isPlainTime = at === timeEnd;
    const atMs = isPlainTime
      ? epochMs(time, Math.min(maxTimeDigits, timeEnd - from))
      : Date.parse(data.toString('latin1', from, timeEnd));
    const value = numberOf(data, timeEnd + 1, valueEnd);
    if (isMeasurable(value) && Number.isFinite(atMs)) row.take(value, atMs);
    else this.malformed++;
    return row;
  }

  /** One row of a metric that is not needed, if it is one. */
  private passRow(metric: CsvMetric, data: Buffer, view: DataView, from: number, to: number): KnownRow | undefined {
    const { rowLengths, head, rows } = metric;
    const hasKnownLength = rowLengths[to - from] === 1;
    if (rows === undefined && hasKnownLength) return undefined;
    const valueEnd = data.indexOf(comma, data.indexOf(comma, from + head.byteLength) + 1);
    const isWhole = valueEnd > from && valueEnd <= to;
    const known = isWhole ? this.series.find(metric, view, valueEnd, to + 1) : undefined;
    if (known !== undefined && hasKnownLength) return known;
    if (!isRow(data.toString('latin1', from, to), this.columns)) {
      this.malformed++;
      return undefined;
    }
    rowLengths[to - from] = 1;
    if (rows === undefined || !isWhole) return undefined;
    return known ?? this.series.add(metric, data, view, valueEnd, to + 1);
  }
}

const isNamedAt = ({ head }: CsvMetric, data: Buffer, view: DataView, from: number): boolean =>
  data[from + head.byteLength - 1] === comma && isAt(head, view, from);

const endOfName = (data: Buffer, from: number): number => {
  let at = from;
  while (at < data.length && data[at] !== comma && data[at] !== lineFeed) at++;
  return at;
};
