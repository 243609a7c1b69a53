import { randomBytes } from 'node:crypto';
import { accessSync, constants, existsSync, mkdirSync, realpathSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ArtifactError } from '../../model/errors.ts';
import { cacheFolder } from '../engine/cache.ts';
import { removeAtEnd, removeNow } from './reaper.ts';

/** What a temporary folder must allow besides writing. */
export interface FolderNeeds {
  /** Other accounts of this machine enter it. */
  readonly isOpenToOthers?: boolean;
  /** Programs in it are started: it may not be mounted noexec. */
  readonly forPrograms?: boolean;
}

/** Makes a folder for temporary files, which goes when the harness ends, however it ends. */
export const makeTemporaryFolder = (prefix: string, needs: FolderNeeds = {}): string =>
  makeFolderIn(findTemporaryParent(needs), prefix);

/** The same, in a folder of the caller's. */
export function makeFolderIn(parent: string, prefix: string): string {
  const folder = join(parent, `${prefix}${randomBytes(6).toString('hex')}`);
  // Before it is made: we may be killed at any moment.
  removeAtEnd(folder);
  mkdirSync(folder, { mode: 0o700 });
  return folder;
}

/**
 * The first folder that is good for it: the one of TMPDIR, the system's, our cache. Throws an ArtifactError with why
 * each of them is not.
 */
export function findTemporaryParent(
  needs: FolderNeeds,
  places: readonly string[] = [tmpdir(), '/tmp', '/var/tmp', ownCache()],
  canStart: (place: string) => boolean = canStartPrograms,
): string {
  const troubles: string[] = [];
  for (const place of new Set(places)) {
    const isNoexec = needs.forPrograms === true && canWrite(place) && !canStart(place);
    const trouble = isNoexec ? 'is mounted noexec' : troubleOf(place, needs);
    if (trouble === undefined) return place;
    troubles.push(`${place} ${trouble}`);
  }
  throw new ArtifactError(`there is no usable folder for temporary files: ${troubles.join('; ')}`, {
    hint: 'set TMPDIR to a folder that is writable and not mounted noexec',
  });
}

const ownCache = (): string =>
  cacheFolder({ env: process.env, platform: { os: process.platform, arch: process.arch } });

function troubleOf(place: string, { isOpenToOthers = false }: FolderNeeds): string | undefined {
  if (!existsSync(place)) return 'does not exist';
  if (!canWrite(place)) return 'cannot be written';
  if (isOpenToOthers && !isReadableByOthers(place)) return 'is closed to other accounts';
  return undefined;
}

function canWrite(place: string): boolean {
  try {
    accessSync(place, constants.W_OK | constants.X_OK);
    return statSync(place).isDirectory();
  } catch {
    return false;
  }
}

/** The system refuses X_OK for every file on a noexec mount, no matter what the file's mode is. */
function canStartPrograms(place: string): boolean {
  const folder = makeFolderIn(place, 'caseload-noexec-');
  try {
    const file = join(folder, 'program');
    writeFileSync(file, '', { mode: 0o755 });
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  } finally {
    removeNow(folder);
  }
}

/** True when any account can read the file: it, and every folder above it, is open to others. */
export function isReadableByOthers(file: string): boolean {
  const path = realpathSync(file);
  if ((statSync(path).mode & 0o005) !== 0o005) return false;
  for (let folder = dirname(path); ; folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}
