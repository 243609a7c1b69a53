import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { Ending } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { engineEnvironment } from './engine/environment.ts';
import { localK6 } from './generator/local-k6.ts';
import { serversOf } from './probes/listening.ts';
import { removeNow } from './process/reaper.ts';
import { type LoadNeed, throwIfAborted } from './run-need.ts';
import { hasProc } from './signals/proc.ts';
import type { Site } from './site.ts';
import { noIntegrity, readIntegrity } from './target/read-integrity.ts';
import { whySilent } from './target/still-answers.ts';
import { isOnThisHost, portOfUrl, type Target } from './target/target.ts';
import { preCheck, tryCommand } from './users/pre-check.ts';
import { writeUsers } from './users/prepared-users.ts';
import { usersOfLoad } from './users/users-of-load.ts';
import { watchedLoad } from './watched-load.ts';

/**
 * pre-check (‖ k6 gets ready, if no users are needed) → users → generator ‖ signals → does it still answer? → its own
 * check of its data.
 */
export async function checkAndLoad(need: LoadNeed, site: Site): Promise<RunFacts> {
  const { plan, scenario, signal, folder } = need;
  const { target } = site;
  const generator = localK6({ ...need, enginePath: need.engine.path, environment: environmentOfK6(need) });
  const env = { BASE_URL: target.url, RUN_ID: plan.runId, HEADERS: JSON.stringify(need.headers) };
  const servers = serversOnce(target);
  let usersFile: string | undefined;
  try {
    // Users are not known before the pre-check, and later runs at a site have no pre-check (docs/decisions/0014).
    const canStandBy = plan.users === undefined && site.checked === undefined;
    if (canStandBy) {
      generator.standBy(folder.script, env);
      // Now, while nothing waits for us.
      if (hasProc() && isOnThisHost(target)) setImmediate(servers);
    }
    site.checked ??= await preCheck(site.preparation, {
      scenario,
      runId: plan.runId,
      user: need.ownRows?.[0],
      signal,
      isShop: target.kind === 'shop',
      tryCommandLine: tryCommand(plan),
    });
    const { checked } = site;
    const rows = await usersOfLoad(need, site);
    usersFile = rows === undefined ? undefined : writeUsers(rows);
    throwIfAborted(signal);
    const withUsers = usersFile === undefined ? env : { ...env, USERS: usersFile };
    const { collectors, ...run } = await watchedLoad(need, { ...site, servers, generator }, withUsers);
    const ending = await orTargetDied(run.ending, need, target);
    const facts: RunFacts = {
      schemaVersion: 1,
      ...run,
      ending,
      collectors,
      preCheck: checked,
      ...noIntegrity,
      sameHost: isOnThisHost(target),
      cores: availableParallelism(),
    };
    if (ending.kind !== 'completed') return facts;
    const integrity = await readIntegrity(target, { signal, onProgress: need.progress.say });
    // A run that was stopped before the target's data was checked is not complete.
    if (!signal.aborted) return { ...facts, ...integrity };
    const detail = 'stopped by you after the load, before the data integrity check';
    return { ...facts, ending: { ...ending, kind: 'interrupted', detail } };
  } finally {
    await generator.close();
    if (usersFile !== undefined) removeNow(dirname(usersFile));
  }
}

/** Our environment without what would change the load. */
function environmentOfK6({ progress }: LoadNeed): NodeJS.ProcessEnv {
  const { env, removed } = engineEnvironment(process.env);
  if (removed.length > 0)
    progress.warn(`not passed on to k6, because they would change the load: ${removed.join(', ')}`);
  return env;
}

/** The processes that listen at the target's port, looked for once. */
function serversOnce({ url }: Target): () => readonly number[] {
  let found: readonly number[] | undefined;
  return () => {
    found ??= serversOf(portOfUrl(url));
    return found;
  };
}

/** A target that answers nothing any more died during the run, even if k6 completed. */
async function orTargetDied(ending: Ending, { headers, signal }: LoadNeed, target: Target): Promise<Ending> {
  const detail = ending.kind === 'completed' ? await whySilent(target.url, headers) : undefined;
  // Stopped by the user while we asked: that is what the run ended by.
  if (signal.aborted) return ending;
  return detail === undefined ? ending : { ...ending, kind: 'target-died', detail };
}
