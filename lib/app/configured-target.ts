import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { TargetRecipe } from '../model/config.ts';
import { secretValues } from '../model/credentials.ts';
import type { TargetRequest } from '../model/run-request.ts';
import { watchingOf } from '../model/target-spec.ts';
import { buildRecipe } from '../run/target/recipe.ts';
import { ownFolder } from '../store/own-folder.ts';
import type { Progress } from './progress.ts';

export interface BuildSurroundings {
  readonly runsDir: string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** The service of the configuration, built in this folder; each run starts it. Its output goes to target.log. */
export async function buildConfiguredTarget(
  recipe: TargetRecipe,
  request: TargetRequest,
  { runsDir, signal, progress }: BuildSurroundings,
): Promise<TargetRequest> {
  const { headers, insecure } = request;
  mkdirSync(runsDir, { recursive: true });
  const log = join(resolve(runsDir), 'target.log');
  const secrets = secretValues(headers, process.env);
  const spec = { kind: 'recipe', recipe, folder: ownFolder(), log, secrets } as const;
  await buildRecipe(spec, { signal, onProgress: progress.say });
  return { ...spec, headers, insecure, ...watchingOf(request) };
}
