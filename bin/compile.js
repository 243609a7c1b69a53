// The command line is TypeScript. It is compiled into one file when its sources have changed, because to load 120 files
// and their packages one by one, each through a loader, takes longer than all that caseload does before a load.
const { createHash, randomUUID } = require('node:crypto');
const {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} = require('node:fs');
const { createRequire } = require('node:module');
const { tmpdir } = require('node:os');
const { join } = require('node:path');
const { pathToFileURL } = require('node:url');
const { constants, Script } = require('node:vm');

const project = join(__dirname, '..');
/** What decides whether a compiled file is the one of these sources. */
const sources = ['lib', 'reports', 'package.json', 'package-lock.json', 'bin/compile.js'];

const dayMs = 86_400_000;
/** Exit codes of commands that did all of their work. */
const whole = [0, 1, 3, 4, 5];

/**
 * The compiled `lib/cli/main.ts`, as a script that has not run yet.
 * @returns {Promise<{ file: string, load: () => { main: (args: string[]) => Promise<void>, runCommand: Function } }>}
 */
async function compiledMain() {
  const folder = join(project, 'node_modules/.cache/caseload');
  const name = `cli-${stamp()}.cjs`;
  const file = join(folder, name);
  if (existsSync(file)) return { file, load: () => loadScript(file, cacheOf(file)) };
  const { code, map } = await compile().catch(endWithoutCode);
  try {
    mkdirSync(folder, { recursive: true });
    // The map first, so that it exists as soon as the code does.
    writeWhole(`${file}.map`, map);
    writeWhole(file, code);
    removeOld(folder);
    return { file, load: () => loadScript(file, cacheOf(file)) };
  } catch {
    // A folder that cannot be written (an installation of somebody else's) costs time, nothing more.
    const parent = existsSync(tmpdir()) ? tmpdir() : '/tmp';
    const own = mkdtempSync(join(parent, 'caseload-cli-'));
    process.once('exit', () => rmSync(own, { recursive: true, force: true }));
    writeFileSync(join(own, `${name}.map`), map);
    writeFileSync(join(own, name), code);
    return { file: join(own, name), load: () => loadScript(join(own, name)) };
  }
}

/**
 * Runs the script. V8's code cache holds what an earlier call of the same command compiled; the first call that
 * does all of its work leaves it behind.
 * @param {string} file @param {string} [cache]
 */
function loadScript(file, cache) {
  const cachedData = cache !== undefined && existsSync(cache) ? readFileSync(cache) : undefined;
  const head = '(function (module, exports, require) {';
  // esbuild's output is ASCII.
  const options = {
    filename: file,
    columnOffset: -head.length,
    cachedData,
    importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  };
  const script = new Script(`${head}${readFileSync(file, 'latin1')}\n})`, options);
  if (cache !== undefined && (cachedData === undefined || script.cachedDataRejected)) {
    process.once('exit', (exitCode) => {
      if (whole.includes(exitCode)) attempt(() => writeWhole(cache, script.createCachedData()));
    });
  }
  const module = { exports: /** @type {any} */ ({}) };
  script.runInThisContext()(module, module.exports, createRequire(file));
  return module.exports;
}

/** One for each command, because each compiles other functions. @param {string} file */
function cacheOf(file) {
  const [command = ''] = process.argv.slice(2);
  return /^[a-z]{1,20}$/.test(command) ? `${file}.${command}.cache` : undefined;
}

/** @param {() => void} act */
function attempt(act) {
  try {
    act();
  } catch {
    // It only costs time.
  }
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
  const lines = sources.flatMap((source) => stampsOf(join(project, source)));
  return createHash('sha256').update(lines.join('\n')).digest('hex').slice(0, 16);
}

/** One of each file. @param {string} path @returns {string[]} */
function stampsOf(path) {
  const stat = statSync(path, { throwIfNoEntry: false });
  if (!stat?.isDirectory()) return [`${path} ${stat?.size} ${stat?.mtimeMs}`];
  return readdirSync(path)
    .sort()
    .flatMap((name) => stampsOf(`${path}/${name}`));
}

async function compile() {
  const { build } = await import('esbuild');
  const { outputFiles } = await build({
    entryPoints: [join(project, 'lib/cli/main.ts')],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    outfile: join(project, 'caseload.cjs'),
    // Half as much for Node to read at each start; names stay, for stacks.
    minifyWhitespace: true,
    sourcemap: 'external',
    sourcesContent: false,
    plugins: [
      {
        name: 'caseload',
        setup(pluginBuild) {
          // It finds its binary by its own path.
          pluginBuild.onResolve({ filter: /^esbuild$/ }, ({ path }) => ({
            path: require.resolve(path),
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

/** @param {string} file @param {string | Uint8Array} text */
function writeWhole(file, text) {
  const temporary = `${file}.${randomUUID()}`;
  writeFileSync(temporary, text);
  renameSync(temporary, file);
}

module.exports = { compiledMain };
