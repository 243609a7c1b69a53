import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest } from '../model/run-request.ts';
import { buildScripts, type Scripts, withLoad } from '../run/bundle/scripts.ts';
import { configName, ownFolder } from '../store/own-folder.ts';
import { customProfile, type PlannedRun, type PlanSources, planOf, readScenarioAndProfile } from './plan-run.ts';
import type { Progress } from './progress.ts';

/** A run as an experiment repeats it: the plan and the code that it began with, whatever happens to the files. */
export interface FrozenRun {
  readonly sources: PlanSources;
  readonly planned: PlannedRun;
  readonly scripts: Scripts;
  readonly config: string;
}

/** @param folder where the run will have its folder; it need not exist */
export async function freezeRun(request: RunRequest, command: string, folder: string): Promise<FrozenRun> {
  const sources = await readScenarioAndProfile(request);
  const planned = planOf(sources, request, command);
  return { sources, planned, scripts: await buildScripts(planned, folder), config: readConfigText() };
}

/** The same code with another load; its profile is the command line's. */
export async function withOtherLoad(frozen: FrozenRun, request: RunRequest, folder: string): Promise<FrozenRun> {
  const sources = { ...frozen.sources, profile: customProfile };
  const planned = planOf(sources, request, frozen.planned.plan.command);
  return { ...frozen, planned, scripts: await withLoad(frozen.scripts, planned, folder) };
}

/** Says once of each file that it is not as it was. */
export function changeWarnings(frozen: FrozenRun, folder: string, progress: Pick<Progress, 'warn'>) {
  const known = new Set<string>();
  return async (): Promise<void> => {
    for (const file of await changedSince(frozen, folder)) {
      if (!known.has(file)) progress.warn(`${file} has changed: ignored, all runs are made as the first`);
      known.add(file);
    }
  };
}

/** What is not as it was: names of files. */
async function changedSince({ planned, scripts, config }: FrozenRun, folder: string): Promise<string[]> {
  const now = await buildScripts(planned, folder).catch(() => undefined);
  const isSame = now?.load.code === scripts.load.code && now.preparation === scripts.preparation;
  return [...(isSame ? [] : [planned.scenarioFile]), ...(readConfigText() === config ? [] : [configName])];
}

function readConfigText(): string {
  const file = join(ownFolder(), configName);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
