import { createHash } from 'node:crypto';
import { closeSync, createReadStream, openSync, readSync } from 'node:fs';
import { basename } from 'node:path';
import { createGunzip } from 'node:zlib';
import { ArtifactError } from '../contract/errors.ts';
import type { InputFile } from '../contract/result.ts';
import { csvSamples } from './csv-samples.ts';
import { jsonSamples } from './json-samples.ts';
import type { RowWishes, SampleStream } from './sample-rows.ts';

export interface ReadFile {
  readonly input: InputFile;
  /** A k6 that was killed leaves a file that ends in the middle, of which everything up to there was read. */
  readonly isWhole: boolean;
  readonly malformed: number;
}

/** Large, so that the next stretch is inflated on another core while this one is read. */
const inflatedBytes = 1 << 20;

/**
 * Reads k6's samples once, csv or json, gzipped or not, told apart by their first bytes. Throws an ArtifactError for a file that is absent, empty or
 * something else.
 */
export async function readSampleFile(path: string, wishes: RowWishes): Promise<ReadFile> {
  const file = basename(path);
  const isGzip = firstBytes(path).equals(gzipMagic);
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 });
  const hash = createHash('sha256');
  bytes.on('data', (chunk) => hash.update(chunk));
  const gunzip = isGzip
    ? createGunzip({ chunkSize: inflatedBytes, readableHighWaterMark: 4 * inflatedBytes } as object)
    : undefined;
  let stream: SampleStream | undefined;
  let isTaking = false;
  let isCutOff = false;
  const content = gunzip ? bytes.on('error', (error) => gunzip.destroy(error)).pipe(gunzip) : bytes;
  try {
    for await (const chunk of content as AsyncIterable<Buffer>) {
      isTaking = true;
      stream ??= isJson(chunk) ? jsonSamples(file, wishes) : csvSamples(file, wishes);
      stream.push(chunk);
      isTaking = false;
    }
  } catch (error) {
    // Of whoever takes what was read.
    if (isTaking) throw error;
    // Damaged or cut off: what came before it counts.
    if (stream === undefined) throw notReadable(path, error);
    isCutOff = true;
  } finally {
    bytes.destroy();
  }
  if (stream === undefined) throw new ArtifactError(`${file} is empty`, { hint: recordHint });
  const { isWhole, rows, malformed } = stream.end();
  return {
    input: { name: file, sizeBytes: bytes.bytesRead, sha256: isCutOff ? '' : hash.digest('hex'), rows },
    isWhole: isWhole && !isCutOff,
    malformed,
  };
}

const gzipMagic = Buffer.from([0x1f, 0x8b]);
const recordHint = 'record samples with: k6 run --out csv=samples.csv.gz';

const isJson = (chunk: Buffer): boolean => chunk.subarray(0, 64).toString('latin1').trimStart().startsWith('{');

function firstBytes(path: string): Buffer {
  try {
    const file = openSync(path, 'r');
    try {
      const bytes = Buffer.alloc(2);
      return bytes.subarray(0, readSync(file, bytes));
    } finally {
      closeSync(file);
    }
  } catch (error) {
    throw notReadable(path, error);
  }
}

const notReadable = (path: string, cause: unknown): ArtifactError =>
  new ArtifactError(`${path} cannot be read: ${(cause as Error).message}`, { hint: recordHint, cause });
