import { mkdirSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import type { Profile } from '../contract/profile.ts';
import type { Scenario } from '../contract/scenario.ts';
import { defaultRequest } from '../model/run-request.ts';
import { makePlan } from '../plan/make-plan.ts';
import { bundleScript, bundleWarning } from '../run/bundle/bundle.ts';
import { readData } from '../run/data/data-files.ts';
import { fileError, writeArtifact } from '../store/artifacts.ts';
import { fileOf, knownName, listNames, loadProfile, loadScenario } from '../store/library.ts';
import { loadAll } from '../store/load-all.ts';
import { packageFolder } from '../store/package-folder.ts';
import { toolVersion } from './tool-version.ts';

export interface BuildRequest {
  /** All of them, where none is named. */
  readonly scenario?: string | undefined;
  readonly profile?: string | undefined;
  readonly outDir: string;
  readonly sourceMap: boolean;
  readonly minify: boolean;
}

interface BuiltScript {
  readonly file: string;
  readonly sizeBytes: number;
  readonly warning: string | undefined;
}

/**
 * A script for each scenario × profile that a bare `k6 run` takes; its BASE_URL and USERS come with `-e`. A scenario
 * that is broken is one line of the troubles.
 */
export async function buildScripts(
  request: BuildRequest,
  onBuilt: (script: BuiltScript) => void,
): Promise<readonly string[]> {
  const { scenario, profile, outDir } = request;
  const scenarios = scenario === undefined ? listNames('scenarios') : [knownName('scenarios', scenario)];
  const profiles = await Promise.all((profile === undefined ? listNames('profiles') : [profile]).map(loadProfile));
  makeFolder(outDir);
  const { items, troubles } = await loadAll(scenarios, async (name) => {
    const loaded = await loadScenario(name);
    return Promise.all(profiles.map((one) => buildScript(loaded, one, request)));
  });
  for (const script of items.flat()) onBuilt(script);
  return troubles;
}

function makeFolder(outDir: string): void {
  try {
    mkdirSync(outDir, { recursive: true });
  } catch (error) {
    throw fileError(`cannot create ${outDir}`, join(outDir, 'script'), error);
  }
}

async function buildScript(
  scenario: Scenario,
  profile: Profile,
  { outDir, minify, sourceMap }: BuildRequest,
): Promise<BuiltScript> {
  const scenarioFile = fileOf('scenarios', scenario.name);
  const usual = defaultRequest(scenario.name, profile.name);
  const plan = makePlan(
    { ...usual, load: { ...usual.load, allowLarge: true } },
    { scenario, profile, data: readData(scenario, scenarioFile) },
    { runId: 'build', toolVersion, command: '' },
  );
  const fromOutDir = (folder: string) => relative(resolve(outDir), folder) || '.';
  const bundle = await bundleScript(scenarioFile, plan, {
    minify,
    ...(sourceMap && { sourcesFrom: fromOutDir(packageFolder) }),
    openFrom: fromOutDir(dirname(scenarioFile)),
  });
  const name = `${scenario.name}.${profile.name}`;
  const warning = bundleWarning(bundle);
  const file = join(outDir, `${name}.js`);
  writeArtifact(file, bundle.code);
  return { file, sizeBytes: bundle.sizeBytes, warning: warning && `${name}: ${warning}` };
}
