/** The texts of a finding in one language: Handlebars templates, filled with its values. */
export interface FindingTexts {
  /** What it looks for, in short. */
  readonly title: string;
  /** What was found, with its numbers, a sentence without its full stop; by variant where there are several. */
  readonly what: string | Readonly<Record<string, string>>;
  /** Why it matters to a reader of the report. */
  readonly why: string;
  readonly advice: string | Readonly<Record<string, string>>;
}

/** The texts of a hypothesis in one language. */
export interface HypothesisTexts {
  readonly title: string;
  readonly statements: Readonly<Record<string, string>>;
  /** What the experiment would show. */
  readonly experiment: string;
}

/** The texts of what may limit a target. */
export interface LimitTexts {
  /** A sentence without its full stop. */
  readonly title: string;
  readonly statements: Readonly<Record<string, string>>;
  readonly advice: string;
}
