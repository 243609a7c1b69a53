import type { Comparison } from './comparison.ts';
import type { Diagnosis, Hypothesis } from './diagnosis.ts';
import type { Environment } from './environment.ts';
import type { Finding } from './finding.ts';
import type { RunResult } from './result.ts';
import type { Verdict } from './verdict.ts';

/** All that is known of a run when it is over: what a report is made of. */
export interface JudgedRun {
  readonly result: RunResult;
  readonly findings: readonly Finding[];
  readonly hypotheses: readonly Hypothesis[];
  /** Undefined for a run of whose target nothing was read. */
  readonly diagnosis?: Diagnosis | undefined;
  readonly verdict: Verdict;
  /** Undefined unless the run was compared with a baseline. */
  readonly comparison?: Comparison | undefined;
  /** Undefined when the run ended before it was known, and of a foreign run. */
  readonly environment: Environment | undefined;
  readonly toolVersion: string;
}
