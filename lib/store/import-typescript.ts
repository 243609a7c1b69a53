import { statSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { HarnessError } from '../model/errors.ts';
import { compile } from './compiler.ts';
import { evaluateModule } from './evaluate-module.ts';
import { k6InNode } from './k6-in-node.ts';
import { moduleError } from './module-error.ts';
import { ownApi } from './own-api.ts';

interface EsbuildFailure {
  readonly errors?: readonly { readonly text: string; readonly location?: { file: string; line: number } | null }[];
}

/** In pieces: bin/compile.js puts an address where a source says it whole. */
const addressOfModule = ['import', 'meta', 'url'].join('.');

/**
 * A module of the library or of the user's, evaluated in Node. Throws a UsageError that names file and line when it
 * does not compile, or throws while it is evaluated.
 */
export async function importTypeScript(file: string): Promise<{ readonly default?: unknown }> {
  if (!statSync(file, { throwIfNoEntry: false })?.isFile()) {
    throw moduleError(`${file} cannot be read: it is not a file`, undefined);
  }
  const { outputFiles } = await compile({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: `${file}.cjs`,
    sourcemap: 'external',
    sourcesContent: false,
    logLevel: 'silent',
    define: { [addressOfModule]: JSON.stringify(pathToFileURL(file).href) },
    plugins: [k6InNode, ownApi],
  }).catch((error: EsbuildFailure) => {
    if (error instanceof HarnessError) throw error;
    const [first] = error.errors ?? [];
    const place = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw moduleError(`${file} cannot be read: ${place}${first ? asUsageError(first.text) : String(error)}`, error);
  });
  const [map, code] = outputFiles.map(({ text }) => text);
  // Not as the continuation of a promise: see evaluateModule.
  return new Promise((resolve, reject) => {
    setImmediate(() => {
      try {
        resolve(evaluateModule(file, code ?? '', map ?? '{}'));
      } catch (error) {
        reject(error);
      }
    });
  });
}

/** The compiler speaks of the format that it was asked for, of which a user knows nothing. */
const asUsageError = (text: string): string =>
  text.startsWith('Top-level await') ? 'await at module level is not supported, only in functions' : text;
