import { isSame } from './byte-table.ts';
import { endOfLine, isOneRow, isRow } from './csv-lines.ts';
import { type CsvMetric, CsvSeries, type Tags } from './csv-series.ts';
import { epochMs, maxTimeDigits, numberOf } from './csv-values.ts';
import type { RowWishes } from './sample-rows.ts';

// k6 writes nine rows for each request, of which only two are needed here, and few different tags. So rows are
// read as bytes: the name of the metric says whether a row is wanted, and what follows its value is looked up among
// those seen before. Neither is turned into text more than once.

const comma = 44;
const lineFeed = 10;
const quote = 34;
const zero = 48;

/** Reads the rows of k6's csv output. Lines that are no row of these columns are skipped and counted. */
export class CsvRows {
  rows = 0;
  malformed = 0;
  private readonly columns: number;
  private readonly series: CsvSeries;
  private last: CsvMetric | undefined;

  constructor(columns: readonly string[], wishes: RowWishes) {
    this.columns = columns.length;
    this.series = new CsvSeries(columns, wishes, () => {
      this.malformed++;
    });
  }

  /** Reads whole lines from `data`; returns where the first one begins that is not whole. */
  read(data: Buffer): number {
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    const mayHaveQuotes = data.includes(quote);
    let { last } = this;
    let at = 0;
    for (;;) {
      let metric = last?.next;
      if (metric !== undefined && !isNamedAt(metric, data, view, at)) metric = undefined;
      const nameEnd = metric === undefined ? endOfName(data, at) : at + metric.bytes.byteLength;
      const lineEnd = mayHaveQuotes ? endOfLine(data, nameEnd) : data.indexOf(lineFeed, nameEnd);
      if (lineEnd === -1) break;
      const firstEnd = mayHaveQuotes ? data.indexOf(lineFeed, nameEnd) : lineEnd;
      if (firstEnd < lineEnd && !isOneRow(data.toString('latin1', at, lineEnd), this.columns)) {
        // A stray quote, which must not take the next lines with it.
        this.rows++;
        this.malformed++;
        at = firstEnd + 1;
        continue;
      }
      if (nameEnd < lineEnd) {
        this.rows++;
        metric ??= this.series.metricOf(data, view, at, nameEnd);
        if (last !== undefined) last.next = metric;
        last = metric;
        if (metric.tags !== undefined) this.readRow(metric.name, metric.tags, data, view, nameEnd + 1, lineEnd);
        else if (!this.isKnownRow(metric, data, at, lineEnd)) this.malformed++;
      } else if (lineEnd > at) this.malformed++;
      at = lineEnd + 1;
    }
    this.last = last;
    return at;
  }

  /** One row of a wanted metric, from its timestamp to the end of its line. */
  private readRow(metric: string, tags: Tags, data: Buffer, view: DataView, from: number, to: number): void {
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
      return;
    }
    const sink = this.series.sinkOf(metric, tags, data, view, valueEnd + 1, to);
    if (sink === undefined) return;
    const isPlainTime = at === timeEnd;
    const atMs = isPlainTime
      ? epochMs(time, Math.min(maxTimeDigits, timeEnd - from))
      : Date.parse(data.toString('latin1', from, timeEnd));
    const value = numberOf(data, timeEnd + 1, valueEnd);
    if (Number.isFinite(value) && Number.isFinite(atMs)) sink(value, atMs);
    else this.malformed++;
  }

  /** Whether a line of a metric that is not needed is a row; most are recognized by their length. */
  private isKnownRow({ rowLengths }: CsvMetric, data: Buffer, from: number, to: number): boolean {
    if (rowLengths[to - from] === 1) return true;
    if (!isRow(data.toString('latin1', from, to), this.columns)) return false;
    rowLengths[to - from] = 1;
    return true;
  }
}

const isNamedAt = ({ bytes }: CsvMetric, data: Buffer, view: DataView, from: number): boolean => {
  const to = from + bytes.byteLength;
  return data[to] === comma && isSame(bytes, view, from, to);
};

const endOfName = (data: Buffer, from: number): number => {
  let at = from;
  while (at < data.length && data[at] !== comma && data[at] !== lineFeed) at++;
  return at;
};
