import type { Ending, Integrity } from './result.ts';

/** What the run stage knows and no artifact of k6 holds. Written as run.json as soon as k6 has ended. */
export interface RunFacts {
  readonly schemaVersion: 1;
  readonly ending: Ending;
  readonly startedAtMs: number;
  readonly durationMs: number;
  /** null where the target keeps no books. */
  readonly integrity: Integrity | null;
  readonly integrityTrouble: string | null;
  readonly sameHost: boolean;
  /** CPU cores that k6 may use. */
  readonly cores: number;
}
