import type { Difference } from './comparison.ts';
import type { RunResult } from './result.ts';

/**
 * `invalid` and `suspect` speak of the measurement, `fail` of the target, `note` of neither: something that a reader of
 * the numbers has to know. `pass` found nothing, `not-applicable` could not look, `error` broke while it looked.
 */
export type FindingStatus = 'invalid' | 'suspect' | 'fail' | 'note' | 'pass' | 'not-applicable' | 'error';

/** Languages of every text that a report shows. */
export type LanguageCode = 'en' | 'ko';

export type Unit = 'count' | 'ratio' | 'ms' | 'rps' | 'cores' | 'text';

/** One number (or name) that a finding rests on. Its name is a label of the reports' languages. */
export interface Evidence {
  readonly name: string;
  readonly value: number | string | null;
  readonly unit: Unit;
  /** Samples behind it; null where the files lack the count. */
  readonly n?: number | null;
  /** What it was compared with. */
  readonly limit?: number;
}

/** What a text is filled with: numbers, names, lists of them. */
export type TextValues = Readonly<Record<string, TextValue>>;
type TextValue = number | string | boolean | null | readonly TextValues[];

/** Why a rule could not look; in words of the reports' languages. */
export type Inapplicable =
  | 'no-samples'
  | 'no-schedule'
  | 'no-plateau'
  | 'too-short'
  | 'lower-bound'
  | 'no-signal'
  | 'no-baseline'
  | 'no-limits'
  | 'foreign'
  | 'cut-short'
  | 'no-list'
  | 'one-step'
  | 'no-key';

/** What to try next: this run with another load, and why, by a key of the reports' languages. */
export interface Experiment {
  readonly why: ExperimentReason;
  readonly change: LoadChange;
}

export type ExperimentReason = 'lower-rate' | 'hold-rate' | 'find-edge' | 'more-users' | 'warm-up';

/** How a run's load is changed: all rates multiplied, or options of `caseload load` in the place of its own. */
export type LoadChange = { readonly scaleBy: number } | { readonly options: Readonly<Record<string, string>> };

export interface Finding {
  /** Name of its file and of its page in docs/findings. */
  readonly id: string;
  readonly status: FindingStatus;
  /** Which of its texts; `''` where there is one only. */
  readonly variant: string;
  readonly values: TextValues;
  readonly evidence: readonly Evidence[];
  readonly experiments: readonly Experiment[];
  /** Why it is not applicable, or how it broke. */
  readonly reason: string | null;
}

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
