import { relative, resolve } from 'node:path';
import type { Scenario } from '../../contract/scenario.ts';
import type { RunPlan } from '../../model/plan.ts';
import { packageFolder } from '../../store/package-folder.ts';
import { type Bundle, bundleScript } from './bundle.ts';
import { bundlePreparation } from './preparation-bundle.ts';

/** What k6 runs: the load, and what is sent before it. */
export interface Scripts {
  readonly load: Bundle;
  readonly preparation: string;
}

export interface ScriptsNeed {
  readonly plan: RunPlan;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
}

/** Its sources are found from the folder that it is written to. */
const loadScript = ({ scenarioFile, plan }: ScriptsNeed, folder: string, firstJourney?: string): Promise<Bundle> =>
  bundleScript(scenarioFile, plan, { sourcesFrom: relative(resolve(folder), packageFolder), firstJourney });

/** Both scripts of a run, or of runs that shall all be the same whatever happens to their sources. */
export async function buildScripts(need: ScriptsNeed, folder: string): Promise<Scripts> {
  const { plan } = need;
  const [load, preparation] = await Promise.all([loadScript(need, folder), bundlePreparation({ ...plan, ...need })]);
  return { load, preparation };
}

/** The scripts of another load with the same scenario, as it was when these were made. */
export async function withLoad(scripts: Scripts, need: ScriptsNeed, folder: string): Promise<Scripts> {
  return { ...scripts, load: await loadScript(need, folder, scripts.load.firstJourney) };
}
