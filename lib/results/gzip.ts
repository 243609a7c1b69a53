import { closeSync, openSync, readSync } from 'node:fs';
import { refuseSpecialFile } from './input-file.ts';

const magic = Buffer.from([0x1f, 0x8b]);

/** Whether what begins with these bytes is gzipped. */
export const isGzip = (bytes: Uint8Array): boolean => magic.equals(bytes.subarray(0, magic.length));

/** Whether a file is gzipped; throws where it cannot be read. */
export function isGzipFile(path: string): boolean {
  refuseSpecialFile(path);
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(magic.length);
    return isGzip(bytes.subarray(0, readSync(file, bytes)));
  } finally {
    closeSync(file);
  }
}
