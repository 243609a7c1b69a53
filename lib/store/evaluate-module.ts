import { readFileSync, statSync } from 'node:fs';
import { createRequire, SourceMap } from 'node:module';
import { dirname, join, relative, resolve } from 'node:path';
import { Script } from 'node:vm';
import type { UsageError } from '../model/errors.ts';
import { moduleError } from './module-error.ts';
import { packageFolder } from './package-folder.ts';

const defaultLimitMs = 10_000;

/** The files that were evaluated, with their source maps: what they do later is still their fault. */
const evaluated = new Map<string, string>();

/**
 * Evaluates CommonJS code with what k6 has at module level: `__ENV` (the environment), `__VU` and `__ITER` (0 while a
 * script is read) and `open` (next to the file). What it throws is the file's own error: one line, with the place in
 * the source. So is an evaluation that does not end, in promises or without; those are only stopped when the caller is
 * no promise's continuation itself.
 */
export function evaluateModule(
  file: string,
  code: string,
  map: string,
  limitMs = defaultLimitMs,
): { readonly default?: unknown } {
  const module: { exports: { default?: unknown } } = { exports: {} };
  const names = ['module', 'exports', 'require', '__ENV', '__VU', '__ITER', 'open'];
  evaluated.set(file, map);
  try {
    const wrapped = new Script(`(function (${names.join(', ')}) {${code}\n})`, { filename: file });
    const run = wrapped.runInThisContext() as (...args: unknown[]) => void;
    guarded(() => {
      within(limitMs, () =>
        run(module, module.exports, createRequire(file), environment(), 0, 0, opener(dirname(file))),
      );
      within(limitMs, runPromises);
    });
  } catch (error) {
    throw moduleError(`${file} cannot be read: ${thrownLine(error, file, map)}`, error);
  }
  return module.exports;
}

/** The error of a file that was evaluated, if it is that file which threw later or left a promise rejected. */
export function lateModuleError(error: unknown): UsageError | undefined {
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  // We only throw errors: what is none comes from a file of the user's.
  const isForeign = (file: string) => stack.includes(`${file}:`) || !(error instanceof Error);
  const [file, map] = [...evaluated].reverse().find(([name]) => isForeign(name)) ?? [];
  if (file === undefined || map === undefined) return undefined;
  return moduleError(`${file} failed after it was read: ${thrownLine(error, file, map)}`, error);
}

const door = '__caseloadCall';

/** Calls the function in the one way that Node can break off. */
function within(limitMs: number, call: () => void): void {
  const scope = globalThis as { [door]?: () => void };
  scope[door] = call;
  try {
    new Script(`${door}()`).runInThisContext({ timeout: limitMs, displayErrors: false });
  } catch (error) {
    if ((error as NodeJS.ErrnoException | null | undefined)?.code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new Error(`it is not evaluated after ${limitMs / 1_000} s: does it loop?`);
  } finally {
    delete scope[door];
  }
}

/** Lets the promises that the file made go on now, because a loop of them would let nothing else. */
const runPromises = (): void => (process as unknown as { _tickCallback?: () => void })._tickCallback?.();

/**
 * A file that ends the process would end it with a code of its own. What it has done at the next tick is done with its
 * promises, since Node cannot break off a loop of ticks.
 */
function guarded(call: () => void): void {
  const { exit, nextTick } = process;
  const { queueMicrotask } = globalThis;
  const later = (tick: (...args: unknown[]) => void, ...args: unknown[]) => {
    void Promise.resolve().then(() => tick(...args));
  };
  const refuse = () => {
    throw new Error('it calls process.exit');
  };
  Object.assign(process, { exit: refuse, nextTick: later });
  globalThis.queueMicrotask = later;
  try {
    call();
  } finally {
    Object.assign(process, { exit, nextTick });
    globalThis.queueMicrotask = queueMicrotask;
  }
}

/** Scenarios take the target's address from it; which that is, no one knows yet. */
const environment = (): Record<string, string | undefined> => ({
  BASE_URL: 'http://127.0.0.1:3000',
  RUN_ID: 'none',
  HEADERS: '{}',
  ...process.env,
});

const opener = (folder: string) => (path: string, mode?: string) => {
  const file = resolve(folder, path);
  // Nothing could interrupt the wait for a pipe's writer.
  if (!statSync(file).isFile()) throw new Error(`${path} is not a file`);
  const bytes = readFileSync(file);
  return mode === 'b' ? new Uint8Array(bytes).buffer : bytes.toString('utf8');
};

function thrownLine(error: unknown, file: string, map: string): string {
  const message =
    error instanceof Error && error.name !== 'Error' ? `${error.name}: ${error.message}` : messageOf(error);
  const place = placeOf((error as Error | undefined)?.stack ?? '', file, map);
  return place === undefined ? message : `${message} (${place})`;
}

const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

/**
 * Where in its sources a file threw: by the first line of the stack that is in one of the user's files, or in ours that
 * they call with what we refuse.
 */
function placeOf(stack: string, file: string, map: string): string | undefined {
  const sources = new SourceMap(JSON.parse(map));
  const places = stack.split('\n').flatMap((text) => {
    const at = text.indexOf(`${file}:`);
    const [, line, column] = /^:(\d+):(\d+)/.exec(at < 0 ? '' : text.slice(at + file.length)) ?? [];
    if (line === undefined) return [];
    const entry = sources.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return [];
    const source = resolve(dirname(file), entry.originalSource.replace(/^file:\/\//, ''));
    return [{ source, line: entry.originalLine + 1 }];
  });
  const place = places.find(({ source }) => !source.startsWith(ownSources)) ?? places[0];
  if (place === undefined) return undefined;
  const fromHere = relative(process.cwd(), place.source);
  return `${fromHere.startsWith('..') ? place.source : fromHere}:${place.line}`;
}

const ownSources = join(packageFolder, 'lib/');
