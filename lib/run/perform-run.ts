import { availableParallelism } from 'node:os';
import { dirname, relative, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Scenario } from '../contract/scenario.ts';
import { InterruptedError, TargetError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { Ending } from '../model/result.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { writeArtifact, writeJson } from '../store/artifacts.ts';
import { projectFolder } from '../store/library.ts';
import type { RunFolder } from '../store/run-folder.ts';
import { bundleScript, bundleWarning } from './bundle/bundle.ts';
import { engineEnvironment } from './engine/environment.ts';
import type { Engine } from './engine/find-engine.ts';
import { type Environment, readEnvironment } from './environment.ts';
import { loadStartMs, runK6 } from './generator/k6-process.ts';
import type { LiveFigures } from './generator/live-figures.ts';
import { removeNow } from './process/child-process.ts';
import { within } from './process/deadlines.ts';
import { openTarget, type Target } from './target/target.ts';
import { preCheck, tryCommand } from './users/pre-check.ts';
import { openPreparation, type Preparation } from './users/preparation.ts';
import { prepareUsers, writeUsers } from './users/prepared-users.ts';
import type { UserRow } from './users/users-file.ts';

/** How the stages of a run tell what they do. */
export interface RunTeller {
  say(line: string): void;
  warn(line: string): void;
  /** Users prepared so far. */
  onUsers(done: number, of: number): void;
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
  readonly ownRows: readonly UserRow[] | undefined;
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
 * bundle → target → pre-check → users → k6, each writing its artifact as it ends. Whatever happens, the target is stopped and the tokens
 * are removed. Throws for what kept the load from starting; what happens to the load itself is in the facts.
 */
export async function performRun(need: RunNeed): Promise<{ facts: RunFacts; environment: Environment }> {
  const { plan, folder, teller, signal } = need;
  const bundle = await bundleScript(need.scenarioFile, plan, {
    sourcesFrom: relative(resolve(dirname(folder.script)), projectFolder),
  });
  const warning = bundleWarning(bundle);
  if (warning !== undefined) teller.warn(warning);
  writeArtifact(folder.script, bundle.code);

  throwIfAborted(signal);
  const target = await openTarget(plan, need.shopKnobs ?? {}, signal, teller.say);
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
  const { plan, scenario, teller, signal, folder } = need;
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
      usersFile,
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
    if (usersFile !== undefined) removeNow(dirname(usersFile));
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

/** The users of the load: the user's own, or those prepared now. */
async function usersOf(
  { plan, scenario, ownRows, teller }: RunNeed,
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
    onProgress: (done) => teller.onUsers(done, count),
  });
  teller.say(`users: ${count} ${name} prepared in ${((performance.now() - startedMs) / 1_000).toFixed(1)} s`);
  return users;
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
