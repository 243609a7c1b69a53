import type { TextValues } from './finding.ts';
import type { RunResult } from './result.ts';

/** One thing that speaks for or against a hypothesis: which of its texts, and what that is filled with. */
export interface Statement {
  readonly text: string;
  readonly values: TextValues;
}

/** What may limit the target, with what speaks for it and what against. It is shown by an experiment, not by a report. */
export interface Hypothesis {
  readonly id: string;
  readonly values: TextValues;
  readonly supporting: readonly Statement[];
  readonly opposing: readonly Statement[];
  /** Words of `caseload load` that would tell, and environment variables of the reference shop. */
  readonly experiment: { readonly words: readonly string[]; readonly knobs: Readonly<Record<string, string>> };
}

/** Weighs one hypothesis: pure, one file each. Undefined when nothing speaks for it. */
export interface HypothesisRule {
  readonly id: string;
  weigh(result: RunResult): Omit<Hypothesis, 'id'> | undefined;
}
