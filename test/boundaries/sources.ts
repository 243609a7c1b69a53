import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { packageFolder } from '../../lib/store/package-folder.ts';

export interface SourceFile {
  readonly path: string;
  readonly text: string;
  /** Without comments. */
  readonly code: string;
}

/** The source files below a folder of the repository. */
export function sourcesOf(folder: string): SourceFile[] {
  return readdirSync(join(packageFolder, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|mjs|js)$/.test(entry.name) && !entry.name.endsWith('.d.ts'))
    .map((entry) => {
      const path = relative(packageFolder, join(entry.parentPath, entry.name));
      const text = readFileSync(join(packageFolder, path), 'utf8');
      return { path, text, code: withoutComments(text) };
    });
}

export const withoutComments = (text: string): string => text.replace(/\/\*[\s\S]*?\*\/|(?<![:'"`\\])\/\/.*$/gm, '');

/** What a file imports: paths of the repository for relative imports, packages by their names. */
export function importsOf({ path, code }: SourceFile): string[] {
  const words = [
    ...code.matchAll(/^\s*(?:import|export)\s[^'"`;()=]*\bfrom\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/^\s*import\s*['"]([^'"]+)['"]/gm),
    ...code.matchAll(/\bimport\(\s*['"]([^'"]+)['"]/g),
  ];
  return words.map(([, word = '']) => {
    return word.startsWith('.') ? relative(packageFolder, join(packageFolder, dirname(path), word)) : word;
  });
}

const typeImport = /^\s*(?:import|export) type\s[^'"`;()=]*\bfrom\s*['"][^'"]+['"]/gm;

/** What of it is only a type: gone when the file runs. */
export const typesImportedBy = (file: SourceFile): string[] =>
  importsOf({ ...file, code: (file.code.match(typeImport) ?? []).join('\n') });

/** What is loaded with a file: no types, and nothing that it imports later, by `import()`. */
export const importsAtOnce = (file: SourceFile): string[] =>
  importsOf({ ...file, code: file.code.replace(typeImport, '').replace(/\bimport\(/g, 'later(') });

/** Whether a path is a folder, or below it. */
export const lies = (path: string, folder: string) => path === folder || path.startsWith(`${folder}/`);
export const isPackage = (word: string, name: string) => (name === 'node:' ? word.startsWith(name) : lies(word, name));
