import { closeSync, openSync, readSync } from 'node:fs';
import { UsageError } from '../model/errors.ts';

/**
 * A small text file of the user's; a pipe is read to its end. Throws a UsageError if it cannot be read or is larger
 * than that.
 */
export function readLimited(path: string, what: string, maxBytes = 1_048_576): string {
  const bytes = Buffer.alloc(maxBytes + 1);
  let size = 0;
  try {
    const file = openSync(path, 'r');
    try {
      for (let read = 1; read > 0 && size <= maxBytes; size += read) {
        read = readSync(file, bytes, size, bytes.length - size, null);
      }
    } finally {
      closeSync(file);
    }
  } catch (cause) {
    throw new UsageError(`${what} cannot be read: ${(cause as Error).message}`, { hint: 'name a text file', cause });
  }
  if (size <= maxBytes) return bytes.toString('utf8', 0, size);
  throw new UsageError(`${what} is larger than ${maxBytes} bytes`, { hint: 'name a text file' });
}
