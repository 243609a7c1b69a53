import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

export const configName = 'caseload.config.ts';

/**
 * The user's project: the nearest folder, from this one upward, that has a configuration; this one where none has. Its
 * `scenarios/` and `profiles/` are the user's own.
 */
export function ownFolder(from = process.cwd()): string {
  for (let folder = from; ; folder = dirname(folder)) {
    if (existsSync(join(folder, configName))) return folder;
    if (dirname(folder) === folder) return from;
  }
}
