import { ByteTable, hashOf, isSame } from './byte-table.ts';
import { endOfLine, headerOf, isOneRow, isRow, notCsv } from './csv-lines.ts';
import { epochMs, maxTimeDigits, numberOf } from './csv-values.ts';
import { maxTags, type RowSink, type RowWishes, type SampleStream, splitCsvLine, tagsOf } from './sample-rows.ts';

// k6 writes nine rows for each request, of which only two are needed here, and few different tags. So rows are
// read as bytes: the name of the metric says whether a row is wanted, and what follows its value is looked up among
// those seen before. Neither is turned into text more than once.

const comma = 44;
const lineFeed = 10;
const quote = 34;
const zero = 48;

/** Tags seen before of one metric, each with what takes their values. */
type Tags = ByteTable<RowSink | undefined>;

interface Metric {
  readonly name: string;
  readonly bytes: DataView;
  /** undefined for a metric that is not needed. */
  readonly tags: Tags | undefined;
  /** 1 for each length of a line that was found to be a row; a spliced line mostly has another. */
  readonly rowLengths: Uint8Array;
  /** Which metric came after it the last time: the rows of a request always come in one order. */
  next: Metric | undefined;
}

/**
 * A reader of k6's csv output, fed with chunks of any size. Lines that are no row of this file's columns are
 * skipped and counted.
 */
