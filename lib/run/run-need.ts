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
  /** @param atMs since the load's start, negative during a warm-up */
  onLoad(atMs: number, live: LiveFigures): void;
  readonly tickMs: number;
}

/** What a run is made of. */
export interface RunNeed extends SiteNeed {
  /** They may be in the making. */
  readonly scripts: Scripts | Promise<Scripts>;
  /** The users from the user's file. */
  readonly ownRows: readonly UserRow[] | undefined;
  /** What several runs have in common; without it, a run has a site of its own. */
  readonly shared?: SharedSite | undefined;
  readonly folder: RunFolder;
  readonly extraOuts: readonly string[];
  /** Aborted, it ends the load early, for its reason (a sentence); the run is complete without the rest. */
  readonly enough?: AbortSignal | undefined;
  /** Called before anything is sent: throws where the load may not be put on this. */
  readonly checkEnvironment?: (environment: Environment) => void;
  /** Called when k6 was started: there is time to load what is needed after it. */
  readonly preload?: (environment: Environment) => void;
  /** A run of an experiment, which `latest` does not point at. */
  readonly isOfExperiment?: boolean | undefined;
  readonly progress: RunProgress;
  /** What other programs took of this host so far, in parts of its CPU time. */
  readonly foreignCpu: () => number | null;
}

/** A run, and what it is put on. */
export type LoadNeed = RunNeed & { readonly environment: Environment };

export function throwIfAborted(signal: AbortSignal): void {
  if (signal.aborted) throw new InterruptedError();
}
