import { closeSync, constants, openSync, readFileSync, readSync, statSync } from 'node:fs';

const silenceMs = 10_000;
const pauseMs = 20;
const maxBytes = 512 * 2 ** 20;

/** Throws for what has no end or cannot be read twice: a pipe, a device, a socket. */
export function refuseSpecialFile(path: string): void {
  const stats = statSync(path);
  if (!stats.isFile() && !stats.isDirectory()) throw new Error('it is a pipe or a device, a file is needed');
}

/** The whole of a file, or of a pipe (`<(command)`) while somebody writes to it. Throws for anything else. */
export function readInput(path: string, patienceMs = silenceMs): Buffer {
  const stats = statSync(path);
  if (stats.isFIFO()) return readPipe(path, patienceMs);
  if (stats.size > maxBytes) throw new Error(`it has ${stats.size} bytes, more than ${maxBytes}`);
  refuseSpecialFile(path);
  return readFileSync(path);
}

/** A plain read would wait for a writer for ever, and nothing could interrupt it. */
function readPipe(path: string, patienceMs: number): Buffer {
  const pipe = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const pieces: Buffer[] = [];
  let bytes = 0;
  try {
    for (let heardAtMs = performance.now(); performance.now() - heardAtMs < patienceMs; ) {
      const piece = readPiece(pipe);
      if (piece === undefined || (piece.length === 0 && bytes === 0)) {
        pause();
        continue;
      }
      if (piece.length === 0) return Buffer.concat(pieces);
      bytes += piece.length;
      if (bytes > maxBytes) throw new Error(`more than ${maxBytes} bytes come from this pipe`);
      pieces.push(piece);
      heardAtMs = performance.now();
    }
  } finally {
    closeSync(pipe);
  }
  throw new Error(`it is a pipe, and nothing was written to it for ${patienceMs / 1_000} s`);
}

/** Undefined where a writer has not written yet; empty at the end, and where there is no writer. */
function readPiece(pipe: number): Buffer | undefined {
  const piece = Buffer.alloc(65_536);
  try {
    return piece.subarray(0, readSync(pipe, piece));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EAGAIN') return undefined;
    throw error;
  }
}

const pause = (): void => void Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, pauseMs);
