import { closeSync, openSync, writeSync } from 'node:fs';
import { fileError } from '../../store/artifacts.ts';

/** A log that may not fill the disk: its beginning and its end are kept, what is between them is counted. */
export interface BoundedLog {
  write(chunk: Buffer): void;
  close(): void;
}

interface Bounds {
  readonly headBytes: number;
  readonly tailBytes: number;
}

const defaultBounds: Bounds = { headBytes: 8 * 2 ** 20, tailBytes: 8 * 2 ** 20 };
/** A line without end is a line of this length. */
const maxLineBytes = 65_536;

/** Opens the log. Throws an ArtifactError when it cannot be written; a disk that is full later only shortens it. */
export function openBoundedLog(path: string, { headBytes, tailBytes }: Bounds = defaultBounds): BoundedLog {
  const file = open(path);
  const middle = { lines: 0, bytes: 0, errors: 0, warnings: 0, exceptions: 0 };
  let room = headBytes;
  let rest: Buffer = Buffer.alloc(0);
  let tail: Buffer[] = [];
  let heldBytes = 0;
  let isFull = false;

  const put = (bytes: Buffer) => {
    try {
      if (!isFull) for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } catch {
      isFull = true;
    }
  };
  const leaveOut = (lines: Buffer) => {
    heldBytes -= lines.length;
    middle.bytes += lines.length;
    countLines(lines.toString('latin1'), middle);
  };
  const add = (lines: Buffer) => {
    if (heldBytes === 0 && lines.length <= room) {
      room -= lines.length;
      put(lines);
      return;
    }
    room = 0;
    tail.push(lines);
    heldBytes += lines.length;
    while (heldBytes > tailBytes && tail.length > 1) leaveOut(tail.shift() ?? Buffer.alloc(0));
  };
  return {
    write: (chunk) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = bytes.length > maxLineBytes + chunk.length ? bytes.length : bytes.lastIndexOf(0x0a) + 1;
      rest = bytes.subarray(end);
      if (end > 0) add(bytes.subarray(0, end));
    },
    close: () => {
      if (rest.length > 0) add(rest);
      if (middle.lines > 0) put(Buffer.from(leftOutLine(middle)));
      for (const lines of tail) put(lines);
      tail = [];
      closeSync(file);
    },
  };
}

function open(path: string): number {
  try {
    return openSync(path, 'w');
  } catch (error) {
    throw fileError(`cannot write ${path}`, path, error);
  }
}

type Counts = Record<'lines' | 'errors' | 'warnings' | 'exceptions', number>;

/** In k6's formats with levels; the two that have none are not counted by level. */
function countLines(text: string, counts: Counts): void {
  const countOf = (pattern: RegExp) => text.match(pattern)?.length ?? 0;
  counts.lines += countOf(/\n/g);
  counts.errors += countOf(/level"?[=:]"?(?:error|fatal|panic)\b/g);
  counts.warnings += countOf(/level"?[=:]"?warn/g);
  counts.exceptions += countOf(/source"?[=:]"?stacktrace\b/g);
}

/** In the place of the lines, in k6's own format; lib/results reads it. */
function leftOutLine({ lines, bytes, ...counts }: Counts & { readonly bytes: number }): string {
  const fields = Object.entries({ lines, bytes, ...counts }).map(([name, value]) => `${name}=${value}`);
  return `level=info msg="caseload left out what k6 logged here" ${fields.join(' ')}\n`;
}
