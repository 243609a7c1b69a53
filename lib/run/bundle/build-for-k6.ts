import { join } from 'node:path';
import type { BuildOptions, Plugin } from 'esbuild';
import { HarnessError, UsageError } from '../../model/errors.ts';
import { compile } from '../../store/compiler.ts';
import { ownApi } from '../../store/own-api.ts';
import { packageFolder } from '../../store/package-folder.ts';

/** What k6's engine (Sobek, k6 2.2) lacks: found in a bundle, it would only throw in the middle of a load. */
const missingGlobals = [
  'URL',
  'URLSearchParams',
  'structuredClone',
  'Intl',
  'atob',
  'btoa',
  'fetch',
  'performance',
  'process',
  'Buffer',
  'WeakRef',
  'Object.groupBy',
  'Promise.withResolvers',
  'queueMicrotask',
  'window',
  'document',
  'require',
  '__dirname',
] as const;

/** Refuses imports that k6 would only reject at run time, or fetch from the network. */
const k6ImportsOnly: Plugin = {
  name: 'k6-imports-only',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^(https?:|node:)/ }, ({ path, importer }) => ({
      errors: [
        {
          text: path.startsWith('http')
            ? `${importer} imports ${path} from the network`
            : `${importer} imports ${path}, which k6 does not have`,
        },
      ],
    }));
    pluginBuild.onResolve({ filter: /^zod($|\/)/ }, ({ path, importer }) => ({
      errors: [
        { text: `${importer} imports ${path}: validation belongs on the Node side, every VU would evaluate it` },
      ],
    }));
  },
};

export const forK6: BuildOptions = {
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  supported: { 'async-generator': false },
  external: ['k6', 'k6/*'],
  define: Object.fromEntries(missingGlobals.map((name, index) => [name, `__missing_global_${index}`])),
  charset: 'utf8',
  logLevel: 'silent',
  plugins: [k6ImportsOnly, ownApi],
};

/** A file of lib/k6, quoted for an import statement. */
export const libraryFile = (path: string) => JSON.stringify(join(packageFolder, 'lib/k6', path));

/** Lets a scenario open files of its own folder, wherever its bundle lies. */
export const openingFrom = (folder: string): BuildOptions => ({
  inject: [join(packageFolder, 'lib/k6/open-file.ts')],
  define: { ...forK6.define, SCENARIO_FOLDER: JSON.stringify(folder) },
});

/**
 * Builds a k6 script from its source. Throws a UsageError that names the culprit when the scenario imports what k6
 * cannot have (Node's modules, the network) or uses a global that k6's engine lacks.
 */
export async function buildForK6(
  scenarioFile: string,
  script: { readonly name: string; readonly source: string },
  options: BuildOptions,
): Promise<string> {
  const result = await compile({
    ...forK6,
    ...options,
    stdin: { contents: script.source, resolveDir: packageFolder, sourcefile: script.name, loader: 'ts' },
    absWorkingDir: packageFolder,
    bundle: true,
    write: false,
  }).catch((error: unknown) => {
    throw error instanceof HarnessError ? error : bundleError(scenarioFile, error);
  });
  const code = result.outputFiles?.[0]?.text ?? '';
  refuseMissingGlobals(code, scenarioFile);
  return code;
}

function refuseMissingGlobals(code: string, scenarioFile: string): void {
  const found = new Set(
    [...code.matchAll(/\b__missing_global_(\d+)\b/g)].map(([, index]) => missingGlobals[Number(index)]),
  );
  if (found.size === 0) return;
  throw new UsageError(`${scenarioFile} uses ${[...found].join(', ')}, which k6's engine lacks`, {
    hint: 'use what k6 offers (k6/crypto, k6/encoding, Date.now()), or precompute the data into a file',
  });
}

function bundleError(scenarioFile: string, error: unknown): HarnessError {
  const { errors = [] } = error as { errors?: { text: string; location?: { file: string; line: number } | null }[] };
  const [first] = errors;
  const where = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
  return new UsageError(`${scenarioFile} cannot be bundled for k6: ${where}${first?.text ?? String(error)}`, {
    hint: "scenarios may import caseload, the project's files, and packages that need neither Node nor a browser",
    cause: error,
  });
}
