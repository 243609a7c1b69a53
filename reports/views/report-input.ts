import type { Comparison } from '../../lib/model/comparison.ts';
import type { Hypothesis } from '../../lib/model/diagnosis.ts';
import type { Finding } from '../../lib/model/finding.ts';
import type { RunResult } from '../../lib/model/result.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import type { Environment } from '../../lib/run/environment.ts';

/** All that a report is made of. */
export interface ReportInput {
  readonly result: RunResult;
  readonly findings: readonly Finding[];
  readonly hypotheses: readonly Hypothesis[];
  readonly verdict: Verdict;
  /** Undefined unless the run was compared with a baseline. */
  readonly comparison?: Comparison | undefined;
  /** Undefined when the run ended before it was known, and of a foreign run. */
  readonly environment: Environment | undefined;
  readonly toolVersion: string;
}
