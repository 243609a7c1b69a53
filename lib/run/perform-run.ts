import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import type { Scenario } from '../contract/scenario.ts';
import { InterruptedError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { Ending } from '../model/result.ts';
import type { CollectorFacts, RunFacts } from '../model/run-facts.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import { isLoopback } from '../plan/target-url.ts';
import { writeArtifact, writeJson } from '../store/artifacts.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { bundleScript, bundleWarning } from './bundle/bundle.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { Engine } from './engine/find-engine.ts';
import { type Environment, readEnvironment } from './environment.ts';
import type { GeneratorRun } from './generator/generator.ts';
import type { LiveFigures } from './generator/live-figures.ts';
import { loadStartMs } from './generator/load-clock.ts';
import { localK6 } from './generator/local-k6.ts';
import { removeNow } from './process/child-process.ts';
import { startCollectors } from './signals/start-collectors.ts';
import { openTarget } from './target/open-target.ts';
import { noIntegrity, readIntegrity } from './target/read-integrity.ts';
import type { Target } from './target/target.ts';
import { type HttpClient, httpClient } from './users/http-client.ts';
import type { FlowBag } from './users/perform-step.ts';
import { preflight, tryCommand } from './users/pre-check.ts';
import { makeFixtures, writeFixtures } from './users/prepared-users.ts';

/** Where a run's stages report what they do. */
export interface RunProgress {
  say(line: string): void;
  warn(line: string): void;
  /** Customers made so far. */
  onFixtures(done: number, of: number): void;
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
  readonly ownRows: readonly FlowBag[] | undefined;
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
 * bundle → target → fixtures → preflight → generator ‖ signals, each writing its artifact as it ends. Whatever happens,
 * the target is stopped and the tokens are removed. Throws for what kept the load from starting; what happens to the
 * load itself is in the facts.
 */
export async function performRun(need: RunNeed): Promise<{ facts: RunFacts; environment: Environment }> {
  const { plan, folder, progress, signal } = need;
  const bundle = await bundleScript(need.scenarioFile, plan);
  const warning = bundleWarning(bundle);
  if (warning !== undefined) progress.warn(warning);
  writeArtifact(folder.script, bundle.code);

  throwIfAborted(signal);
  const target = await openTarget(need.target, { signal, onProgress: progress.say });
  const client = httpClient({
    baseUrl: target.url,
    headers: need.headers,
    isInsecure: plan.target.kind === 'url' && plan.target.insecure,
    timeoutMs: plan.requestTimeoutMs,
    signal,
  });
  try {
    const environment = environmentOf(need, target);
    writeJson(folder.environment, environment);
    need.onEnvironment?.(environment);
    const facts = await loadTarget(need, target, client);
    writeJson(folder.facts, facts);
    return { facts, environment };
  } finally {
    client.close();
    await target.stop();
  }
}

async function loadTarget(need: RunNeed, target: Target, client: HttpClient): Promise<RunFacts> {
  const { plan, scenario, signal } = need;
  await preflight(scenario, await preflightRow(need, client), plan.runId, client, tryCommand(plan)).catch(
    (error: unknown) => {
      throw signal.aborted ? new InterruptedError() : error;
    },
  );
  const rows = await fixtureRows(need, client);
  const fixturesFile = rows === undefined ? undefined : writeFixtures(rows);
  try {
    throwIfAborted(signal);
    const { collectors, ...run } = await generateLoad(need, target, fixturesFile);
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
    if (fixturesFile !== undefined) removeNow(dirname(fixturesFile));
  }
}

/** The load itself, with the collectors beside it. */
async function generateLoad(
  need: RunNeed,
  target: Target,
  fixturesFile: string | undefined,
): Promise<GeneratorRun & { collectors: readonly CollectorFacts[] }> {
  const { plan, folder, progress } = need;
  const { env: environment, removed } = engineEnvironment(process.env);
  if (removed.length > 0)
    progress.warn(`left out of k6's environment, since they would change the load: ${removed.join(', ')}`);
  const journeys = plan.scheduled.toLocaleString('en');
  const vus = plan.virtualUsers.count.toLocaleString('en');
  progress.say(`load: ${journeys} journeys in ${plan.durationMs / 1_000} s, up to ${vus} VUs, to ${target.url}`);
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
      ...(fixturesFile !== undefined && { FIXTURES: fixturesFile }),
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

/** The customer of the preflight: the user's first, or one more of those that are made. */
async function preflightRow({ plan, scenario, ownRows, signal }: RunNeed, client: HttpClient): Promise<FlowBag> {
  if (scenario.fixtures === undefined) return {};
  if (ownRows !== undefined) return ownRows[0] ?? {};
  const [row] = await makeFixtures(scenario.fixtures, {
    count: 1,
    runId: `${plan.runId}-p`,
    client,
    signal,
    tryWords: tryCommand(plan),
    onProgress: () => {},
  });
  return row ?? {};
}

async function fixtureRows(
  { plan, scenario, ownRows, signal, progress }: RunNeed,
  client: HttpClient,
): Promise<readonly FlowBag[] | undefined> {
  if (scenario.fixtures === undefined || plan.fixtures === undefined) return undefined;
  if (ownRows !== undefined) return ownRows;
  const { count, name } = plan.fixtures;
  const startedMs = performance.now();
  const rows = await makeFixtures(scenario.fixtures, {
    count,
    runId: plan.runId,
    client,
    signal,
    tryWords: tryCommand(plan),
    onProgress: (done) => progress.onFixtures(done, count),
  });
  progress.say(`fixtures: ${count} ${name} made in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return rows;
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
