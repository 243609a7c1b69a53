import type { Hypothesis, Statement } from '../../lib/model/diagnosis.ts';
import type { Finding, TextValues } from '../../lib/model/finding.ts';
import { ownValue } from '../../lib/model/own-value.ts';
import type { FindingTexts, HypothesisTexts, LimitTexts } from './finding-texts.ts';
import type { Labels } from './labels.ts';
import { reworded } from './rewording.ts';

/** The filled texts of a finding; sentences without their full stop. */
export interface FindingProse {
  readonly title: string;
  readonly what: string;
  readonly why: string;
  readonly advice: string;
  /** Why it was not applicable, or how it broke. */
  readonly reason: string;
}

export interface HypothesisProse {
  readonly title: string;
  readonly supporting: readonly string[];
  readonly opposing: readonly string[];
  readonly experiment: string;
}

type Say = (template: string, values?: TextValues) => string;

/** @param texts undefined for a stored finding that this version no longer knows */
export function findingProse(
  finding: Finding,
  texts: FindingTexts | undefined,
  labels: Labels,
  say: Say,
): FindingProse {
  const { id, variant, status, reason } = finding;
  if (texts === undefined) return { title: id, what: '', why: '', advice: '', reason: reason ?? '' };
  const hasText = status !== 'pass' && status !== 'not-applicable' && status !== 'error';
  const values = withOwnNames(finding.values, labels);
  const fill = (text: FindingTexts['what']) => (hasText ? say(variantOf(text, variant), values) : '');
  const reasons: Readonly<Record<string, string>> = labels.reasons;
  return {
    title: texts.title,
    what: status === 'error' ? say(labels.prose.checkFailed, { reason }) : fill(texts.what),
    why: texts.why,
    advice: fill(texts.advice),
    reason: reason === null ? '' : (ownValue(reasons, reason) ?? reason),
  };
}

/** @param texts undefined for a stored hypothesis that this version no longer knows */
export function hypothesisProse(hypothesis: Hypothesis, texts: HypothesisTexts | undefined, say: Say): HypothesisProse {
  const { id, values, supporting, opposing } = hypothesis;
  const fill = (statement: { text: string; values: TextValues }) =>
    say(texts?.statements[statement.text] ?? '', statement.values);
  return {
    title: say(texts?.title ?? id, values),
    supporting: supporting.map(fill),
    opposing: opposing.map(fill),
    experiment: say(texts?.experiment ?? '', values),
  };
}

/** The filled texts of a limit; sentences without their full stop. */
export interface LimitProse {
  readonly title: string;
  readonly evidence: readonly string[];
  readonly advice: string;
}

/** @param texts undefined for a stored limit that this version no longer knows */
export function limitProse(
  { id, values = {}, evidence }: { id: string; values?: TextValues; evidence: readonly Statement[] },
  texts: LimitTexts | undefined,
  say: Say,
): LimitProse {
  return {
    title: say(texts?.title ?? id, values),
    evidence: evidence.map((one) => say(texts?.statements[one.text] ?? '', one.values)),
    advice: say(texts?.advice ?? '', values),
  };
}

const variantOf = (text: FindingTexts['what'], variant: string): string =>
  typeof text === 'string' ? text : (text[variant] ?? Object.values(text)[0] ?? '');

/** The values with the names of data checks, causes of failures and details of endings as the language has them. */
const withOwnNames = (values: TextValues, labels: Labels): TextValues =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value)
        ? value.map((item: TextValues) => withOwnNames(item, labels))
        : typeof value === 'string'
          ? ownName(key, value, labels)
          : value,
    ]),
  );

function ownName(key: string, value: string, { endings, causes, integrityChecks, soak }: Labels): string {
  if (key === 'detail') return reworded(value, endings);
  if (key === 'cause') return reworded(value, causes);
  if (key === 'series') return ownValue<string>(soak.series, value) ?? value;
  return key === 'name' ? (ownValue(integrityChecks, value) ?? value) : value;
}
