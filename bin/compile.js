// The command line is TypeScript. It is compiled into one file when its sources have changed, because to load 120 files
// and their packages one by one, each through a loader, takes longer than all that caseload does before a load.
import { createHash, randomUUID } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
/** What decides whether a compiled file is the one of these sources. */
const sources = ['lib', 'reports', 'package.json', 'package-lock.json', 'bin/compile.js'];

const dayMs = 86_400_000;

/** Address of the compiled `lib/cli/main.ts`. */
export async function compiledMain() {
  const folder = join(project, 'node_modules/.cache/caseload');
  const name = `cli-${stamp()}.mjs`;
  const file = join(folder, name);
  if (!existsSync(file)) {
    const { code, map } = await compile().catch(endWithoutCode);
    try {
      mkdirSync(folder, { recursive: true });
      // The map first, so that it exists as soon as the code does.
      writeWhole(`${file}.map`, map);
      writeWhole(file, code);
      removeOld(folder);
    } catch {
      // A folder that cannot be written (an installation of somebody else's) costs time, nothing more.
      const parent = existsSync(tmpdir()) ? tmpdir() : '/tmp';
      const own = mkdtempSync(join(parent, 'caseload-cli-'));
      process.once('exit', () => rmSync(own, { recursive: true, force: true }));
      writeFileSync(join(own, `${name}.map`), map);
      writeFileSync(join(own, name), code);
      return pathToFileURL(join(own, name)).href;
    }
  }
  return pathToFileURL(file).href;
}

/**
 * Those of other sources stay for a day: another caseload may be about to load one.
 * @param {string} folder
 */
function removeOld(folder) {
  for (const name of readdirSync(folder)) {
    const stat = statSync(join(folder, name), { throwIfNoEntry: false });
    if (stat !== undefined && Date.now() - stat.mtimeMs > dayMs) rmSync(join(folder, name), { force: true });
  }
}

function stamp() {
  const hash = createHash('sha256').update(project);
  for (const source of sources) visit(join(project, source), hash);
  return hash.digest('hex').slice(0, 16);
}

/** @param {string} path @param {import('node:crypto').Hash} hash */
function visit(path, hash) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (stat?.isDirectory()) for (const name of readdirSync(path).sort()) visit(join(path, name), hash);
  else hash.update(`${path} ${stat?.size} ${stat?.mtimeMs}\n`);
}

async function compile() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(project, 'lib/cli/main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    outfile: join(project, 'caseload.mjs'),
    // Half as much for Node to read at each start; names stay, for stacks.
    minifyWhitespace: true,
    sourcemap: 'external',
    sourcesContent: false,
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    plugins: [
      {
        name: 'caseload',
        setup(pluginBuild) {
          // It finds its binary by its own path.
          pluginBuild.onResolve({ filter: /^esbuild$/ }, ({ path }) => ({
            path: import.meta.resolve(path),
            external: true,
          }));
          // Files next to a source (templates, the reaper) are where the source is, not where the compiled file is.
          pluginBuild.onLoad({ filter: /\.ts$/ }, ({ path }) => ({
            contents: readFileSync(path, 'utf8').replaceAll(
              'import.meta.url',
              JSON.stringify(pathToFileURL(path).href),
            ),
            loader: 'ts',
          }));
        },
      },
    ],
  });
  const [map, code] = outputFiles;
  return { code: code?.text ?? '', map: map?.text ?? '{}' };
}

/**
 * 10 for an esbuild that cannot run, 70 for code of ours that does not compile: exit 1 would say that an objective
 * failed.
 * @param {Error & { errors?: unknown }} error @returns {never}
 */
function endWithoutCode(error) {
  const isOurs = Array.isArray(error.errors);
  const what = isOurs ? error.stack : `${error.message.trim().split('\n')[0]}: run npm ci without --omit=optional`;
  process.stderr.write(`caseload: it cannot be compiled here: ${what}\n`);
  process.exit(isOurs ? 70 : 10);
}

/** @param {string} file @param {string} text */
function writeWhole(file, text) {
  const temporary = `${file}.${randomUUID()}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}
