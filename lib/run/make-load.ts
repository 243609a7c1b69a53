import { isPoisson } from '../contract/poisson-arrivals.ts';
import { secretValues } from '../model/credentials.ts';
import type { RunPlan } from '../model/plan.ts';
import type { CollectorFacts } from '../model/run-facts.ts';
import { isSoak, signalEveryMs } from '../model/soak.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { GeneratorRun } from './generator/generator.ts';
import { loadStartMs } from './generator/load-clock.ts';
import { localK6 } from './generator/local-k6.ts';
import { serversOf } from './probes/listening.ts';
import { scrubFile } from './process/scrub-file.ts';
import type { RunNeed } from './run-need.ts';
import type { Watched } from './signals/collector.ts';
import { hasProc } from './signals/proc.ts';
import { type StartedCollectors, startCollectors } from './signals/start-collectors.ts';
import type { Site } from './site.ts';
import { isOnThisHost, portOfUrl, type Target } from './target/target.ts';

export interface Load {
  /** Lets the generator get ready meanwhile: only of a load without users, which are not known yet. */
  standBy(): void;
  run(usersFile: string | undefined): Promise<GeneratorRun & { collectors: readonly CollectorFacts[] }>;
  close(): Promise<void>;
}

/** The load itself, with the collectors running. */
export function makeLoad(need: RunNeed, { target, probes }: Pick<Site, 'target' | 'probes'>): Load {
  const { plan, folder, progress } = need;
  const { env: environment, removed } = engineEnvironment(process.env);
  if (removed.length > 0)
    progress.warn(`not passed on to k6, because they would change the load: ${removed.join(', ')}`);
  const watching = new AbortController();
  let statementsBefore: Watched['statementsBefore'];
  let found: readonly number[] | undefined;
  const servers = () => {
    found ??= serversOf(portOfUrl(target.url));
    return found;
  };
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
      const seen = { target, generator, probes, servers, statementsBefore };
      const watched = { ...seen, loadMs: durationMs, isProfiled, ...pace };
      collectors = startCollectors(watched, folder, watching.signal);
    },
    onTick: (elapsedMs, live) => progress.onLoad(elapsedMs - loadStartMs(plan), live),
    tickMs: progress.tickMs,
  });
  const env = { BASE_URL: target.url, RUN_ID: plan.runId, HEADERS: JSON.stringify(need.headers) };
  const run = async (usersFile: string | undefined) => {
    progress.say(loadLine(plan, target));
    // The first journey comes at once.
    if (typeof probes.database !== 'string') statementsBefore = await probes.database.statements();
    const users = usersFile === undefined ? {} : { USERS: usersFile };
    try {
      const recorded = await generator.run(folder.script, { ...env, ...users }, need.signal);
      watching.abort();
      await collectors?.finish();
      return { ...recorded, collectors: collectors?.facts ?? [] };
    } finally {
      watching.abort();
      scrubFile(folder.k6Log, secretValues(need.headers, process.env, need.extraArgs));
    }
  };
  const standBy = () => {
    generator.standBy(folder.script, env);
    // Now, while nothing waits for us.
    if (hasProc() && isOnThisHost(target)) setImmediate(servers);
  };
  return { standBy, run, close: generator.close };
}

function loadLine({ arrival, scheduled, profile, durationMs, virtualUsers }: RunPlan, { url }: Target): string {
  const arrivals = isPoisson(arrival) ? ' (Poisson arrivals)' : '';
  const journeys = scheduled === null ? profile.executor : `${grouped(scheduled)} journeys${arrivals}`;
  return `load: ${journeys} in ${durationMs / 1_000} s, up to ${grouped(virtualUsers.count)} VUs, to ${url}`;
}

/** With commas. `toLocaleString` takes 20 ms at its first call, and k6 waits. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
