import type { Finding } from '../lib/contract/finding.ts';
import type { RunPlan } from '../lib/contract/plan.ts';
import type { RunResult } from '../lib/contract/result.ts';
import type { Verdict } from '../lib/contract/verdict.ts';
import type { Environment } from '../lib/run/environment.ts';

/** All that a report is made of. */
export interface ReportInput {
  readonly plan: RunPlan;
  readonly result: RunResult;
  readonly findings: readonly Finding[];
  readonly verdict: Verdict;
  /** Undefined when the run ended before it was known. */
  readonly environment: Environment | undefined;
}
