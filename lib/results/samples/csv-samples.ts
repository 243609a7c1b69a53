import { headerOf, notCsv } from './csv-lines.ts';
import { CsvRows } from './csv-rows.ts';
import type { RowWishes, SampleStream } from './sample-rows.ts';

const lineFeed = 10;
const quote = 34;
const maxHeaderBytes = 65_536;
const maxLineBytes = 4 << 20;

/** A reader of k6's csv output, fed with chunks of any size. */
export function csvSamples(file: string, wishes: RowWishes): SampleStream {
  /** undefined before the first line. */
  let reader: CsvRows | undefined;
  let rest: Buffer = Buffer.alloc(0);

  const readRows = (own: CsvRows, data: Buffer): void => {
    const wholeUntil = own.read(data);
    if (data.length - wholeUntil > maxLineBytes) throw notCsv(file, data.toString('utf8', wholeUntil, wholeUntil + 40));
    // A copy, so that the whole chunk need not be kept.
    rest = Buffer.from(data.subarray(wholeUntil));
  };

  const readHeader = (data: Buffer): void => {
    const end = data.indexOf(lineFeed);
    if (end === -1) {
      if (data.length > maxHeaderBytes) throw notCsv(file, data.toString('utf8', 0, 40));
      rest = Buffer.from(data);
      return;
    }
    reader = new CsvRows(headerOf(file, data.toString('utf8', 0, end)), wishes);
    readRows(reader, data.subarray(end + 1));
  };

  return {
    push: (chunk) => {
      if (reader === undefined) readHeader(rest.length === 0 ? chunk : Buffer.concat([rest, chunk]));
      else readRows(reader, withRest(reader, rest, chunk));
    },
    end: () => {
      if (reader === undefined) throw notCsv(file, rest.toString('utf8', 0, 40));
      return { isWhole: rest.length === 0, rows: reader.rows, malformed: reader.malformed };
    },
  };
}

/** The chunk after what was left over of the one before; only the line that both share is copied, where it is a row. */
function withRest(reader: CsvRows, rest: Buffer, chunk: Buffer): Buffer {
  if (rest.length === 0) return chunk;
  const end = chunk.indexOf(lineFeed);
  const line = Buffer.concat([rest, chunk.subarray(0, end + 1)]);
  // What is quoted may go on for several lines.
  if (end === -1 || line.includes(quote)) return Buffer.concat([rest, chunk]);
  reader.read(line);
  return chunk.subarray(end + 1);
}
