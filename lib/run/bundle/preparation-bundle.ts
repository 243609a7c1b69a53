import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';
import { dataSources } from '../../contract/data.ts';
import type { Scenario } from '../../contract/scenario.ts';
import type { TargetPlan } from '../../model/plan.ts';
import { k6RequestOptions } from '../../plan/k6-options.ts';
import { packageFolder } from '../../store/package-folder.ts';
import { buildForK6, forK6, libraryFile, openingFrom } from './build-for-k6.ts';
import { journeyFunction } from './journey-function.ts';

export interface PreparationNeed {
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  readonly requestTimeoutMs: number;
  readonly toolVersion: string;
  readonly target: TargetPlan;
}

/**
 * Bundles the script that performs one traced journey, or prepares users. Its steps are performed by the load's own
 * code; only `k6/http` is replaced, by one that notes each exchange, so that the load's script carries none of this.
 */
export const bundlePreparation = (need: PreparationNeed): Promise<string> =>
  buildForK6(
    need.scenarioFile,
    { name: 'preparation.ts', source: sourceOf(need) },
    {
      ...openingFrom(dirname(need.scenarioFile)),
      sourcemap: 'inline',
      sourcesContent: false,
      sourceRoot: pathToFileURL(packageFolder).href,
      plugins: [tracedHttp, ...(forK6.plugins ?? [])],
    },
  );

function sourceOf({ scenario, scenarioFile, requestTimeoutMs, toolVersion, target }: PreparationNeed): string {
  const { name: journey, importLine } = journeyFunction({
    isRun: scenario.run !== undefined,
    hasElements: scenario.elements !== undefined,
  });
  return [
    `import scenario from ${JSON.stringify(scenarioFile)};`,
    importLine,
    `import { tracedJourney } from ${libraryFile('trace-journey.ts')};`,
    ...(scenario.users ? [`import { userMaker } from ${libraryFile('make-users.ts')};`] : []),
    `const own = ${JSON.stringify({ requestTimeoutMs, hasWarmUp: false, skipsPauses: true })};`,
    'const plan = { ...own, way: Number(__ENV.CASELOAD_WAY || 0) };',
    'const mode = __ENV.CASELOAD_MODE, count = Number(__ENV.CASELOAD_COUNT || 1);',
    `const journeys = { executor: 'shared-iterations', exec: mode, iterations: count, maxDuration: '24h' };`,
    'export const options = {',
    `  ...${JSON.stringify(k6RequestOptions(target, toolVersion))},`,
    '  scenarios: { preparation: { ...journeys, vus: Math.min(8, count) } },',
    '};',
    ...dataLines(scenario, dirname(scenarioFile)),
    `export const trace = tracedJourney(scenario, plan, ${journey}, withData);`,
    ...(scenario.users ? ['export const makeUsers = userMaker(scenario.users, plan);'] : []),
  ].join('\n');
}

/** What a traced journey starts with, besides its user. */
function dataLines({ data = {} }: Scenario, folder: string): string[] {
  const sources = dataSources(data);
  if (sources.length === 0) return ['const withData = (startFlow) => startFlow;'];
  return [
    `import { dataFlow } from ${libraryFile('data.ts')};`,
    `const rows = dataFlow(${JSON.stringify(sources)}, ${JSON.stringify(folder)}, () => ({}), plan);`,
    'const withData = (startFlow) => () => ({ ...startFlow(), ...rows() });',
  ];
}

const tracedHttpFile = join(packageFolder, 'lib/k6/traced-http.ts');

const tracedHttp: Plugin = {
  name: 'traced-http',
  setup(pluginBuild) {
    pluginBuild.onResolve({ filter: /^k6\/http$/ }, ({ importer }) =>
      importer === tracedHttpFile ? { path: 'k6/http', external: true } : { path: tracedHttpFile },
    );
  },
};
