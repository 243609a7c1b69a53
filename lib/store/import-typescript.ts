import { type BuildFailure, build } from 'esbuild';
import { UsageError } from '../model/errors.ts';
import { checkCompiler } from './compiler.ts';

/** A module of the library or of the user's, evaluated in Node. Throws a UsageError that names file and line when it does not compile. */
export async function importTypeScript(file: string): Promise<{ readonly default?: unknown }> {
  const { outputFiles } = await build({
    entryPoints: [file],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    sourcemap: 'inline',
    logLevel: 'silent',
    plugins: [
      {
        // What a scenario makes of k6 (a metric, a SharedArray) is made in k6's VUs only: here its modules hand out things that do nothing.
        name: 'k6-in-node',
        setup(pluginBuild) {
          pluginBuild.onResolve({ filter: /^k6($|\/)/ }, ({ path }) => ({ path, namespace: 'k6-in-node' }));
          pluginBuild.onLoad({ filter: /.*/, namespace: 'k6-in-node' }, () => ({
            contents:
              'const nothing = new Proxy(function () {}, { get: () => nothing, apply: () => nothing, construct: () => nothing }); module.exports = nothing;',
            loader: 'js',
          }));
        },
      },
    ],
  }).catch((error: BuildFailure) => {
    checkCompiler(error);
    const [first] = error.errors ?? [];
    const where = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
    throw new UsageError(`${file} cannot be read: ${where}${first?.text ?? String(error)}`, {
      hint: 'correct the file; npm run check:types tells more',
      cause: error,
    });
  });
  const code = Buffer.from(outputFiles[0]?.contents ?? []).toString('base64');
  return import(`data:text/javascript;base64,${code}`) as Promise<{ readonly default?: unknown }>;
}
