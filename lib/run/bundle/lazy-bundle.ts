import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildFailure, type BuildOptions, build, type Metafile, type Plugin } from 'esbuild';

/**
 * Name under which a script imports what it evaluates at a VU's first journey: `evaluate()` returns the exports of the
 * source.
 */
export const firstJourneyModule = 'caseload:first-journey';

/** Import statements of k6's modules, as esbuild writes them. */
const k6Imports = /^import (?:[\w$*\s{},]+ from )?"k6[^"]*";$/gm;
const exportList = /^export \{([^}]*)\};$(?![\s\S]*^export \{)/m;
const sourceMap = /^\/\/# sourceMappingURL=data:application\/json;base64,(\S+)$/m;

/**
 * Bundles a source and all that it imports into one function, so that a VU without a journey keeps nothing of it
 * (esbuild's own lazy modules cost more than they save: each brings a wrapper and getters). k6's modules stay imports
 * of the script, because k6 loads them only while a VU is made; and where the scenario's files use what k6 allows only
 * then, the function is called at once.
 */
export async function bundleFirstJourney(source: string, folder: string, options: BuildOptions): Promise<string> {
  const { outputFiles, metafile } = await build({
    ...options,
    stdin: { contents: source, resolveDir: folder, sourcefile: 'first-journey.ts', loader: 'ts' },
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    sourcemap: 'inline',
    sourcesContent: false,
  });
  return wrap(outputFiles[0]?.text ?? '', await usesInitContext(metafile, folder));
}

/** Lets a script import it. @param bundle gives what `bundleFirstJourney` made */
export const firstJourney = (bundle: () => Promise<string>, folder: string): Plugin => ({
  name: 'first-journey',
  setup(outer) {
    outer.onResolve({ filter: new RegExp(`^${firstJourneyModule}$`) }, ({ path }) => ({ path, namespace: 'caseload' }));
    outer.onLoad({ filter: /.*/, namespace: 'caseload' }, async () => {
      try {
        return { contents: await bundle(), resolveDir: folder };
      } catch (error) {
        const { errors } = error as Partial<BuildFailure>;
        if (errors === undefined) throw error;
        return { errors };
      }
    });
  },
});

/** Whether a file outside the library imports from k6 (it may make a metric, a SharedArray) or opens a file. */
async function usesInitContext({ inputs }: Metafile, folder: string): Promise<boolean> {
  const own = Object.entries(inputs).filter(([path]) => !path.startsWith('lib/') && path !== 'first-journey.ts');
  if (own.some(([, { imports }]) => imports.some(({ path }) => /^k6($|\/)/.test(path)))) return true;
  const texts = await Promise.all(own.map(([path]) => readFile(join(folder, path), 'utf8')));
  return texts.some((text) => /\bopen\s*\(/.test(text));
}

/** The module as a function. Its lines stay lines; the source map is shifted by the one put before them. */
function wrap(module: string, isEager: boolean): string {
  const imports = [...module.matchAll(k6Imports)].map(([statement]) => statement.replaceAll('\n', ' '));
  const body = module
    .replace(k6Imports, lineBreaks)
    .replace(exportList, (list, names: string) => {
      const fields = names.split(',').map((name) => name.trim().replace(/^(\S+) as (\S+)$/, '$2: $1'));
      return `return { ${fields.join(', ')} };${lineBreaks(list)}`;
    })
    .replace(sourceMap, (_comment, base64: string) => {
      const map = JSON.parse(Buffer.from(base64, 'base64').toString()) as { mappings: string };
      const shifted = Buffer.from(JSON.stringify({ ...map, mappings: `;${map.mappings}` })).toString('base64');
      const tail = isEager ? 'const library = evaluateAll(); export const evaluate = () => library;' : '';
      return `};${tail}\n//# sourceMappingURL=data:application/json;base64,${shifted}`;
    });
  return `${imports.join(' ')} ${isEager ? 'const evaluateAll' : 'export const evaluate'} = () => {\n${body}`;
}

const lineBreaks = (text: string) => text.replace(/[^\n]/g, '');
