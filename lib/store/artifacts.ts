import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  openSync,
  renameSync,
  rmSync,
  type Stats,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { ArtifactError } from '../model/errors.ts';
import { jsonText } from '../model/json-text.ts';
import { followLinks } from './follow-links.ts';

const anyMode = 0o666;

/**
 * Writes a file so that a reader sees all of it or nothing, even if we are killed: to a temporary file, then renamed.
 * (Not flushed to the disk: a power cut may lose a run, and seven flushes would be felt in each.) A link stays one, and
 * a file keeps its mode. Throws an ArtifactError that says what the system said (disk full, no permission).
 * @param mode of a new file, as far as the umask allows; a file that holds secrets gets it in any case
 */
export function writeArtifact(path: string, text: string, mode = anyMode): void {
  try {
    const file = followLinks(path);
    const old = statSync(file, { throwIfNoEntry: false });
    if (old !== undefined) accessSync(file, constants.W_OK);
    if (old !== undefined && isShared(old)) overwrite(file, text, mode);
    else replace(file, text, old, mode);
  } catch (error) {
    throw fileError(`cannot write ${path}`, path, error);
  }
}

/** Another name or another owner would keep the old file, or lose the new one. */
const isShared = ({ nlink, uid }: Stats): boolean => nlink > 1 || uid !== process.geteuid?.();

const folderForbids = ['EACCES', 'EPERM', 'EROFS', 'EBUSY'];

function replace(file: string, text: string, old: Stats | undefined, mode: number): void {
  const temporary = `${file}.${process.pid}.part`;
  try {
    rmSync(temporary, { force: true });
    writeWhole(temporary, 'wx', text, mode);
    if (old !== undefined && mode === anyMode) chmodSync(temporary, old.mode & 0o7777);
    renameSync(temporary, file);
  } catch (error) {
    rmSync(temporary, { force: true });
    // A file that may be written in a folder that may not (or that is mounted) is written where it is.
    if (old === undefined || !folderForbids.includes((error as NodeJS.ErrnoException).code ?? '')) throw error;
    overwrite(file, text, mode);
  }
}

function overwrite(file: string, text: string, mode: number): void {
  if (mode !== anyMode) chmodSync(file, mode);
  writeWhole(file, 'w', text, mode);
}

function writeWhole(path: string, flags: 'w' | 'wx', text: string, mode: number): void {
  const file = openSync(path, flags, mode);
  try {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
  } finally {
    closeSync(file);
  }
}

/** The same for a value as JSON, indented for readers. */
export function writeJson(path: string, value: unknown): void {
  writeArtifact(path, `${jsonText(value)}\n`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  EFBIG: 'it would be larger than files may be here',
  EACCES: 'permission denied',
  EROFS: 'the disk is read-only',
  ENOENT: 'its folder does not exist',
  EISDIR: 'it is a folder',
  ENAMETOOLONG: 'its name is too long',
  ELOOP: 'its links lead back to themselves',
  EPIPE: 'its reader has gone',
};

/** What the system refused, in a few words. */
export const fileReason = ({ code = '', message }: NodeJS.ErrnoException): string => reasons[code] ?? message;

/** An ArtifactError for what the system refused, with what to do about it. */
export function fileError(what: string, path: string, error: unknown): ArtifactError {
  const { code = '' } = error as NodeJS.ErrnoException;
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
  return new ArtifactError(`${what}: ${fileReason(error as NodeJS.ErrnoException)}`, {
    hint: hints[code] ?? `look at ${dirname(path)}`,
    cause: error,
  });
}
