import type { ExitCode } from './exit-codes.ts';

/** Two axes that are never merged: can the numbers be trusted, and do they meet the objectives. */
export interface Verdict {
  readonly schemaVersion: 1;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  readonly objectives: 'PASS' | 'FAIL' | 'NO_DATA';
  readonly exitCode: ExitCode;
  /** One sentence that a busy reader may stop at. */
  readonly headline: string;
}
