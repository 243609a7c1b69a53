import { existsSync } from 'node:fs';
import type { Environment } from '../model/environment.ts';
import { InterruptedError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunFacts } from '../model/run-facts.ts';
import type { GeneratorSpec } from '../model/run-request.ts';
import { buildScripts } from '../run/bundle/scripts.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { removeAtEnd, removeNow } from '../run/process/reaper.ts';
import { runLoad } from '../run/run-load.ts';
import type { RunNeed, RunProgress } from '../run/run-need.ts';
import type { SharedSite } from '../run/site.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { type BaselineTerms, checkHost } from './compare-with-baseline.ts';
import type { FrozenRun } from './freeze-run.ts';
import type { PlannedRun } from './plan-run.ts';
import type { Progress } from './progress.ts';

/** What a run needs besides its request. */
export interface RunSurroundings {
  readonly runsDir: string;
  /** Repeats the run. */
  readonly command: string;
  /** The end of its folder's name. */
  readonly name?: string | undefined;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** A run of an experiment, which `latest` does not point at. */
  readonly isOfExperiment?: boolean;
  /** What the plan warns of is of no interest: a run that nobody judges by itself. */
  readonly ignoresPlanWarnings?: boolean;
  /** Instead of planning and bundling anew. */
  readonly frozen?: FrozenRun | undefined;
  /** What several runs have in common. */
  readonly shared?: SharedSite | undefined;
  /** Aborted, it ends the load early, for its reason. */
  readonly enough?: AbortSignal | undefined;
  /** Loads what comes after the load, while it runs. */
  readonly preload?: ((plan: RunPlan, environment: Environment) => Promise<unknown>) | undefined;
  /** What the run is compared with. */
  readonly baseline?: BaselineTerms | undefined;
}

/** After so long, what comes after the load is loaded, which takes a fifth of a second. */
const preloadAfterMs = 500;
const samplesOnly =
  'a long load: k6 keeps no metrics of its own, so that its memory is bounded; objectives are judged by the samples';

/**
 * k6 ‖ bundle → target → pre-check → users → load. The plan is stored when k6 was started, so that a load that
 * never began leaves no run behind.
 */
export async function recordRun(
  planned: PlannedRun,
  generator: GeneratorSpec,
  folder: RunFolder,
  surroundings: RunSurroundings & Pick<RunNeed, 'foreignCpu'>,
): Promise<{ facts: RunFacts; environment: Environment }> {
  const { plan } = planned;
  const { signal, progress, baseline, frozen, shared, enough, isOfExperiment, foreignCpu } = surroundings;
  const { preload = () => import('./evaluate-run.ts') } = surroundings;
  // Killed before the load begins, we leave no folder that nobody would list or prune.
  removeAtEnd(folder.path);
  const long = plan.isSamplesOnly ? await watchLongLoad(plan, folder, progress) : undefined;
  const runProgress: RunProgress = {
    say: progress.say,
    warn: progress.warn,
    onUsers: (done: number, of: number) => progress.users(plan.users?.name ?? 'users', done, of),
    onLoad: long?.onLoad ?? progress.load.bind(undefined, plan),
    tickMs: progress.tickMs,
  };
  try {
    const explicitPath = generator.path;
    const scripts = frozen?.scripts ?? buildScripts(planned, folder.path);
    // What is wrong with k6 is said first.
    Promise.resolve(scripts).catch(() => {});
    const engine = await findEngine({ explicitPath, env: process.env, signal, onProgress: progress.say });
    progress.say(`k6 ${engine.version} (${engine.source})`);
    return await runLoad({
      ...planned,
      scripts,
      shared,
      enough: long && enough ? AbortSignal.any([long.enough, enough]) : (long?.enough ?? enough),
      folder,
      engine,
      extraOuts: generator.outs,
      extraArgs: generator.args,
      foreignCpu,
      isOfExperiment,
      checkEnvironment: (environment) => baseline && checkHost(plan, environment, baseline),
      preload: (environment) => preloadSoon(() => preload(plan, environment)),
      signal,
      progress: runProgress,
    });
  } catch (error) {
    if (!existsSync(folder.plan)) removeNow(folder.path);
    throw signal.aborted && !(error instanceof InterruptedError)
      ? new InterruptedError('interrupted', { cause: error })
      : error;
  } finally {
    long?.end();
    progress.endLive();
  }
}

/** What comes after the load is loaded while it runs; whether that works does not matter. */
function preloadSoon(load: () => Promise<unknown>): void {
  setTimeout(() => void load().catch(() => {}), preloadAfterMs);
}

/** Progress and the end of a load of which k6 keeps no metrics: by its samples. */
async function watchLongLoad(plan: RunPlan, folder: RunFolder, progress: Progress) {
  const { watchSamples } = await import('./watch-samples.ts');
  const watch = watchSamples(plan, folder.samples);
  progress.say(samplesOnly);
  let isOver = false;
  const onLoad: RunProgress['onLoad'] = (atMs, live) =>
    void watch.see(atMs, live).then((figures) => isOver || progress.load(plan, atMs, figures));
  const end = () => {
    isOver = true;
  };
  return { onLoad, enough: watch.enough, end };
}
