import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';

const chunkBytes = 1_048_576;

/**
 * Overwrites each of the secrets in a file, where it stands, with as many `*`: the file may be large, and somebody may
 * be writing to its end. A file that is not there, or may not be written, stays as it is.
 */
export function scrubFile(path: string, secrets: readonly string[]): void {
  const values = secrets.map((secret) => Buffer.from(secret)).filter(({ length }) => length > 0);
  if (values.length === 0) return;
  let file: number;
  try {
    file = openSync(path, 'r+');
  } catch {
    return;
  }
  try {
    scrubOpen(file, values);
  } finally {
    closeSync(file);
  }
}

/** In pieces that overlap by the longest secret. */
function scrubOpen(file: number, secrets: readonly Buffer[]): void {
  const overlap = Math.max(...secrets.map(({ length }) => length)) - 1;
  const bytes = Buffer.alloc(chunkBytes + overlap);
  const { size } = fstatSync(file);
  for (let at = 0; at < size; at += chunkBytes) {
    const piece = bytes.subarray(0, readSync(file, bytes, 0, bytes.length, at));
    if (hide(piece, secrets)) writeSync(file, piece, 0, piece.length, at);
  }
}

function hide(piece: Buffer, secrets: readonly Buffer[]): boolean {
  let hasFound = false;
  for (const secret of secrets) {
    for (let at = piece.indexOf(secret); at >= 0; at = piece.indexOf(secret, at + secret.length)) {
      piece.fill('*', at, at + secret.length);
      hasFound = true;
    }
  }
  return hasFound;
}
