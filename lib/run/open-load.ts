import { isPoisson } from '../contract/poisson-arrivals.ts';
import { secretValues } from '../model/credentials.ts';
import type { Environment } from '../model/environment.ts';
import type { RunPlan } from '../model/plan.ts';
import type { CollectorFacts } from '../model/run-facts.ts';
import { isSoak, signalEveryMs } from '../model/soak.ts';
import { writeJson } from '../store/artifacts.ts';
import { pointLatestAt } from '../store/run-folder.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { Generator, GeneratorRun } from './generator/generator.ts';
import { loadStartMs } from './generator/load-clock.ts';
import { localK6 } from './generator/local-k6.ts';
import { serversOf } from './probes/listening.ts';
import { keepAtEnd } from './process/reaper.ts';
import { scrubFile } from './process/scrub-file.ts';
import type { RunNeed } from './run-need.ts';
import type { Watched } from './signals/collector.ts';
import { hasProc } from './signals/proc.ts';
import { type StartedCollectors, startCollectors } from './signals/start-collectors.ts';
import type { Site } from './site.ts';
import { isOnThisHost, portOfUrl, type Target } from './target/target.ts';

/** A run, and what it is put on. */
export type LoadNeed = RunNeed & { readonly environment: Environment };

export interface Load {
  /** Lets the generator get ready meanwhile: only of a load without users, which are not known yet. */
  standBy(): void;
  /** Runs it to its end, with the collectors. */
  run(usersFile: string | undefined): Promise<MeasuredLoad>;
  close(): Promise<void>;
}

type MeasuredLoad = GeneratorRun & { readonly collectors: readonly CollectorFacts[] };

/** The load of a plan; nothing runs yet. */
export function openLoad(need: LoadNeed, site: Pick<Site, 'target' | 'probes'>): Load {
  const { plan, folder, progress, headers } = need;
  const { target, probes } = site;
  const { env: environment, removed } = engineEnvironment(process.env);
  if (removed.length > 0)
    progress.warn(`not passed on to k6, because they would change the load: ${removed.join(', ')}`);
  const { extraOuts, extraArgs } = need;
  const generator = localK6({ enginePath: need.engine.path, environment, folder, plan, extraOuts, extraArgs });
  const env = { BASE_URL: target.url, RUN_ID: plan.runId, HEADERS: JSON.stringify(headers) };
  let found: readonly number[] | undefined;
  const servers = () => {
    found ??= serversOf(portOfUrl(target.url));
    return found;
  };
  return {
    standBy: () => {
      generator.standBy(folder.script, env);
      // Now, while nothing waits for us.
      if (hasProc() && isOnThisHost(target)) setImmediate(servers);
    },
    run: async (usersFile) => {
      progress.say(loadLine(plan, target));
      const users = usersFile === undefined ? {} : { USERS: usersFile };
      try {
        return await runWatched(need, { target, probes, servers, generator }, { ...env, ...users });
      } finally {
        scrubFile(folder.k6Log, secretValues(headers, process.env, extraArgs));
      }
    },
    close: generator.close,
  };
}

/** generator ‖ collectors. */
async function runWatched(
  need: LoadNeed,
  seen: Pick<Watched, 'target' | 'probes' | 'servers'> & { readonly generator: Generator },
  env: Readonly<Record<string, string>>,
): Promise<MeasuredLoad> {
  const { plan, folder, progress, signal, enough } = need;
  const { durationMs, profile } = plan;
  const { target, probes, generator } = seen;
  const pace = { everyMs: signalEveryMs(durationMs), isSoak: isSoak(profile.name, durationMs) };
  const isProfiled = need.target.cpuProfile === true;
  // The first journey comes at once.
  const statementsBefore = typeof probes.database === 'string' ? undefined : await probes.database.statements();
  const watched = { ...seen, loadMs: durationMs, isProfiled, statementsBefore, ...pace };
  const watching = new AbortController();
  let collectors: StartedCollectors | undefined;
  try {
    const recorded = await generator.run(folder.script, env, {
      signal,
      enough,
      targetDied: target.died,
      onStarted: () => {
        // k6 is started again when its port was taken, or when the one that stood by could not be reached.
        if (collectors !== undefined) return;
        keepRun(need);
        need.onLoadBegun?.(need.environment);
        collectors = startCollectors(watched, folder, watching.signal);
      },
      onTick: (elapsedMs, live) => progress.onLoad(elapsedMs - loadStartMs(plan), live),
      tickMs: progress.tickMs,
    });
    watching.abort();
    await collectors?.finish();
    return { ...recorded, collectors: collectors?.facts ?? [] };
  } finally {
    watching.abort();
  }
}

/** k6 is up, so that there is a run, although nothing is sent yet: its plan is stored, and its folder stays. */
function keepRun({ plan, folder, isOfExperiment = false }: RunNeed): void {
  writeJson(folder.plan, plan);
  keepAtEnd(folder.path);
  if (!isOfExperiment) pointLatestAt(folder);
}

function loadLine({ arrival, scheduled, profile, durationMs, virtualUsers }: RunPlan, { url }: Target): string {
  const arrivals = isPoisson(arrival) ? ' (Poisson arrivals)' : '';
  const journeys = scheduled === null ? profile.executor : `${grouped(scheduled)} journeys${arrivals}`;
  return `load: ${journeys} in ${durationMs / 1_000} s, up to ${grouped(virtualUsers.count)} VUs, to ${url}`;
}

/** With commas. `toLocaleString` takes 20 ms at its first call, and k6 waits. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
