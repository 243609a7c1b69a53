import type { RunNeed } from '../run-need.ts';
import type { Site } from '../site.ts';
import { tryCommand } from './pre-check.ts';
import { prepareUsers } from './prepared-users.ts';
import type { UserRow } from './users-file.ts';

/** The users of the load: the user's own, or prepared ones. Users that serve one journey each are always new. */
export async function usersOfLoad(
  { plan, scenario, ownRows, progress }: RunNeed,
  site: Site,
): Promise<readonly UserRow[] | undefined> {
  if (plan.users === undefined || ownRows !== undefined) return ownRows;
  const { count, name, mode } = plan.users;
  const known = mode === 'per-journey' ? [] : site.users;
  const missing = count - known.length;
  if (missing <= 0) return known;
  const startedMs = performance.now();
  const made = await prepareUsers(site.preparation, {
    scenario,
    count: missing,
    runId: plan.runId,
    tryCommandLine: tryCommand(plan),
    onProgress: (done) => progress.onUsers(done, missing),
  });
  progress.say(`users: ${missing} ${name} prepared in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  if (mode === 'per-journey') return made;
  site.users.push(...made);
  return site.users;
}
