import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RunRequest } from '../model/run-request.ts';
import { buildScripts, type Scripts } from '../run/bundle/scripts.ts';
import { configName } from '../store/config.ts';
import { type PlannedRun, planRun } from './plan-run.ts';

/** A run as an experiment repeats it: the plan and the code that it began with, whatever happens to the files. */
export interface FrozenRun {
  readonly planned: PlannedRun;
  readonly scripts: Scripts;
  readonly config: string;
}

/** @param folder where the run will have its folder; it need not exist */
export async function freezeRun(request: RunRequest, command: string, folder: string): Promise<FrozenRun> {
  const planned = await planRun(request, command);
  return { planned, scripts: await buildScripts(planned, folder), config: readConfigText() };
}

/** What is not as it was: names of files. */
export async function changedSince({ planned, scripts, config }: FrozenRun, folder: string): Promise<string[]> {
  const now = await buildScripts(planned, folder).catch(() => undefined);
  const isSame = now?.load.code === scripts.load.code && now.preparation === scripts.preparation;
  return [...(isSame ? [] : [planned.scenarioFile]), ...(readConfigText() === config ? [] : [configName])];
}

function readConfigText(): string {
  const file = join(process.cwd(), configName);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