export function csvSamples(file: string, { wants, resolve }: RowWishes): SampleStream {
  let columns: readonly string[] | undefined;
  let rest: Buffer = Buffer.alloc(0);
  let rows = 0;
  let malformed = 0;
  const metrics = new ByteTable<Metric>();
  let last: Metric | undefined;

  const metricOf = (data: Buffer, view: DataView, from: number, to: number): Metric => {
    const hash = hashOf(view, from, to);
    const known = metrics.find(hash, view, from, to);
    if (known !== undefined) return known.value;
    const name = data.toString('latin1', from, to);
    const isWanted = wants(name, columns?.includes('expected_response') ?? false);
    const tags: Tags | undefined = isWanted ? new ByteTable() : undefined;
    const bytes = new DataView(data.buffer.slice(data.byteOffset + from, data.byteOffset + to));
    const value: Metric = { name, bytes, tags, rowLengths: new Uint8Array(tags ? 0 : maxRowLength), next: undefined };
    // Rubbish has no end of names.
    if (metrics.size < maxTags) metrics.add(hash, view, from, to, value);
    return value;
  };

  const sinkOf = (metric: string, tags: Tags, data: Buffer, view: DataView, from: number, to: number) => {
    const hash = hashOf(view, from, to);
    const known = tags.find(hash, view, from, to);
    if (known !== undefined) return known.value;
    const sink = resolveTail(metric, data.toString('utf8', from, to));
    if (tags.size < maxTags) tags.add(hash, view, from, to, sink);
    return sink;
  };

  const resolveTail = (metric: string, tail: string): RowSink | undefined => {
    const fields = splitCsvLine(tail);
    if (columns === undefined || fields.length !== columns.length - 3) {
      return malformedRow;
    }
    const own = new Map(columns.slice(3).map((column, index) => [column, fields[index] ?? '']));
    // Tags that k6 gives no column, and those that it keeps out of its series (vu, iter).
    const others = tagsOf(`${own.get('extra_tags') ?? ''}&${own.get('metadata') ?? ''}`);
    return resolve({ metric, tag: (name) => own.get(name) ?? others.get(name) ?? '' });
  };
  const malformedRow: RowSink = () => {
    malformed++;
  };
  /** Whether a line of a metric that is not needed is a row; most are recognized by their length. */
  const isKnownRow = ({ rowLengths }: Metric, data: Buffer, from: number, to: number): boolean => {
    if (rowLengths[to - from] === 1) return true;
    if (!isRow(data.toString('latin1', from, to), columns?.length ?? 0)) return false;
    rowLengths[to - from] = 1;
    return true;
  };

  /** Reads whole lines from `data`; returns where the first one begins that is not whole. */
  const readLines = (data: Buffer): number => {
    const end = data.length;
    const view = new DataView(data.buffer, data.byteOffset, data.length);
    const mayHaveQuotes = data.includes(quote);
    let at = 0;
    for (;;) {
      const lineStart = at;
      let metric = last?.next;
      const guessedEnd = metric === undefined ? end : lineStart + metric.bytes.byteLength;
      if (metric !== undefined && data[guessedEnd] === comma && isSame(metric.bytes, view, lineStart, guessedEnd)) {
        at = guessedEnd;
      } else {
        metric = undefined;
        while (at < end && data[at] !== comma && data[at] !== lineFeed) at++;
      }
      const nameEnd = at;
      const lineEnd = mayHaveQuotes ? endOfLine(data, at) : data.indexOf(lineFeed, at);
      if (lineEnd === -1) return lineStart;
      if (mayHaveQuotes) {
        const firstEnd = data.indexOf(lineFeed, at);
        if (firstEnd < lineEnd && !isOneRow(data.toString('latin1', lineStart, lineEnd), columns?.length ?? 0)) {
          // A stray quote, which must not take the next lines with it.
          rows++;
          malformed++;
          at = firstEnd + 1;
          continue;
        }
      }
      at = lineEnd + 1;
      if (nameEnd === lineEnd) {
        if (lineEnd > lineStart) malformed++;
        continue;
      }
      rows++;
      metric ??= metricOf(data, view, lineStart, nameEnd);
      if (last !== undefined) last.next = metric;
      last = metric;
      if (metric.tags !== undefined) readRow(data, view, metric.name, metric.tags, nameEnd + 1, lineEnd);
      else if (!isKnownRow(metric, data, lineStart, lineEnd)) malformed++;
    }
  };

  /** One row of a wanted metric, from its timestamp to the end of its line. */
  const readRow = (data: Buffer, view: DataView, metric: string, tags: Tags, from: number, to: number): void => {
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
      malformed++;
      return;
    }
    const tailStart = valueEnd + 1;
    const sink = sinkOf(metric, tags, data, view, tailStart, to);
    if (sink === undefined) return;
    const isPlainTime = at === timeEnd;
    const atMs = isPlainTime
      ? epochMs(time, Math.min(maxTimeDigits, timeEnd - from))
      : Date.parse(data.toString('latin1', from, timeEnd));
    const value = numberOf(data, timeEnd + 1, valueEnd);
    if (Number.isFinite(value) && Number.isFinite(atMs)) sink(value, atMs);
    else malformed++;
  };

  /**
   * The chunk after what was left over of the one before; only the line that both share is copied, where it is a
   * row.
   */
  const withRest = (chunk: Buffer): Buffer => {
    if (rest.length === 0) return chunk;
    const end = columns === undefined ? -1 : chunk.indexOf(lineFeed);
    const line = Buffer.concat([rest, chunk.subarray(0, end + 1)]);
    // What is quoted may go on for several lines.
    if (end === -1 || line.includes(quote)) return Buffer.concat([rest, chunk]);
    readLines(line);
    return chunk.subarray(end + 1);
  };

  return {
    push: (chunk) => {
      let data = withRest(chunk);
      if (columns === undefined) {
        const end = data.indexOf(lineFeed);
        if (end === -1) {
          if (data.length > maxHeaderBytes) throw notCsv(file, data.toString('utf8', 0, 40));
          rest = Buffer.from(data);
          return;
        }
        columns = headerOf(file, data.toString('utf8', 0, end));
        data = data.subarray(end + 1);
      }
      const wholeUntil = readLines(data);
      if (data.length - wholeUntil > maxLineBytes)
        throw notCsv(file, data.toString('utf8', wholeUntil, wholeUntil + 40));
      // A copy, so that the whole chunk need not be kept.
      rest = Buffer.from(data.subarray(wholeUntil));
    },
    end: () => {
      if (columns === undefined) throw notCsv(file, rest.toString('utf8', 0, 40));
      return { isWhole: rest.length === 0, rows, malformed };
    },
  };
}

/** Longer lines are looked at each time. */
const maxRowLength = 1_024;
const maxHeaderBytes = 65_536;
const maxLineBytes = 4 << 20;
