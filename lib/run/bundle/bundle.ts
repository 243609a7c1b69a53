import { join } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';
import { type HarnessError, UsageError } from '../../model/errors.ts';
import type { RunPlan } from '../../model/plan.ts';
import { k6Options } from '../../plan/k6-options.ts';
import { bundlePlan } from '../../plan/make-plan.ts';
import { checkCompiler } from '../../store/compiler.ts';
import { projectFolder } from '../../store/library.ts';
import { firstJourney, firstJourneyModule } from './lazy-bundle.ts';

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

/** Unminified, about 20 kB minified. Larger bundles cost memory in every VU, since each evaluates its own copy. */
const mostBytes = 40_000;

export interface Bundle {
  /** The k6 script; nothing but `k6` imports. */
  readonly code: string;
  readonly sizeBytes: number;
}

export interface BundleOptions {
  readonly minify?: boolean;
  readonly sourceMap?: boolean;
}

/**
 * Bundles a scenario and a plan into one k6 script. Throws a UsageError that names the culprit when the scenario imports what k6 cannot have
 * (Node's modules, the network) or uses a global that k6's engine lacks.
 */
export async function bundleScript(scenarioFile: string, plan: RunPlan, options: BundleOptions = {}): Promise<Bundle> {
  const result = await build({
    ...forK6,
    stdin: {
      contents: scriptOf(plan),
      resolveDir: projectFolder,
      sourcefile: `${plan.scenario.name}.${plan.profile.name}.ts`,
      loader: 'ts',
    },
    absWorkingDir: projectFolder,
    bundle: true,
    write: false,
    minify: options.minify ?? false,
    sourcemap: options.sourceMap ? 'inline' : false,
    plugins: [firstJourney(librarySource(scenarioFile, plan), projectFolder, forK6)],
  }).catch((error: unknown) => {
    checkCompiler(error);
    throw bundleError(scenarioFile, error);
  });
  const code = result.outputFiles[0]?.text ?? '';
  refuseMissingGlobals(code, scenarioFile);
  return { code, sizeBytes: Buffer.byteLength(code) };
}

const libraryFile = (path: string) => JSON.stringify(join(projectFolder, 'lib/k6', path));

/** The script's own lines: what every VU evaluates while k6 makes it. */
function scriptOf(plan: RunPlan): string {
  return [
    `import { evaluate } from '${firstJourneyModule}';`,
    `import { makeMetrics, whenNeeded } from ${libraryFile('init.ts')};`,
    ...(plan.fixtures ? [`import { fixtureFlow } from ${libraryFile('fixtures.ts')};`] : []),
    `const plan = ${JSON.stringify(bundlePlan(plan))};`,
    `export const options = ${JSON.stringify(k6Options(plan), null, 2)};`,
    'const metrics = makeMetrics(plan);',
    `const startFlow = ${plan.fixtures ? 'fixtureFlow(plan, plan.fixtures)' : '() => ({})'};`,
    'export const journey = whenNeeded(() => evaluate().makeJourney(plan, metrics, startFlow));',
    'export const handleSummary = (data) => evaluate().summaryFiles(data, plan);',
  ].join('\n');
}

/** What a VU evaluates at its first journey. What a scenario does not use is not even imported. */
function librarySource(scenarioFile: string, { scenario: { isList } }: RunPlan): string {
  const journey = isList ? 'listJourney' : 'freeJourney';
  return [
    `import scenario from ${JSON.stringify(scenarioFile)};`,
    `import { ${journey} } from ${libraryFile(isList ? 'journey.ts' : 'free-journey.ts')};`,
    `export { summaryFiles } from ${libraryFile('summary.ts')};`,
    `export const makeJourney = (plan, metrics, startFlow) => ${journey}(scenario, plan, metrics, startFlow);`,
  ].join('\n');
}

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

const forK6: BuildOptions = {
  format: 'esm',
  platform: 'neutral',
  mainFields: ['module', 'main'],
  target: 'es2022',
  supported: { 'async-generator': false },
  external: ['k6', 'k6/*'],
  define: Object.fromEntries(missingGlobals.map((name, index) => [name, `__missing_global_${index}`])),
  charset: 'utf8',
  logLevel: 'silent',
  plugins: [k6ImportsOnly],
};

function refuseMissingGlobals(code: string, scenarioFile: string): void {
  const found = new Set(
    [...code.matchAll(/\b__missing_global_(\d+)\b/g)].map(([, index]) => missingGlobals[Number(index)]),
  );
  if (found.size === 0) return;
  throw new UsageError(`${scenarioFile} uses ${[...found].join(', ')}, which k6's engine lacks`, {
    hint: 'compute it in a fixture on the Node side, or use what k6 offers (k6/crypto, k6/encoding, Date.now())',
  });
}

function bundleError(scenarioFile: string, error: unknown): HarnessError {
  const { errors = [] } = error as { errors?: { text: string; location?: { file: string; line: number } | null }[] };
  const [first] = errors;
  const where = first?.location ? `${first.location.file}:${first.location.line}: ` : '';
  return new UsageError(`${scenarioFile} cannot be bundled for k6: ${where}${first?.text ?? String(error)}`, {
    hint: 'scenarios may import lib/contract, other scenario files, and packages that need neither Node nor a browser',
    cause: error,
  });
}

/** One line when a bundle is larger than the budget, undefined otherwise. */
export function bundleWarning({ sizeBytes }: Bundle): string | undefined {
  if (sizeBytes <= mostBytes) return undefined;
  return `the bundle is ${sizeBytes} bytes, above ${mostBytes}: every VU evaluates and keeps its own copy`;
}
