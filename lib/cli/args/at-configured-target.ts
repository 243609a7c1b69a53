import type { BuildSurroundings } from '../../app/configured-target.ts';
import type { Config } from '../../model/config.ts';
import type { RunRequest } from '../../model/run-request.ts';

/** The service of the configuration is what runs are made at, unless the command line names another target. */
export async function atConfiguredTarget(
  run: RunRequest,
  { target }: Config,
  surroundings: BuildSurroundings,
): Promise<RunRequest> {
  if (target === undefined || run.target.kind !== 'shop' || Object.keys(run.target.settings ?? {}).length > 0)
    return run;
  const { buildConfiguredTarget } = await import('../../app/configured-target.ts');
  return { ...run, target: await buildConfiguredTarget(target, run.target, surroundings) };
}
