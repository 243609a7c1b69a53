import type { Ending, Integrity } from './result.ts';

/** What one runner of the generator recorded; names of files in the run folder. */
export interface RunPart {
  readonly runner: string;
  /** null where no samples were to be recorded. */
  readonly samples: string | null;
  readonly summary: string;
  readonly log: string;
}

/** A collector of signals, and why it recorded nothing. */
export interface CollectorFacts {
  readonly id: string;
  /** null: it recorded. */
  readonly absentBecause: string | null;
}

/** What the run stage knows and no artifact of k6 holds. Written as run.json as soon as k6 has ended. */
export interface RunFacts {
  readonly schemaVersion: 1;
  readonly ending: Ending;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** One for each runner; empty for a load that never began. */
  readonly parts: readonly RunPart[];
  readonly collectors: readonly CollectorFacts[];
  /** null where the target has no check of its data. */
  readonly integrity: Integrity | null;
  readonly integrityTrouble: string | null;
  readonly sameHost: boolean;
  /** CPU cores that k6 may use. */
  readonly cores: number;
}
