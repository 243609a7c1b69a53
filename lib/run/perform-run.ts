import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../contract/scenario.ts';
import type { Environment } from '../model/environment.ts';
import { InterruptedError, TargetError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { Ending } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { writeArtifact, writeJson } from '../store/artifacts.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { bundleScript, bundleWarning } from './bundle/bundle.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { Engine } from './engine/find-engine.ts';
import { readEnvironment } from './environment.ts';
import { loadStartMs, runK6 } from './generator/k6-process.ts';
import type { LiveFigures } from './generator/live-figures.ts';
import { removeNow } from './process/child-process.ts';
import { within } from './process/deadlines.ts';
import { openTarget, type Target } from './target/target.ts';
import { type HttpClient, httpClient } from './users/http-client.ts';
import type { FlowBag } from './users/perform-step.ts';
import { preflight, tryCommand } from './users/pre-check.ts';
import { makeFixtures, writeFixtures } from './users/prepared-users.ts';

/** How the stages of a run tell what they do. */
export interface RunTeller {
  say(line: string): void;
  warn(line: string): void;
  /** Customers made so far. */
  onFixtures(done: number, of: number): void;
  /** Called once, when k6 is about to be started. */
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
  readonly folder: RunFolder;
  readonly engine: Engine;
  readonly extraOuts: readonly string[];
  readonly extraArgs: readonly string[];
  /** Knobs of the reference shop, which win over those of the environment. */
  readonly shopKnobs?: Readonly<Record<string, string>>;
  /** Told before anything is sent; may refuse by throwing. */
  readonly onEnvironment?: (environment: Environment) => void;
  readonly signal: AbortSignal;
  readonly teller: RunTeller;
}

/**
 * bundle → target → fixtures → preflight → k6, each writing its artifact as it ends. Whatever happens, the target is stopped and the tokens
 * are removed. Throws for what kept the load from starting; what happens to the load itself is in the facts.
 */
export async function performRun(need: RunNeed): Promise<{ facts: RunFacts; environment: Environment }> {
  const { plan, folder, teller, signal } = need;
  const bundle = await bundleScript(need.scenarioFile, plan);
  const warning = bundleWarning(bundle);
  if (warning !== undefined) teller.warn(warning);
  writeArtifact(folder.script, bundle.code);

  throwIfAborted(signal);
  const target = await openTarget(plan, need.shopKnobs ?? {}, signal, teller.say);
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
  const { plan, scenario, teller, signal, folder } = need;
  await preflight(scenario, await preflightRow(need, client), plan.runId, client, tryCommand(plan)).catch(
    (error: unknown) => {
      throw signal.aborted ? new InterruptedError() : error;
    },
  );
  const rows = await fixtureRows(need, client);
  const fixturesFile = rows === undefined ? undefined : writeFixtures(rows);
  try {
    throwIfAborted(signal);
    const { env, removed } = engineEnvironment(process.env);
    if (removed.length > 0)
      teller.warn(`left out of k6's environment, since they would change the load: ${removed.join(', ')}`);
    teller.say(
      `load: ${plan.scheduled.toLocaleString('en')} journeys in ${plan.durationMs / 1_000} s, up to ${plan.virtualUsers.count.toLocaleString('en')} VUs, to ${target.url}`,
    );
    teller.onLoadStarted();
    const run = await runK6({
      enginePath: need.engine.path,
      environment: env,
      folder,
      plan,
      baseUrl: target.url,
      headers: need.headers,
      fixturesFile,
      extraOuts: need.extraOuts,
      extraArgs: need.extraArgs,
      signal,
      targetDied: target.died,
      onTick: (elapsedMs, live) => teller.onLoad(elapsedMs - loadStartMs(plan), live),
      tickMs: teller.tickMs,
    });
    const ending = await checkTarget(run.ending, target);
    const facts: RunFacts = {
      schemaVersion: 1,
      ...run,
      ending,
      ...noBooks,
      sameHost: target.sameHost,
      cores: availableParallelism(),
    };
    if (ending.kind !== 'completed') return facts;
    const books = await readIntegrity(target, need);
    // Whoever stops us before the target's books are known has no whole run.
    if (!signal.aborted) return { ...facts, ...books };
    return {
      ...facts,
      ending: { ...ending, kind: 'interrupted', detail: "stopped by the user before the target's books were read" },
    };
  } finally {
    if (fixturesFile !== undefined) removeNow(dirname(fixturesFile));
  }
}

/** A target that nobody listens at any more died during the run, whatever k6 made of it. */
async function checkTarget(ending: Ending, target: Target): Promise<Ending> {
  if (ending.kind !== 'completed' || (await target.isUp())) return ending;
  return { ...ending, kind: 'target-died', detail: `nobody listens at ${target.url} any more` };
}

const noBooks = { integrity: null, integrityTrouble: null };
const integrityPatienceMs = 120_000;

/**
 * The target's books. A target that was loaded past what it holds still works off its queue, and may not answer until that is done: it is asked again for
 * two minutes. One that cannot tell them at all is no reason to lose the run.
 */
async function readIntegrity(
  target: Target,
  { signal, teller }: RunNeed,
): Promise<Pick<RunFacts, 'integrity' | 'integrityTrouble'>> {
  const deadlineMs = performance.now() + integrityPatienceMs;
  const late = () => new TargetError(`no answer within ${integrityPatienceMs / 1_000} s`);
  for (let attempt = 1; ; attempt++) {
    try {
      const integrity = await within(target.integrity(), { signal, timeoutMs: integrityPatienceMs, late });
      return { integrity: integrity ?? null, integrityTrouble: null };
    } catch (error) {
      // 503 says that the target's database is not coming back; other troubles may pass.
      const isGone = (error as Error).message.includes('status 503');
      const isOver = isGone || performance.now() > deadlineMs || signal.aborted;
      if (isOver) return { integrity: null, integrityTrouble: (error as Error).message };
      if (attempt === 1) teller.say('waiting for the target to come to rest, to check its books');
      await sleep(2_000, undefined, { signal }).catch(() => {});
    }
  }
}

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
  { plan, scenario, ownRows, signal, teller }: RunNeed,
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
    onProgress: (done) => teller.onFixtures(done, count),
  });
  teller.say(`fixtures: ${count} ${name} made in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return rows;
}

function environmentOf({ plan, engine }: RunNeed, target: Target): Environment {
  return readEnvironment({
    toolVersion: plan.toolVersion,
    engine,
    target: { kind: target.kind, url: target.url, knobs: target.knobs },
    databaseVersion: target.databaseVersion,
    sameHost: target.sameHost,
  });
}

function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError();
}
