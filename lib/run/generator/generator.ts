import type { Ending } from '../../model/result.ts';
import type { RunPart } from '../../model/run-facts.ts';
import type { ProcessRef } from '../process/process-ref.ts';
import type { LiveFigures } from './live-figures.ts';

/** What makes the load: k6 on this machine, or on others. */
export interface Generator {
  readonly name: string;
  /** Its processes on this machine while it runs. */
  readonly processes: readonly ProcessRef[];
  /**
   * Runs the script to its end; what was recorded of one that was stopped is kept. Never rejects for what the load did:
   * that is the ending. Throws an EngineError when it cannot be started.
   * @param env variables of the script; they may hold secrets, and never become arguments
   */
  run(script: string, env: Readonly<Record<string, string>>, watch: LoadWatch): Promise<GeneratorRun>;
  /** Gets ready for a `run` of the same, which then begins at once. Sends nothing, and never throws. */
  standBy(script: string, env: Readonly<Record<string, string>>): void;
  /** Ends what stands by and was not run. */
  close(): Promise<void>;
}

/** What stops a load before its end, and who is told of it. */
export interface LoadWatch {
  /** Of the user. */
  readonly signal: AbortSignal;
  /** Aborted, it ends the load early, for its reason. */
  readonly enough?: AbortSignal | undefined;
  /** Resolves with a sentence when the target dies. */
  readonly targetDied: Promise<string>;
  /** Called once the generator has a process, and again if it had to be started anew; nothing is sent before. */
  onStarted(): void;
  onTick(elapsedMs: number, live: LiveFigures): void;
  readonly tickMs: number;
}

export interface GeneratorRun {
  readonly ending: Ending;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** By how much the wall clock was set meanwhile. */
  readonly clockStepMs: number;
  readonly parts: readonly RunPart[];
}
