import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageFolder } from '../../lib/store/package-folder.ts';

const page = readFileSync(join(packageFolder, 'docs/architecture.md'), 'utf8');

const codeIn = (text: string): string[] => [...text.matchAll(/`([^`\n]+)`/g)].map(([, code = '']) => code);

/** Folder and permissions of each row of the page's table of rooms. */
export function roomsOfPage(): { readonly folder: string; readonly mayImport: readonly string[] }[] {
  const [, section = ''] = /\n## Rooms\n([\s\S]*?)\n## /.exec(page) ?? [];
  return [...section.matchAll(/^\| `([^`]+)\/` \|[^|]*\|([^|]*)\|$/gm)].map(([, folder = '', permissions = '']) => ({
    folder,
    mayImport: codeIn(permissions),
  }));
}

/** Files and folders of the repository that the page names; `<name>` and `*` stand for any. */
export const pathsOfPage = (): string[] =>
  codeIn(page).filter((code) => /^(bench|docs|lib|profiles|reports|scenarios|target|test|tsconfig)\/\S*$/.test(code));

export interface Stop {
  readonly file: string;
  readonly name: string;
  /** The stop whose function calls this one; undefined at the first, and where a table of commands is between. */
  readonly caller: Stop | undefined;
}

/** The walk from argv to exit code: further to the right is what the last stop further left calls. */
export function walkOfPage(): Stop[] {
  const [, walk = ''] = /\n## From argv to exit code\n[\s\S]*?```text\n([\s\S]*?)```/.exec(page) ?? [];
  const stops: (Stop & { readonly depth: number })[] = [];
  for (const [, file = '', gap = '', name = ''] of walk.matchAll(/^(\S+)( +)(\w+)/gm)) {
    const depth = file.length + gap.length;
    stops.push({ file, name, depth, caller: stops.findLast((stop) => stop.depth < depth) });
  }
  return stops;
}
