import { isPoisson } from '../contract/poisson-arrivals.ts';
import { secretValues } from '../model/credentials.ts';
import type { CollectorFacts } from '../model/run-facts.ts';
import { isSoak, signalEveryMs } from '../model/soak.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { GeneratorRun } from './generator/generator.ts';
import { loadStartMs } from './generator/load-clock.ts';
import { localK6 } from './generator/local-k6.ts';
import { scrubFile } from './process/scrub-file.ts';
import type { RunNeed } from './run-need.ts';
import { type StartedCollectors, startCollectors } from './signals/start-collectors.ts';
import type { Site } from './site.ts';

/** The load itself, with the collectors running. */
export async function generateLoad(
  need: RunNeed,
  { target, probes }: Pick<Site, 'target' | 'probes'>,
  usersFile: string | undefined,
): Promise<GeneratorRun & { collectors: readonly CollectorFacts[] }> {
  const { plan, folder, progress } = need;
  const { env: environment, removed } = engineEnvironment(process.env);
  if (removed.length > 0)
    progress.warn(`not passed on to k6, because they would change the load: ${removed.join(', ')}`);
  const vus = grouped(plan.virtualUsers.count);
  const arrivals = isPoisson(plan.arrival) ? ' (Poisson arrivals)' : '';
  const journeys = plan.scheduled === null ? plan.profile.executor : `${grouped(plan.scheduled)} journeys${arrivals}`;
  progress.say(`load: ${journeys} in ${plan.durationMs / 1_000} s, up to ${vus} VUs, to ${target.url}`);
  const watching = new AbortController();
  let collectors: StartedCollectors | undefined;
  const generator = localK6({
    enginePath: need.engine.path,
    environment,
    folder,
    plan,
    extraOuts: need.extraOuts,
    extraArgs: need.extraArgs,
    targetDied: target.died,
    enough: need.enough,
    onStarted: () => {
      // k6 is started again when its port was taken.
      if (collectors !== undefined) return;
      progress.onLoadStarted();
      const { durationMs, profile } = plan;
      const pace = { everyMs: signalEveryMs(durationMs), isSoak: isSoak(profile.name, durationMs) };
      const isProfiled = need.target.cpuProfile === true;
      const watched = { target, generator, probes, loadMs: durationMs, isProfiled, ...pace };
      collectors = startCollectors(watched, folder, watching.signal);
    },
    onTick: (elapsedMs, live) => progress.onLoad(elapsedMs - loadStartMs(plan), live),
    tickMs: progress.tickMs,
  });
  try {
    const env = {
      BASE_URL: target.url,
      RUN_ID: plan.runId,
      HEADERS: JSON.stringify(need.headers),
      ...(usersFile !== undefined && { USERS: usersFile }),
    };
    const run = await generator.run(folder.script, env, need.signal);
    watching.abort();
    await collectors?.finish();
    return { ...run, collectors: collectors?.facts ?? [] };
  } finally {
    watching.abort();
    scrubFile(folder.k6Log, secretValues(need.headers, process.env, need.extraArgs));
  }
}

/** With commas. `toLocaleString` takes 20 ms at its first call, and k6 waits. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
