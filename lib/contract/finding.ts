import type { RunPlan } from './plan.ts';
import type { RunResult } from './result.ts';

/**
 * `invalid` and `suspect` speak of the measurement, `fail` of the target, `note` of neither: something that a reader of the numbers has to know.
 */
type Severity = 'invalid' | 'suspect' | 'fail' | 'note';

export interface Finding {
  readonly id: string;
  readonly severity: Severity;
  /** What was found, with its numbers, in one sentence. */
  readonly what: string;
  /** Why it matters to a reader of the report. */
  readonly why: string;
  /** What to do about it. */
  readonly advice: string;
}

/** A judgement over a result: pure, one file each, the file's name is its id. */
export interface FindingRule {
  readonly id: string;
  judge(result: RunResult, plan: RunPlan): Omit<Finding, 'id'> | undefined;
}
