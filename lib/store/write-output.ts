import { fstatSync, realpathSync, type Stats, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileError, writeArtifact } from './artifacts.ts';

/**
 * Writes what a user asked for to where the user said. Devices, pipes and what a shell has open are written through,
 * never replaced; a path that is this process's own stdout (`/dev/stdout`) goes through `out`, in the order of all else
 * that goes there. Throws an ArtifactError.
 */
export async function writeOutput(path: string, text: string, out: (text: string) => void, mode?: number) {
  const found = statOf(path);
  if (found !== undefined && isStdout(found)) out(text);
  else if (found !== undefined && !found.isDirectory() && (!found.isFile() || isOpenElsewhere(path))) {
    await writeThrough(path, text);
  } else writeArtifact(path, text, mode);
}

/** What there is; nothing where there may be a new file. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false });
  } catch (error) {
    throw fileError(`cannot write ${path}`, path, error);
  }
}

/** Devices are opened by their name: /dev/null is /dev/null, whatever stdout is. */
function isStdout(found: Stats): boolean {
  const stdout = fstatSync(1);
  return !found.isCharacterDevice() && found.dev === stdout.dev && found.ino === stdout.ino;
}

/** `/dev/fd/3` and its like: a file that a shell has opened, and goes on to write to. */
function isOpenElsewhere(path: string): boolean {
  return /^\/(proc|dev\/fd)(\/|$)/.test(realpathSync(dirname(path)));
}

/** Asynchronous, since a pipe waits for its reader. */
async function writeThrough(path: string, text: string): Promise<void> {
  try {
    const file = await open(path, 'a');
    try {
      await file.writeFile(text);
    } finally {
      await file.close();
    }
  } catch (error) {
    throw fileError(`cannot write ${path}`, path, error);
  }
}
