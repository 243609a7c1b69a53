import type { LoadChange, TextValues } from './finding.ts';
import type { RunResult } from './result.ts';

/** One thing that speaks for or against a hypothesis: which of its texts, and what that is filled with. */
export interface Statement {
  readonly text: string;
  readonly values: TextValues;
}

/**
 * What may limit the target, with what speaks for it and what against. It is shown by an experiment, not by a report.
 */
export interface Hypothesis {
  readonly id: string;
  readonly values: TextValues;
  readonly supporting: readonly Statement[];
  readonly opposing: readonly Statement[];
  /** The run that would show it: with another load, or with other settings of the target, where it has them. */
  readonly experiment: {
    readonly change: LoadChange;
    readonly settings: Readonly<Record<string, string>>;
  };
}

/** Weighs one hypothesis: pure, one file each. Undefined when nothing speaks for it. */
export interface HypothesisRule {
  readonly id: string;
  weigh(result: RunResult): Omit<Hypothesis, 'id'> | undefined;
}
