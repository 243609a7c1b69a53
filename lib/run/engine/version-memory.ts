import { randomUUID } from 'node:crypto';
import { mkdir, readFile, realpath, rename, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import * as z from '../../model/zod.ts';
import { cacheFolder } from './cache.ts';
import type { EngineContext } from './context.ts';
import { askVersion } from './version.ts';

const memorySchema = z.object({
  schemaVersion: z.literal(1),
  /** By real path; one entry a path, so that the file does not grow with every new build. */
  programs: z.record(z.string(), z.object({ mtimeMs: z.number(), sizeBytes: z.number(), version: z.string() })),
});
type Memory = z.infer<typeof memorySchema>;

const smallestProgramBytes = 1_000_000;

/**
 * The version of the k6 program at `path`. Asking costs a start of k6 (60–100 ms), so the answer is kept in the cache
 * folder and holds as long as the file keeps its time and size.
 */
export async function readVersion(path: string, context: EngineContext): Promise<string> {
  const realPath = await realpath(path);
  const { mtimeMs, size: sizeBytes } = await stat(realPath);
  const file = join(cacheFolder(context), 'k6', 'versions.json');
  const memory = await recall(file);
  const known = memory.programs[realPath];
  if (known?.mtimeMs === mtimeMs && known.sizeBytes === sizeBytes) return known.version;
  const version = await askVersion(path, context);
  if (isProgramItself(realPath, sizeBytes)) {
    memory.programs[realPath] = { mtimeMs, sizeBytes, version };
    await remember(file, memory);
  }
  return version;
}

/** False for the shims of version managers (a script, a link to mise): what they start changes, but they do not. */
function isProgramItself(realPath: string, sizeBytes: number): boolean {
  return basename(realPath).includes('k6') && sizeBytes >= smallestProgramBytes;
}

async function recall(file: string): Promise<Memory> {
  try {
    return memorySchema.parse(JSON.parse(await readFile(file, 'utf8')));
  } catch {
    // Absent, or written by another version of caseload: asking again is all it costs.
    return { schemaVersion: 1, programs: {} };
  }
}

async function remember(file: string, memory: Memory): Promise<void> {
  const temporary = `${file}.${process.pid}-${randomUUID()}.tmp`;
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(temporary, JSON.stringify(memory));
    await rename(temporary, file);
  } catch {
    // A cache that cannot be written makes the next start slower, no more.
  }
}
