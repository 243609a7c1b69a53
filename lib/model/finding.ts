import type { Difference } from './comparison.ts';
import type { Document } from './fields.ts';
import type {
  evidenceSchema,
  findingSchema,
  findingStatusSchema,
  findingsSchema,
  loadChangeSchema,
  suggestionSchema,
  TextValues,
} from './finding-schema.ts';
import type { RunResult } from './result.ts';

/** What a text is filled with. */
export type { TextValues } from './finding-schema.ts';

/**
 * `invalid` and `suspect` speak of the measurement, `fail` of the target, `note` of neither: something that a reader of
 * the numbers has to know. `pass` found nothing, `not-applicable` could not look, `error` broke while it looked.
 */
export type FindingStatus = Document<typeof findingStatusSchema>;

/** One number (or name) that a finding rests on. Its name is a label of the reports' languages. */
export type Evidence = Document<typeof evidenceSchema>;

/** What to try next: this run with another load, and why, by a key of the reports' languages. */
export type Experiment = Document<typeof suggestionSchema>;

/** How a run's load is changed: all rates multiplied, or options of `caseload load` that replace its own. */
export type LoadChange = Document<typeof loadChangeSchema>;

export type Finding = Document<typeof findingSchema>;

/** Written as findings.json. */
export type FindingsDocument = Document<typeof findingsSchema>;

/** Languages of every text that a report shows. */
export type LanguageCode = 'en' | 'ko';

/** Why a rule could not be applied; the texts are in the reports' languages. */
export type Inapplicable =
  | 'no-samples'
  | 'no-schedule'
  | 'no-plateau'
  | 'too-short'
  | 'lower-bound'
  | 'no-signal'
  | 'no-soak'
  | 'overloaded'
  | 'no-baseline'
  | 'no-limits'
  | 'foreign'
  | 'cut-short'
  | 'generator-limit'
  | 'no-list'
  | 'one-step'
  | 'no-key';

/** What a rule says of a result. */
export type Judgement =
  | {
      readonly status: 'invalid' | 'suspect' | 'fail' | 'note';
      readonly variant?: string;
      readonly values: TextValues;
      readonly evidence?: readonly Evidence[];
      readonly experiments?: readonly Experiment[];
    }
  | { readonly status: 'pass'; readonly evidence?: readonly Evidence[] }
  | { readonly status: 'not-applicable'; readonly reason: Inapplicable };

/** What findings are made of: the result, and where it was compared with a baseline, what differs from that one's. */
export interface FindingInput extends RunResult {
  readonly differences: readonly Difference[] | null;
}

/** A judgement over a result: pure, one file each. It is handed what it declares to need, nothing else. */
export interface FindingRule<Needs extends keyof FindingInput = keyof FindingInput, Id extends string = string> {
  readonly id: Id;
  /** Of the validity checks of the field's reports, V01–V19, where it is one. */
  readonly check?: `V${string}`;
  readonly needs: readonly Needs[];
  /** It diagnoses: nothing of a run that was stopped before its end. */
  readonly isDiagnosis?: true;
  judge(input: Pick<FindingInput, Needs>): Judgement;
}

/** A rule, typed by what it needs. */
export const defineFinding = <const Needs extends keyof FindingInput, const Id extends string>(
  rule: FindingRule<Needs, Id>,
): AnyFindingRule<Id> => rule as unknown as AnyFindingRule<Id>;

/** A rule of which only the shape is known; what runs it hands over what it needs. */
export interface AnyFindingRule<Id extends string = string> extends Omit<FindingRule<keyof FindingInput, Id>, 'judge'> {
  judge(input: FindingInput): Judgement;
}

export const passes: Judgement = { status: 'pass' };
export const notApplicable = (reason: Inapplicable): Judgement => ({ status: 'not-applicable', reason });
