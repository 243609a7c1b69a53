import type { Scenario } from '../contract/scenario.ts';
import type { Environment } from '../model/environment.ts';
import { InterruptedError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { TargetSpec } from '../model/target-spec.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Scripts } from './bundle/scripts.ts';
import type { Engine } from './engine/find-engine.ts';
import type { LiveFigures } from './generator/live-figures.ts';
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

/** What a run is made of. */
export interface RunNeed {
  readonly plan: RunPlan;
  readonly scenario: Scenario;
  readonly scenarioFile: string;
  /** Built before, where several runs are to have the same. */
  readonly scripts?: Scripts | undefined;
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

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError();
}
