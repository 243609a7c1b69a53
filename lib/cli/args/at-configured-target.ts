import type { BuildSurroundings } from '../../app/configured-target.ts';
import type { Config } from '../../model/config.ts';
import type { RunRequest, TargetRequest } from '../../model/run-request.ts';

/** The service of the configuration is what runs are made at, unless the command line names another target. */
export async function atConfiguredTarget(
  run: RunRequest,
  config: Config,
  surroundings: BuildSurroundings,
): Promise<RunRequest> {
  return { ...run, target: await configuredTarget(run.target, config, surroundings) };
}

/** The same for a target alone. */
export async function configuredTarget(
  given: TargetRequest,
  { target }: Config,
  surroundings: BuildSurroundings,
): Promise<TargetRequest> {
  const isNamed = given.kind !== 'shop' || Object.keys(given.settings ?? {}).length > 0;
  if (target === undefined || isNamed) return given;
  const { buildConfiguredTarget } = await import('../../app/configured-target.ts');
  return buildConfiguredTarget(target, given, surroundings);
}
