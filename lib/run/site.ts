import type { Scenario } from '../contract/scenario.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunFacts } from '../model/run-facts.ts';
import { mayAttach, type TargetSpec } from '../model/target-spec.ts';
import type { Engine } from './engine/engine.ts';
import { openProbes, type Probes } from './probes/probes.ts';
import { openTarget } from './target/open-target.ts';
import type { Target } from './target/target.ts';
import { openPreparation, type Preparation } from './users/preparation.ts';
import type { UserRow } from './users/users-file.ts';

/** What a site is made of. */
export interface SiteNeed {
  readonly plan: RunPlan;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly target: TargetSpec;
  readonly engine: Engine;
  readonly extraArgs: readonly string[];
  readonly signal: AbortSignal;
  readonly progress: { say(line: string): void };
}

/** A target that is up, and what performs single journeys and prepares users there. */
export interface Site {
  readonly target: Target;
  readonly probes: Probes;
  readonly preparation: Preparation;
  /** Prepared users so far. Those of one run serve the next one, too. */
  readonly users: UserRow[];
  /** What the pre-check was answered, once there was one. */
  checked: RunFacts['preCheck'];
  close(): Promise<void>;
}

/** Holds the site of several runs, which the first of them opens. */
export interface SharedSite {
  site?: Site;
}

/**
 * Starts the target, or takes the one that is running; then what performs single journeys there, and what looks into
 * its process and database. No journey is sent yet. @param script of the preparation
 */
export async function openSite(need: SiteNeed, script: string): Promise<Site> {
  const { plan, progress, signal } = need;
  const target = await openTarget(need.target, { signal, onProgress: progress.say });
  try {
    const preparation = await openPreparation({
      ...need,
      script,
      requestTimeoutMs: plan.requestTimeoutMs,
      toolVersion: plan.toolVersion,
      target: plan.target,
      enginePath: need.engine.path,
      baseUrl: target.url,
    });
    const probes = await openProbes(target, { mayAttach: mayAttach(need.target), onProgress: progress.say });
    const close = async () => {
      preparation.close();
      await probes.close();
      await target.stop();
    };
    return { target, probes, preparation, users: [], checked: undefined, close };
  } catch (error) {
    await target.stop();
    throw error;
  }
}
