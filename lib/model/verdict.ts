import type { ComparisonVerdict } from './comparison.ts';
import type { ExitCode } from './exit-codes.ts';

/**
 * Axes that are never merged: can the numbers be trusted, do they meet the objectives (WARN: only those that warn were
 * missed), and are they worse than a baseline's.
 */
export interface Verdict {
  readonly schemaVersion: 2;
  readonly validity: 'VALID' | 'SUSPECT' | 'INVALID';
  readonly objectives: 'PASS' | 'WARN' | 'FAIL' | 'NO_DATA';
  /** null without a baseline. */
  readonly baseline: ComparisonVerdict | null;
  readonly exitCode: ExitCode;
}
