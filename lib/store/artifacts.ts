import { chmodSync, closeSync, openSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { ArtifactError } from '../model/errors.ts';

/**
 * Writes a file so that a reader sees all of it or nothing, even if we are killed: to a temporary file, then renamed.
 * (Not flushed to the disk: a power cut may lose a run, and seven flushes would be felt in each.) Throws an
 * ArtifactError that says what the system said (disk full, no permission).
 */
export function writeArtifact(path: string, text: string, mode = 0o644): void {
  const temporary = `${path}.${process.pid}.part`;
  try {
    const file = openSync(temporary, 'w', mode);
    try {
      const bytes = Buffer.from(text);
      for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    } finally {
      closeSync(file);
    }
    chmodSync(temporary, mode);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw fileError(`cannot write ${path}`, path, error);
  }
}

/** The same for a value as JSON, indented for readers. */
export function writeJson(path: string, value: unknown): void {
  writeArtifact(path, `${JSON.stringify(value, null, 2)}\n`);
}

/** An ArtifactError for what the system refused, with what to do about it. */
export function fileError(what: string, path: string, error: unknown): ArtifactError {
  const { code = '', message } = error as NodeJS.ErrnoException;
  const elsewhere = 'write elsewhere (--runs-dir, --out-dir or --output)';
  const hints: Readonly<Record<string, string>> = {
    ENOSPC: `free some space on the disk of ${dirname(path)}, or ${elsewhere}`,
    EDQUOT: `free some space on the disk of ${dirname(path)}, or ${elsewhere}`,
    EFBIG: 'allow larger files: ulimit -f unlimited',
    EACCES: `make ${dirname(path)} writable, or ${elsewhere}`,
    EPERM: `make ${dirname(path)} writable, or ${elsewhere}`,
    EROFS: `${dirname(path)} is on a read-only disk; ${elsewhere}`,
    ENOTDIR: `${dirname(path)} is not a folder; ${elsewhere}`,
    EEXIST: `${dirname(path)} is not a folder; ${elsewhere}`,
    ENOENT: `make the folder ${dirname(path)}, or ${elsewhere}`,
  };
  const reasons: Readonly<Record<string, string>> = {
    ENOSPC: 'the disk is full',
    EDQUOT: 'the quota of the disk is used up',
    EFBIG: 'it would be larger than files may be here',
    EACCES: 'permission denied',
    EROFS: 'the disk is read-only',
    ENOENT: 'its folder does not exist',
  };
  return new ArtifactError(`${what}: ${reasons[code] ?? message}`, {
    hint: hints[code] ?? `look at ${dirname(path)}`,
    cause: error,
  });
}
