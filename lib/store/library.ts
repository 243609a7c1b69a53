import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Profile } from '../contract/profile.ts';
import type { Scenario } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import { unknownName } from '../plan/did-you-mean.ts';
import { ownFolder } from './own-folder.ts';
import { isInstalled, packageFolder } from './package-folder.ts';

type Shelf = 'scenarios' | 'profiles';

/**
 * Where scenarios or profiles are looked for, the first wins: in the user's project, and the profiles of this package
 * are everywhere. Its scenarios speak to the reference shop, which comes with a clone only.
 */
function foldersOf(shelf: Shelf): string[] {
  const [own, packaged] = [join(ownFolder(), shelf), join(packageFolder, shelf)];
  if (shelf === 'scenarios') return [existsSync(own) || isInstalled ? own : packaged];
  return own === packaged ? [own] : [own, packaged];
}

/** Names of the scenarios or profiles: one file each. */
export function listNames(shelf: Shelf, folders: readonly string[] = foldersOf(shelf)): string[] {
  const files = folders.flatMap((folder) => (existsSync(folder) ? readdirSync(folder) : []));
  const names = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));
  return [...new Set(names.map((file) => file.slice(0, -'.ts'.length)))].sort();
}

/**
 * The name that the user gave, if there is such a scenario or profile. Throws a UsageError that lists the known names,
 * the nearest first.
 */
export function knownName(shelf: Shelf, name: string | undefined): string {
  const known = listNames(shelf);
  const what = shelf.slice(0, -1);
  if (known.length === 0) {
    throw new UsageError(`there are no ${shelf} in ${foldersOf(shelf)[0]}`, { hint: 'begin with: npx caseload init' });
  }
  if (name === undefined) throw new UsageError(`--${what} is missing`, { hint: `name one of: ${known.join(', ')}` });
  if (!known.includes(name)) throw unknownName(what, name, known);
  return name;
}

/** A command that makes a first run, for messages. */
export function firstLoad(): string {
  const known = listNames('scenarios');
  if (known.includes('order-only')) return 'caseload load --scenario order-only --profile case3';
  return known[0] === undefined ? 'caseload init' : `caseload load --scenario ${known[0]} --profile smoke`;
}

/** The file of a scenario or profile; the same error for a name that is not known. */
export function fileOf(shelf: Shelf, name: string): string {
  knownName(shelf, name);
  const [first = '', ...others] = foldersOf(shelf).map((folder) => join(folder, `${name}.ts`));
  return [first, ...others].find((file) => existsSync(file)) ?? first;
}

/** The default export of a file, which must have the file's name. */
async function loadDefault(file: string, name: string): Promise<unknown> {
  // The compiler takes a while to load: not before there is something to compile.
  const { importTypeScript } = await import('./import-typescript.ts');
  const { default: exported } = await importTypeScript(file);
  if (typeof exported === 'function') {
    throw new UsageError(`${file} exports a function, as a script of k6's own does`, {
      hint: 'make it with defineScenario(), or run it with k6 and judge it with: caseload report --summary FILE',
    });
  }
  const named = exported as { name?: unknown } | null | undefined;
  if (named?.name !== name) {
    const what = named?.name === undefined ? 'has no default export with a name' : `is named '${String(named.name)}'`;
    throw new UsageError(`${file} ${what}`, { hint: `its default export must have the file's name: '${name}'` });
  }
  return exported;
}

/** The scenario of a file. */
export async function loadScenarioFile(file: string, name: string): Promise<Scenario> {
  const { parseScenario } = await import('./scenario-schema.ts');
  return parseScenario(await loadDefault(file, name), file);
}

/** The scenario of that name. */
export const loadScenario = (name: string): Promise<Scenario> => loadScenarioFile(fileOf('scenarios', name), name);

/** The profile of that name, every field checked. */
export async function loadProfile(name: string): Promise<Profile> {
  const { parseProfile } = await import('../plan/profile-schema.ts');
  return parseProfile(await loadDefault(fileOf('profiles', name), name), `profiles/${name}.ts`);
}
