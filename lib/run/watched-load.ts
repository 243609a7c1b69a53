import { isPoisson } from '../contract/poisson-arrivals.ts';
import { secretValues } from '../model/credentials.ts';
import type { RunPlan } from '../model/plan.ts';
import type { CollectorFacts } from '../model/run-facts.ts';
import { isSoak, signalEveryMs } from '../model/soak.ts';
import { writeJson } from '../store/artifacts.ts';
import { pointLatestAt } from '../store/run-folder.ts';
import type { Generator, GeneratorRun } from './generator/generator.ts';
import { loadStartMs } from './generator/load-clock.ts';
import { keepAtEnd } from './process/reaper.ts';
import { scrubFile } from './process/scrub-file.ts';
import type { LoadNeed, RunNeed } from './run-need.ts';
import type { Watched } from './signals/collector.ts';
import { type StartedCollectors, startCollectors } from './signals/start-collectors.ts';

type MeasuredLoad = GeneratorRun & { readonly collectors: readonly CollectorFacts[] };

/** generator ‖ collectors, to the end of the load. @param env variables of the script */
export async function watchedLoad(
  need: LoadNeed,
  seen: Pick<Watched, 'target' | 'probes' | 'servers'> & { readonly generator: Generator },
  env: Readonly<Record<string, string>>,
): Promise<MeasuredLoad> {
  const { plan, folder, progress, signal, enough } = need;
  const { durationMs, profile } = plan;
  const { target, probes, generator } = seen;
  progress.say(loadLine(plan, target.url));
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
        need.preload?.(need.environment);
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
    scrubFile(folder.k6Log, secretValues(need.headers, process.env, need.extraArgs));
  }
}

/** k6 was started, so that there is a run, although nothing is sent yet: its plan is stored, and its folder stays. */
function keepRun({ plan, folder, isOfExperiment = false }: RunNeed): void {
  writeJson(folder.plan, plan);
  keepAtEnd(folder.path);
  if (!isOfExperiment) pointLatestAt(folder);
}

function loadLine({ arrival, scheduled, profile, durationMs, virtualUsers }: RunPlan, url: string): string {
  const arrivals = isPoisson(arrival) ? ' (Poisson arrivals)' : '';
  const journeys = scheduled === null ? profile.executor : `${grouped(scheduled)} journeys${arrivals}`;
  return `load: ${journeys} in ${durationMs / 1_000} s, up to ${grouped(virtualUsers.count)} VUs, to ${url}`;
}

/** With commas. `toLocaleString` takes 20 ms at its first call, and k6 waits. */
const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',');
