import { type Dirent, lstatSync, readdirSync } from 'node:fs';
import { ArtifactError } from '../model/errors.ts';
import { fileReason } from './artifacts.ts';

/** What is in a folder; nothing if it does not exist. Throws an ArtifactError if it is no folder or cannot be read. */
export function listFolder(folder: string): Dirent[] {
  try {
    return readdirSync(folder, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw unreadable(folder, error);
  }
}

/** Whether a path is a symbolic link. Throws like listFolder, if the folder that it would be in is none. */
export function isLink(folder: string, name: string): boolean {
  try {
    return lstatSync(`${folder}/${name}`, { throwIfNoEntry: false })?.isSymbolicLink() ?? false;
  } catch (error) {
    throw unreadable(folder, error);
  }
}

function unreadable(folder: string, error: unknown): ArtifactError {
  const { code } = error as NodeJS.ErrnoException;
  const reason = code === 'ENOTDIR' ? 'it is not a folder' : fileReason(error as NodeJS.ErrnoException);
  return new ArtifactError(`${folder} cannot be read: ${reason}`, {
    hint: 'name a folder: --runs-dir or --baselines-dir',
    cause: error,
  });
}
