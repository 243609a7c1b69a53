import { availableParallelism } from 'node:os';
import { dirname, relative, resolve } from 'node:path';
import type { Scenario } from '../contract/scenario.ts';
import type { Environment } from '../model/environment.ts';
import { InterruptedError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { Ending } from '../model/result.ts';
import type { CollectorFacts, RunFacts } from '../model/run-facts.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import { isLoopback } from '../plan/target-url.ts';
import { writeArtifact, writeJson } from '../store/artifacts.ts';
import { projectFolder } from '../store/library.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { bundleScript, bundleWarning } from './bundle/bundle.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { Engine } from './engine/find-engine.ts';
import { readEnvironment } from './environment.ts';
import type { GeneratorRun } from './generator/generator.ts';
import type { LiveFigures } from './generator/live-figures.ts';
import { loadStartMs } from './generator/load-clock.ts';
import { localK6 } from './generator/local-k6.ts';
import { removeNow } from './process/child-process.ts';
import { startCollectors } from './signals/start-collectors.ts';
import { openTarget } from './target/open-target.ts';
import { noIntegrity, readIntegrity } from './target/read-integrity.ts';
import type { Target } from './target/target.ts';
import { preCheck, tryCommand } from './users/pre-check.ts';
import { openPreparation, type Preparation } from './users/preparation.ts';
import { prepareUsers, writeUsers } from './users/prepared-users.ts';
import type { UserRow } from './users/users-file.ts';

/** Where a run's stages report what they do. */
export interface RunProgress {
  say(line: string): void;
  warn(line: string): void;
  /** Users prepared so far. */
  onUsers(done: number, of: number): void;
  /** Called once, when k6 has been started: from here on there is a load. */
  onLoadStarted(): void;
  /** @param atMs since the load's start, negative during a warm-up */
  onLoad(atMs: number, live: LiveFigures): void;
  readonly tickMs: number;
}

interface RunNeed {
  readonly plan: RunPlan;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly ownRows: readonly UserRow[] | undefined;
  readonly target: TargetSpec;
  readonly folder: RunFolder;
  readonly engine: Engine;
  readonly extraOuts: readonly string[];
  readonly extraArgs: readonly string[];
  /** Called before anything is sent; may refuse by throwing. */
  readonly onEnvironment?: (environment: Environment) => void;
  readonly signal: AbortSignal;
  readonly progress: RunProgress;
}

/**
 * bundle → target → pre-check → users → generator ‖ signals, each writing its artifact as it ends. Whatever happens,
 * the target is stopped and the tokens are removed. Throws for what kept the load from starting; what happens to the
 * load itself is in the facts.
 */
export async function performRun(need: RunNeed): Promise<{ facts: RunFacts; environment: Environment }> {
  const { plan, folder, progress, signal } = need;
  const bundle = await bundleScript(need.scenarioFile, plan, {
    sourcesFrom: relative(resolve(dirname(folder.script)), projectFolder),
  });
  const warning = bundleWarning(bundle);
  if (warning !== undefined) progress.warn(warning);
  writeArtifact(folder.script, bundle.code);

  throwIfAborted(signal);
  const target = await openTarget(need.target, { signal, onProgress: progress.say });
  let preparation: Preparation | undefined;
  try {
    const environment = environmentOf(need, target);
    writeJson(folder.environment, environment);
    need.onEnvironment?.(environment);
    preparation = await openPreparation({
      ...need,
      requestTimeoutMs: plan.requestTimeoutMs,
      toolVersion: plan.toolVersion,
      target: plan.target,
      enginePath: need.engine.path,
      baseUrl: target.url,
    });
    const facts = await loadTarget(need, target, preparation);
    writeJson(folder.facts, facts);
    return { facts, environment };
  } finally {
    preparation?.close();
    await target.stop();
  }
}

async function loadTarget(need: RunNeed, target: Target, preparation: Preparation): Promise<RunFacts> {
  const { plan, scenario, signal } = need;
  await preCheck(preparation, {
    scenario,
    runId: plan.runId,
    user: need.ownRows?.[0],
    signal,
    tryWords: tryCommand(plan),
  });
  const rows = await usersOf(need, preparation);
  const usersFile = rows === undefined ? undefined : writeUsers(rows);
  try {
    throwIfAborted(signal);
    const { collectors, ...run } = await generateLoad(need, target, usersFile);
    const ending = await endingAtTarget(run.ending, target);
    const facts: RunFacts = {
      schemaVersion: 1,
      ...run,
      ending,
      collectors,
      ...noIntegrity,
      sameHost: isOnThisHost(target),
      cores: availableParallelism(),
    };
    if (ending.kind !== 'completed') return facts;
    const integrity = await readIntegrity(target, { signal, onProgress: need.progress.say });
    // Whoever stops us before the target's data is checked has no whole run.
    if (!signal.aborted) return { ...facts, ...integrity };
    const detail = 'stopped by you after the load, before the data integrity check';
    return { ...facts, ending: { ...ending, kind: 'interrupted', detail } };
  } finally {
    if (usersFile !== undefined) removeNow(dirname(usersFile));
  }
}

/** The load itself, with the collectors beside it. */
async function generateLoad(
  need: RunNeed,
  target: Target,
  usersFile: string | undefined,
): Promise<GeneratorRun & { collectors: readonly CollectorFacts[] }> {
  const { plan, folder, progress } = need;
  const { env: environment, removed } = engineEnvironment(process.env);
  if (removed.length > 0)
    progress.warn(`left out of k6's environment, since they would change the load: ${removed.join(', ')}`);
  const vus = plan.virtualUsers.count.toLocaleString('en');
  const journeys = plan.scheduled === null ? plan.profile.executor : `${plan.scheduled.toLocaleString('en')} journeys`;
  progress.say(`load: ${journeys} in ${plan.durationMs / 1_000} s, up to ${vus} VUs, to ${target.url}`);
  const watching = new AbortController();
  let collectors: readonly CollectorFacts[] | undefined;
  const generator = localK6({
    enginePath: need.engine.path,
    environment,
    folder,
    plan,
    extraOuts: need.extraOuts,
    extraArgs: need.extraArgs,
    targetDied: target.died,
    onStarted: () => {
      // k6 is started again when its port was taken.
      if (collectors !== undefined) return;
      progress.onLoadStarted();
      collectors = startCollectors({ target, generator }, folder.signals, watching.signal);
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
    return { ...run, collectors: collectors ?? [] };
  } finally {
    watching.abort();
  }
}

/** A target that nobody listens at any more died during the run, whatever k6 made of it. */
async function endingAtTarget(ending: Ending, target: Target): Promise<Ending> {
  if (ending.kind !== 'completed' || (await target.isUp())) return ending;
  return { ...ending, kind: 'target-died', detail: `nobody listens at ${target.url} any more` };
}

/** The generator and the target share this machine's cores. */
const isOnThisHost = ({ url }: Target): boolean => isLoopback(new URL(url).hostname);

/** The users of the load: the user's own, or those prepared now. */
async function usersOf(
  { plan, scenario, ownRows, progress }: RunNeed,
  preparation: Preparation,
): Promise<readonly UserRow[] | undefined> {
  if (plan.users === undefined || ownRows !== undefined) return ownRows;
  const { count, name } = plan.users;
  const startedMs = performance.now();
  const users = await prepareUsers(preparation, {
    scenario,
    count,
    runId: plan.runId,
    tryWords: tryCommand(plan),
    onProgress: (done) => progress.onUsers(done, count),
  });
  progress.say(`users: ${count} ${name} prepared in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return users;
}

function environmentOf({ plan, engine }: RunNeed, target: Target): Environment {
  return readEnvironment({
    toolVersion: plan.toolVersion,
    engine,
    target: { kind: target.kind, url: target.url, settings: target.settings },
    databaseVersion: target.databaseVersion,
    sameHost: isOnThisHost(target),
  });
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError();
}
