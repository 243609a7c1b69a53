import type { Document } from './fields.ts';
import type { diagnosisSchema, hypothesisSchema, statementSchema } from './finding-schema.ts';
import type { RunResult } from './result.ts';

/** One thing that speaks for or against a hypothesis: which of its texts, and what that is filled with. */
export type Statement = Document<typeof statementSchema>;

/**
 * What may limit the target, with what speaks for it and what against. It is shown by an experiment, not by a report.
 */
export type Hypothesis = Document<typeof hypothesisSchema>;

/** Weighs one hypothesis: pure, one file each. Undefined when nothing speaks for it. */
export interface HypothesisRule {
  readonly id: string;
  weigh(result: RunResult): Omit<Hypothesis, 'id'> | undefined;
}

/** What limits the target, by the signals of the run. */
export type Diagnosis = Document<typeof diagnosisSchema>;
