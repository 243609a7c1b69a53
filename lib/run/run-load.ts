import type { Environment } from '../model/environment.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { writeArtifact, writeJson } from '../store/artifacts.ts';
import { bundleWarning } from './bundle/bundle.ts';
import { checkAndLoad } from './check-and-load.ts';
import { readEnvironment, readGit } from './environment.ts';
import { type RunNeed, throwIfAborted } from './run-need.ts';
import { openSite } from './site.ts';
import { isOnThisHost, type Target } from './target/target.ts';

/**
 * target → pre-check → users → generator ‖ signals, to run.json. Whatever happens, the target is stopped and the tokens
 * are removed, unless other runs share them. Throws for what kept the load from starting; what happens to the load
 * itself is in the facts.
 */
export async function runLoad(need: RunNeed): Promise<{ facts: RunFacts; environment: Environment }> {
  const { folder, progress, signal, shared, foreignCpu } = need;
  const git = readGit();
  const { load, preparation: script } = await need.scripts;
  const warning = bundleWarning(load);
  if (warning !== undefined) progress.warn(warning);
  writeArtifact(folder.script, load.code);

  throwIfAborted(signal);
  const site = shared?.site ?? (await openSite(need, script));
  if (shared !== undefined) shared.site = site;
  const { target } = site;
  try {
    const environment = environmentOf(need, target, await git);
    writeJson(folder.environment, environment);
    need.checkEnvironment?.(environment);
    // A target that we started was busy itself.
    const foreignCpuRatio = target.kind === 'url' ? foreignCpu() : null;
    const measured = await checkAndLoad({ ...need, environment }, site);
    const facts = { ...measured, ...(foreignCpuRatio !== null && { foreignCpuRatio }) };
    writeJson(folder.facts, facts);
    return { facts, environment };
  } finally {
    if (shared === undefined) await site.close();
  }
}

function environmentOf({ plan, engine }: RunNeed, target: Target, git: Environment['git']): Environment {
  return readEnvironment({
    toolVersion: plan.toolVersion,
    engine,
    target: { kind: target.kind, url: target.url, settings: target.settings },
    databaseVersion: target.databaseVersion,
    sameHost: isOnThisHost(target),
    git,
  });
}
