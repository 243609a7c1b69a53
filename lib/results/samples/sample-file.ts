import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { constants, createGunzip } from 'node:zlib';
import { ArtifactError } from '../../model/errors.ts';
import type { InputFile } from '../../model/result.ts';
import { isGzipFile } from '../gzip.ts';
import { utf8Chunks } from '../text-encoding.ts';
import { csvSamples } from './csv-samples.ts';
import { jsonSamples } from './json-samples.ts';
import type { RowWishes, SampleStream } from './sample-rows.ts';

export interface ReadFile {
  readonly input: InputFile;
  /** A k6 that was killed leaves a file that ends in the middle. */
  readonly isWhole: boolean;
  /**
   * Inflating ended in an error: what was inflated but not yet handed over is lost, unless the file is read as a
   * damaged one.
   */
  readonly isDamaged: boolean;
  readonly malformed: number;
}

/** Large, so that the next stretch is inflated on another core while this one is read. */
const inflatedBytes = 1 << 20;
const quickly = { chunkSize: inflatedBytes, readableHighWaterMark: 4 * inflatedBytes };
/** What is there is handed over, although the end is missing. */
const carefully = { finishFlush: constants.Z_SYNC_FLUSH };

/** Hands over each chunk as soon as it is there, so that a later error loses nothing. */
function takeAll(content: NodeJS.ReadableStream, take: (chunk: Buffer) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    content.on('data', (chunk: Buffer) => {
      try {
        take(chunk);
      } catch (error) {
        reject(error);
      }
    });
    content.on('end', () => resolve());
    content.on('error', reject);
  });
}

/**
 * Reads k6's samples once, csv or json, gzipped or not, which their first bytes show. Throws an ArtifactError
 * for a file that is absent, empty or something else.
 * @param isDamaged reads slowly, and everything up to the damage
 */
export async function readSampleFile(path: string, wishes: RowWishes, isDamaged = false): Promise<ReadFile> {
  const file = basename(path);
  const isGzip = isGzipSamples(path);
  const bytes = createReadStream(path, { highWaterMark: 1 << 18 });
  const hash = createHash('sha256');
  bytes.on('data', (chunk) => hash.update(chunk));
  const gunzip = isGzip ? createGunzip(isDamaged ? carefully : (quickly as object)) : undefined;
  let stream: SampleStream | undefined;
  let isTaking = false;
  let isCutOff = false;
  const content = gunzip ? bytes.on('error', (error) => gunzip.destroy(error)).pipe(gunzip) : bytes;
  const toUtf8 = utf8Chunks();
  const take = (chunk: Buffer): void => {
    isTaking = true;
    const text = toUtf8(chunk);
    stream ??= isJson(text) ? jsonSamples(file, wishes) : csvSamples(file, wishes);
    stream.push(text);
    isTaking = false;
  };
  try {
    if (isDamaged) await takeAll(content, take);
    else for await (const chunk of content as AsyncIterable<Buffer>) take(chunk);
  } catch (error) {
    // An error of the caller that takes the rows.
    if (isTaking) throw error;
    // Damaged or incomplete: what came before it counts.
    if (stream === undefined) {
      if (isDamaged || !isGzip) throw notReadable(path, error);
      return readSampleFile(path, wishes, true);
    }
    isCutOff = true;
  } finally {
    bytes.destroy();
  }
  if (stream === undefined) throw new ArtifactError(`${file} is empty`, { hint: recordHint });
  const { isWhole, rows, malformed } = stream.end();
  return {
    input: { name: file, sizeBytes: bytes.bytesRead, sha256: isCutOff ? '' : hash.digest('hex'), rows },
    isWhole: isWhole && !isCutOff && !isDamaged,
    isDamaged: isCutOff && !isDamaged,
    malformed,
  };
}

const recordHint = 'record samples with: k6 run --out csv=samples.csv.gz';

const isJson = (chunk: Buffer): boolean => chunk.subarray(0, 64).toString('latin1').trimStart().startsWith('{');

function isGzipSamples(path: string): boolean {
  try {
    return isGzipFile(path);
  } catch (error) {
    throw notReadable(path, error);
  }
}

const notReadable = (path: string, cause: unknown): ArtifactError =>
  new ArtifactError(`${path} cannot be read: ${(cause as Error).message}`, { hint: recordHint, cause });
