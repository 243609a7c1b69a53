import { createHash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import * as z from '../../model/zod.ts';
import { writeJson } from '../../store/artifacts.ts';

/** SHA-256 of the project's release archives of the pinned k6, from its checksums file. */
export const releaseDigests: Readonly<Record<string, string>> = {
  'k6-v2.2.0-linux-amd64.tar.gz': 'b5a8003c86f35f5cd5ceef1490312c48e587696c94d998cefc6d7b3b4cb1597d',
  'k6-v2.2.0-linux-arm64.tar.gz': '4ecd64cadcc792402d16293836115480419c4447c032858f564852d98f1bf54c',
  'k6-v2.2.0-macos-amd64.zip': '45a08590511c8a6a9c6331645e60c41624924e848e29472e87c60ac956d50372',
  'k6-v2.2.0-macos-arm64.zip': '37a028506bf13578de66c906296803775df28cc2504b1a8c5d786b2803e757c7',
};

const recordSchema = z.object({
  schemaVersion: z.literal(1),
  sha256: z.string(),
  /** The file as it was when its digest was last compared; its change time cannot be set by a program. */
  file: z.object({ ino: z.number(), size: z.number(), mtimeMs: z.number(), ctimeMs: z.number() }),
});

export const sha256 = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

/** Where the digest of an installed program is recorded. */
const digestFileOf = (path: string): string => `${path}.json`;

/** Records what was installed, next to it. */
export async function recordDigest(path: string): Promise<void> {
  await store(path, sha256(await readFile(path)));
}

async function store(path: string, digest: string): Promise<void> {
  const { ino, size, mtimeMs, ctimeMs } = await stat(path);
  writeJson(digestFileOf(path), { schemaVersion: 1, sha256: digest, file: { ino, size, mtimeMs, ctimeMs } });
}

/**
 * Why the program is not the one that was installed, or undefined if it is. To hash 47 MB takes 100 ms, so it is only
 * done if the file has changed in any way since the last time.
 */
export async function digestProblem(path: string): Promise<string | undefined> {
  const record = await recorded(path);
  if (record === undefined) return 'there is no digest to compare it with';
  const now = await stat(path);
  const { file } = record;
  if (Object.entries(file).every(([name, value]) => now[name as keyof typeof file] === value)) return undefined;
  if (sha256(await readFile(path)) !== record.sha256) return 'it is not the program that was installed';
  // A cache that cannot be written is hashed at each start.
  await store(path, record.sha256).catch(() => {});
  return undefined;
}

async function recorded(path: string): Promise<z.infer<typeof recordSchema> | undefined> {
  try {
    return recordSchema.parse(JSON.parse(await readFile(digestFileOf(path), 'utf8')));
  } catch {
    return undefined;
  }
}
