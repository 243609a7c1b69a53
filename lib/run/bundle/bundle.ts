import { dirname } from 'node:path';
import { k6Scenarios } from '../../contract/metrics.ts';
import { isPoisson } from '../../contract/poisson-arrivals.ts';
import type { RunPlan } from '../../model/plan.ts';
import { bundlePlan } from '../../plan/bundle-plan.ts';
import { k6Options } from '../../plan/k6-options.ts';
import { packageFolder } from '../../store/package-folder.ts';
import { buildForK6, forK6, libraryFile, openingFrom } from './build-for-k6.ts';
import { journeyFunction } from './journey-function.ts';
import { bundleFirstJourney, firstJourney, firstJourneyModule } from './lazy-bundle.ts';

/** Unminified, about 20 kB minified. Larger bundles cost memory in every VU, since each evaluates its own copy. */
const maxBytes = 40_000;

export interface Bundle {
  /** The k6 script; nothing but `k6` imports. */
  readonly code: string;
  readonly sizeBytes: number;
  /** What a VU evaluates at its first journey: all that is made of the scenario's files. */
  readonly firstJourney: string;
}

export interface BundleOptions {
  readonly minify?: boolean;
  /** With an inline source map, whose sources are found from this folder. */
  readonly sourcesFrom?: string;
  /** From where the scenario's own files are opened: its folder, unless the bundle shall be carried elsewhere. */
  readonly openFrom?: string;
  /** Of an earlier bundle: that of the same scenario, whatever has happened to its files since. */
  readonly firstJourney?: string | undefined;
}

/** Bundles a scenario and a plan into the one k6 script of the load. Throws a UsageError for what k6 could not run. */
export async function bundleScript(scenarioFile: string, plan: RunPlan, options: BundleOptions = {}): Promise<Bundle> {
  const inner = { ...forK6, ...openingFrom(options.openFrom ?? dirname(scenarioFile)) };
  let journey = options.firstJourney;
  const makeJourney = async () => {
    journey ??= await bundleFirstJourney(librarySource(scenarioFile, plan), packageFolder, inner);
    return journey;
  };
  const code = await buildForK6(
    scenarioFile,
    {
      name: `${plan.scenario.name}.${plan.profile.name}.ts`,
      source: scriptOf(plan, options.openFrom ?? dirname(scenarioFile)),
    },
    {
      minify: options.minify ?? false,
      ...(options.sourcesFrom === undefined ? {} : inlineMap(options.sourcesFrom)),
      plugins: [firstJourney(makeJourney, packageFolder)],
    },
  );
  return { code, sizeBytes: Buffer.byteLength(code.replace(mapComment, '')), firstJourney: journey ?? '' };
}

const inlineMap = (sourceRoot: string) => ({ sourcemap: 'inline', sourcesContent: false, sourceRoot }) as const;
/** k6 reads it once, and no VU keeps it. */
const mapComment = /^\/\/# sourceMappingURL=.*$/m;

/** The script's own lines: what every VU evaluates while k6 makes it. */
function scriptOf(plan: RunPlan, folder: string): string {
  const users = plan.users ? 'userFlow(plan, plan.users)' : '() => ({})';
  return [
    `import { evaluate } from '${firstJourneyModule}';`,
    `import { makeMetrics, whenNeeded } from ${libraryFile('init.ts')};`,
    ...(plan.data ? [`import { dataFlow } from ${libraryFile('data.ts')};`] : []),
    ...(plan.users ? [`import { userFlow } from ${libraryFile('users.ts')};`] : []),
    `const plan = ${JSON.stringify(bundlePlan(plan))};`,
    `export const options = ${JSON.stringify(k6Options(plan), null, 2)};`,
    ...drawnArrivals(plan),
    'const metrics = makeMetrics(plan);',
    `const startFlow = ${plan.data ? `dataFlow(plan.data, ${JSON.stringify(folder)}, ${users}, plan)` : users};`,
    'export const journey = whenNeeded(() => evaluate().makeJourney(plan, metrics, startFlow));',
    'export const handleSummary = (data) => evaluate().summaryFiles(data, plan);',
  ].join('\n');
}

/**
 * The lines that draw Poisson arrivals, which the options above have as their rates. k6 takes the options of VU 0 and
 * no other.
 */
function drawnArrivals(plan: RunPlan): string[] {
  const arrivals = { [k6Scenarios.warmUp]: plan.warmUp?.arrival, [k6Scenarios.load]: plan.arrival };
  return Object.entries(arrivals).flatMap(([name, arrival]) => {
    if (!isPoisson(arrival)) return [];
    const drawn = `evaluate().drawnStages(${JSON.stringify(arrival)})`;
    return [`if (__VU === 0) Object.assign(options.scenarios.${name}, ${drawn});`];
  });
}

/** What a VU evaluates at its first journey. What a scenario does not use is not even imported. */
function librarySource(scenarioFile: string, plan: RunPlan): string {
  const { isList, pauses, branches } = plan.scenario;
  const { name: journey, importLine } = journeyFunction({
    isRun: !isList && branches === undefined,
    hasElements: (pauses ?? branches) !== undefined,
  });
  return [
    `import scenario from ${JSON.stringify(scenarioFile)};`,
    importLine,
    `export { summaryFiles } from ${libraryFile('summary.ts')};`,
    ...(isPoisson(plan.arrival) ? [`export { drawnStages } from ${libraryFile('drawn-stages.ts')};`] : []),
    `export const makeJourney = (plan, metrics, startFlow) => ${journey}(scenario, plan, metrics, startFlow);`,
  ].join('\n');
}

/** One line when a bundle is larger than the budget, undefined otherwise. */
export function bundleWarning({ sizeBytes }: Pick<Bundle, 'sizeBytes'>): string | undefined {
  if (sizeBytes <= maxBytes) return undefined;
  return `the bundle is ${sizeBytes} bytes, above ${maxBytes}: every VU evaluates and keeps its own copy`;
}
