import { existsSync, statSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

export const configName = 'caseload.config.ts';

/**
 * The user's project: the nearest folder, from this one upward, that has a configuration; this one where none has. Its
 * `scenarios/` and `profiles/` are the user's own. A configuration above that belongs to somebody else is none: it is a
 * program, and anybody may write one to /tmp.
 */
export function ownFolder(from = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    const file = join(folder, configName);
    if (existsSync(file) && (folder === from || isTrusted(file, from))) return folder;
    if (dirname(folder) === folder) return from;
  }
}

/** A folder of the project, as seen from here: `../runs` in one of its folders. */
export const inProject = (name: string): string => relative(process.cwd(), join(ownFolder(), name));

/** It belongs to whom this folder belongs to, to this user or to root. */
const isTrusted = (file: string, from: string): boolean =>
  [statSync(from).uid, process.getuid?.(), 0].includes(statSync(file).uid);
