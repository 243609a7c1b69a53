import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectFolder } from '../../lib/store/library.ts';

const page = readFileSync(join(projectFolder, 'docs/architecture.md'), 'utf8');

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
