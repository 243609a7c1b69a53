import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const chunkBytes = 1 << 16;

/** Reads a file that is still being written: each call of `read` returns the lines completed since the last. */
export function newLines(file: string): { read: () => string[]; close: () => void } {
  const descriptor = openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const chunk = Buffer.alloc(chunkBytes);
  let pieces: string[] = [];
  return {
    read: () => {
      const lines: string[] = [];
      for (let bytes = readSync(descriptor, chunk); bytes > 0; bytes = readSync(descriptor, chunk)) {
        const [first = '', ...rest] = decoder.write(chunk.subarray(0, bytes)).split('\n');
        pieces.push(first);
        for (const piece of rest) {
          lines.push(pieces.join(''));
          pieces = [piece];
        }
      }
      return lines;
    },
    close: () => closeSync(descriptor),
  };
}
