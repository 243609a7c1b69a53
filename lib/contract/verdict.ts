import type { ExitCode } from './exit-codes.ts';

/** Axes that are never merged: can the numbers be trusted, and do they meet the objectives. */
export interface Verdict {
  readonly schemaVersion: 2;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  readonly objectives: 'PASS' | 'FAIL' | 'NO_DATA';
  readonly exitCode: ExitCode;
}
