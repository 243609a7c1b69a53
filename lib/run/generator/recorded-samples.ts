import { createReadStream, createWriteStream, existsSync, renameSync, rmSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { RunPlan } from '../../model/plan.ts';
import type { RunFolder } from '../../store/run-folder.ts';
import { removeAtEnd, removeNow } from '../process/reaper.ts';

type SamplesFiles = Pick<RunFolder, 'samples' | 'plainSamples'>;

/** About 200 MB: a request is about a kilobyte of CSV, and a tenth of it compressed. */
const maxPlainRequests = 200_000;

/**
 * Where k6 writes its samples. To compress them takes a tenth of its CPU time (bench/generator), so that this is left
 * for after the load, unless they take too much of the disk until then, or may do so.
 */
export const samplesOfK6 = (
  { scheduledRequests, isSamplesOnly }: Pick<RunPlan, 'scheduledRequests' | 'isSamplesOnly'>,
  { samples, plainSamples }: SamplesFiles,
): string =>
  !isSamplesOnly && scheduledRequests !== null && scheduledRequests <= maxPlainRequests ? plainSamples : samples;

/** Compresses what k6 wrote. Where that cannot be done (the disk is full), the file stays as it is, and is read so. */
export async function compressSamples({ samples, plainSamples }: SamplesFiles): Promise<void> {
  if (!existsSync(plainSamples)) return;
  const part = `${samples}.part`;
  removeAtEnd(part);
  try {
    await pipeline(createReadStream(plainSamples), createGzip({ level: 2 }), createWriteStream(part));
    renameSync(part, samples);
    rmSync(plainSamples);
  } catch {
    // The file that stays is as good.
  } finally {
    removeNow(part);
  }
}
