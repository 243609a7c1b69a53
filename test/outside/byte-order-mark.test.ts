import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { scratchFolder } from '../results/samples/samples-file.ts';
import { fixture, judgedFiles } from './judged-files.ts';

const { write } = scratchFolder();
const summary = fixture('outside/byte-order-mark/summary.json');
const samples = fixture('outside/byte-order-mark/samples.csv');
const swapped = (bytes: Buffer) => Buffer.from(bytes).swap16();

/** As PowerShell writes what is redirected into a file, with the mark or without. */
const encodings: readonly (readonly [name: string, encode: (text: string) => Buffer])[] = [
  ['UTF-16, little endian', (text) => Buffer.from(text, 'utf16le')],
  ['UTF-16, big endian', (text) => swapped(Buffer.from(text, 'utf16le'))],
  ['UTF-16 without a mark', (text) => Buffer.from(text.slice(1), 'utf16le')],
  ['gzipped UTF-8', (text) => gzipSync(text)],
  ['gzipped UTF-16', (text) => gzipSync(Buffer.from(text, 'utf16le'))],
];

describe('files that begin with a byte order mark', () => {
  test('are read as those without', async () => {
    const { result, found } = await judgedFiles({ summary, samples: [samples] });
    expect(result.latency.requests).toMatchObject({ n: 1, failed: 0, latency: { maxMs: 5 } });
    expect(result.provenance).toMatchObject({ malformedRows: 0, mismatch: null });
    expect(found).toEqual([]);
  });

  test.each(encodings)('are read in %s', async (_name, encode) => {
    const inEncoding = (file: string) => write('file', encode(readFileSync(file, 'utf8')));
    const { result } = await judgedFiles({ samples: [inEncoding(samples)] });
    expect(result.latency.requests).toMatchObject({ n: 1, failed: 0 });
  });

  test.each(encodings)('are read in %s where they are JSON', async (_name, encode) => {
    const { result } = await judgedFiles({ summary: write('s.json', encode(readFileSync(summary, 'utf8'))) });
    expect(result.latency.requests).toMatchObject({ n: 1, failed: 0 });
  });
});
