import type { Ending } from '../../model/result.ts';
import type { RunPart } from '../../model/run-facts.ts';
import type { ProcessRef } from '../process/process-ref.ts';

/** What makes the load: k6 on this machine, or on others. */
export interface Generator {
  readonly name: string;
  /** Its processes on this machine while it runs. */
  readonly processes: readonly ProcessRef[];
  /**
   * Runs the script to its end; aborting `signal` stops it, and what was recorded is kept. Never rejects for what the
   * load did: that is the ending. Throws an EngineError when it cannot be started.
   * @param env variables of the script; they may hold secrets, and never become arguments
   */
  run(script: string, env: Readonly<Record<string, string>>, signal: AbortSignal): Promise<GeneratorRun>;
  /** Gets ready for a `run` of the same, which then begins at once. Sends nothing, and never throws. */
  standBy(script: string, env: Readonly<Record<string, string>>): void;
  /** Ends what stands by and was not run. */
  close(): Promise<void>;
}

export interface GeneratorRun {
  readonly ending: Ending;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** By how much the wall clock was set meanwhile. */
  readonly clockStepMs: number;
  readonly parts: readonly RunPart[];
}
