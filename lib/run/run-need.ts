import type { Environment } from '../model/environment.ts';
import { InterruptedError } from '../model/errors.ts';
import type { RunFolder } from '../store/run-folder.ts';
import type { Scripts } from './bundle/scripts.ts';
import type { LiveFigures } from './generator/live-figures.ts';
import type { SharedSite, SiteNeed } from './site.ts';
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
export interface RunNeed extends SiteNeed {
  /** They may be in the making. */
  readonly scripts: Scripts | Promise<Scripts>;
  readonly ownRows: readonly UserRow[] | undefined;
  /** What several runs have in common; without it, a run has a site of its own. */
  readonly shared?: SharedSite | undefined;
  readonly folder: RunFolder;
  readonly extraOuts: readonly string[];
  /** Aborted, it ends the load early, for its reason (a sentence); the run is complete without the rest. */
  readonly enough?: AbortSignal | undefined;
  /** Called before anything is sent; may refuse by throwing. */
  readonly onEnvironment?: (environment: Environment) => void;
  readonly progress: RunProgress;
  /** What other programs took of this host so far, in parts of its CPU time. */
  readonly foreignCpu: () => number | null;
}

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError();
}
