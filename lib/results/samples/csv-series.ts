import { ByteTable, copyOf, hashOf } from './byte-table.ts';
import type { KnownRow } from './known-rows.ts';
import { maxTags, type RowSink, type RowWishes, splitCsvLine, tagsOf } from './sample-rows.ts';

export interface CsvMetric {
  readonly name: string;
  /** Its name and the comma. */
  readonly head: DataView;
  readonly isWanted: boolean;
  /** Its rows by what follows their value; undefined where they are no longer told apart. */
  rows: ByteTable<KnownRow> | undefined;
  /** 1 for each length of a line that was found to be a row; a spliced line mostly has another. */
  readonly rowLengths: Uint8Array;
  /** Which metric came after it the last time. */
  next: CsvMetric | undefined;
}

/** Longer lines are looked at each time. */
const maxRowLength = 1_024;
/** A metric that is not needed and has more tags than this: they are those of single requests. */
const maxUnneededTags = 1_000;

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

  /** The metric whose name and comma are the bytes from `from` to `to`. */
  metricOf(data: Buffer, view: DataView, from: number, to: number): CsvMetric {
    const hash = hashOf(view, from, to);
    const known = this.metrics.find(hash, view, from, to);
    if (known !== undefined) return known.value;
    const name = data.toString('latin1', from, to - 1);
    const isWanted = this.wishes.wants(name, this.columns.includes('expected_response'));
    const head = copyOf(view, from, to);
    const rowLengths = new Uint8Array(isWanted ? 0 : maxRowLength);
    const value: CsvMetric = { name, head, isWanted, rows: new ByteTable(), rowLengths, next: undefined };
    // Rubbish has no end of names.
    if (this.metrics.size < maxTags) this.metrics.add(hash, head, value);
    return value;
  }

  /** The row of a metric that ends in the bytes from the comma after its value to the end of its line. */
  find({ rows }: CsvMetric, view: DataView, from: number, to: number): KnownRow | undefined {
    return rows?.find(hashOf(view, from, to), view, from, to)?.value;
  }

  /** Makes a row that `find` does not find. */
  add(metric: CsvMetric, data: Buffer, view: DataView, from: number, to: number): KnownRow {
    const { name, head, isWanted, rows } = metric;
    const tail = copyOf(view, from, to);
    const take = isWanted ? this.resolveTail(name, data.toString('utf8', from + 1, to - 1)) : undefined;
    const isKept = rows !== undefined && rows.size < maxTags;
    const row: KnownRow = { head, tail, take, isKept, next: undefined };
    if (isKept) rows.add(hashOf(view, from, to), tail, row);
    if (isKept && !isWanted && rows.size > maxUnneededTags) metric.rows = undefined;
    return row;
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
