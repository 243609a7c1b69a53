import { readFileSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { dirname, relative, resolve } from 'node:path';
import { Script } from 'node:vm';
import { moduleError } from './module-error.ts';

/**
 * Evaluates CommonJS code with what k6 has at module level: `__ENV` (the environment), `__VU` and `__ITER` (0 while a
 * script is read) and `open` (next to the file). What it throws is the file's own error: one line, with the place in
 * the source.
 */
export function evaluateModule(file: string, code: string, map: string): { readonly default?: unknown } {
  const module: { exports: { default?: unknown } } = { exports: {} };
  const names = ['module', 'exports', 'require', '__ENV', '__VU', '__ITER', 'open'];
  try {
    const wrapped = new Script(`(function (${names.join(', ')}) {${code}\n})`, { filename: file });
    const run = wrapped.runInThisContext() as (...args: unknown[]) => void;
    run(module, module.exports, createRequire(file), environment(), 0, 0, opener(dirname(file)));
  } catch (error) {
    throw moduleError(`${file} cannot be read: ${thrownLine(error, file, map)}`, error);
  }
  return module.exports;
}

/** Scenarios take the target's address from it; which that is, no one knows yet. */
const environment = (): Record<string, string | undefined> => ({
  BASE_URL: 'http://127.0.0.1:3000',
  RUN_ID: 'none',
  HEADERS: '{}',
  ...process.env,
});

const opener = (folder: string) => (path: string, mode?: string) => {
  const bytes = readFileSync(resolve(folder, path));
  return mode === 'b' ? new Uint8Array(bytes).buffer : bytes.toString('utf8');
};

function thrownLine(error: unknown, file: string, map: string): string {
  const message =
    error instanceof Error && error.name !== 'Error' ? `${error.name}: ${error.message}` : messageOf(error);
  const place = placeOf((error as Error | undefined)?.stack ?? '', file, map);
  return place === undefined ? message : `${message} (${place})`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/** Where in its sources a file threw, by the first line of the stack that is in it. */
function placeOf(stack: string, file: string, map: string): string | undefined {
  const at = stack.indexOf(`${file}:`);
  const [, line, column] = /^:(\d+):(\d+)/.exec(at < 0 ? '' : stack.slice(at + file.length)) ?? [];
  if (line === undefined || column === undefined) return undefined;
  const entry = new SourceMap(JSON.parse(map)).findEntry(Number(line) - 1, Number(column) - 1);
  if (!('originalSource' in entry)) return undefined;
  const source = resolve(dirname(file), entry.originalSource.replace(/^file:\/\//, ''));
  const fromHere = relative(process.cwd(), source);
  return `${fromHere.startsWith('..') ? source : fromHere}:${entry.originalLine + 1}`;
}
