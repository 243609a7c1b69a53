import { ByteTable, hashOf } from './byte-table.ts';
import { maxTags, type RowSink, type RowWishes, splitCsvLine, tagsOf } from './sample-rows.ts';

/** Tags seen before of one metric, each with what takes their values. */
export type Tags = ByteTable<RowSink | undefined>;

export interface CsvMetric {
  readonly name: string;
  readonly bytes: DataView;
  /** undefined for a metric that is not needed. */
  readonly tags: Tags | undefined;
  /** 1 for each length of a line that was found to be a row; a spliced line mostly has another. */
  readonly rowLengths: Uint8Array;
  /** Which metric came after it the last time: the rows of a request always come in one order. */
  next: CsvMetric | undefined;
}

/** Longer lines are looked at each time. */
const maxRowLength = 1_024;

/** The metrics of a csv file and their tags: those seen before are found by their bytes, the others resolved. */
export class CsvSeries {
  private readonly metrics = new ByteTable<CsvMetric>();
  private readonly columns: readonly string[];
  private readonly wishes: RowWishes;
  private readonly malformedRow: RowSink;

  /** @param malformedRow takes the rows that do not have these columns */
  constructor(columns: readonly string[], wishes: RowWishes, malformedRow: RowSink) {
    this.columns = columns;
    this.wishes = wishes;
    this.malformedRow = malformedRow;
  }

  metricOf(data: Buffer, view: DataView, from: number, to: number): CsvMetric {
    const hash = hashOf(view, from, to);
    const known = this.metrics.find(hash, view, from, to);
    if (known !== undefined) return known.value;
    const name = data.toString('latin1', from, to);
    const isWanted = this.wishes.wants(name, this.columns.includes('expected_response'));
    const tags: Tags | undefined = isWanted ? new ByteTable() : undefined;
    const bytes = new DataView(data.buffer.slice(data.byteOffset + from, data.byteOffset + to));
    const rowLengths = new Uint8Array(isWanted ? 0 : maxRowLength);
    const value: CsvMetric = { name, bytes, tags, rowLengths, next: undefined };
    // Rubbish has no end of names.
    if (this.metrics.size < maxTags) this.metrics.add(hash, view, from, to, value);
    return value;
  }

  sinkOf(metric: string, tags: Tags, data: Buffer, view: DataView, from: number, to: number): RowSink | undefined {
    const hash = hashOf(view, from, to);
    const known = tags.find(hash, view, from, to);
    if (known !== undefined) return known.value;
    const sink = this.resolveTail(metric, data.toString('utf8', from, to));
    if (tags.size < maxTags) tags.add(hash, view, from, to, sink);
    return sink;
  }

  private resolveTail(metric: string, tail: string): RowSink | undefined {
    const fields = splitCsvLine(tail);
    if (fields.length !== this.columns.length - 3) return this.malformedRow;
    const own = new Map(this.columns.slice(3).map((column, index) => [column, fields[index] ?? '']));
    // Tags that k6 gives no column, and those that it keeps out of its series (vu, iter).
    const others = tagsOf(`${own.get('extra_tags') ?? ''}&${own.get('metadata') ?? ''}`);
    return this.wishes.resolve({ metric, tag: (name) => own.get(name) ?? others.get(name) ?? '' });
  }
}
