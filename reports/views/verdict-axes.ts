import type { Verdict } from '../../lib/model/verdict.ts';
import type { Tone, VerdictAxis } from '../document.ts';
import type { Language } from '../languages/language.ts';

type AxisValue = Verdict['validity'] | Verdict['objectives'] | NonNullable<Verdict['baseline']>;

const tones: Readonly<Record<AxisValue, Tone>> = {
  VALID: 'good',
  SUSPECT: 'warn',
  INVALID: 'bad',
  PASS: 'good',
  WARN: 'warn',
  FAIL: 'bad',
  NO_DATA: 'warn',
  BETTER: 'good',
  SAME: 'good',
  INCONCLUSIVE: 'warn',
  WORSE: 'bad',
};

/**
 * The axes of a verdict, which are never merged; the comparison's where there is one.
 * @param base what the comparison is with: a baseline, or the other side of a comparison of two
 */
export function verdictAxes(
  { validity, objectives, baseline }: Verdict,
  { labels }: Language,
  base: 'baseline' | 'base' = 'baseline',
): VerdictAxis[] {
  const axis = (name: string, value: AxisValue) => ({ name, value: labels.verdict[value], tone: tones[value] });
  return [
    axis(labels.verdict.validity, validity),
    axis(labels.verdict.objectives, objectives),
    ...(baseline === null ? [] : [comparisonAxis(baseline, labels.verdict[base], labels)]),
  ];
}

/** A comparison of two alone. */
export const baseAxis = (verdict: NonNullable<Verdict['baseline']>, labels: Language['labels']): VerdictAxis =>
  comparisonAxis(verdict, labels.verdict.base, labels);

const comparisonAxis = (
  verdict: NonNullable<Verdict['baseline']>,
  name: string,
  labels: Language['labels'],
): VerdictAxis => ({ name, value: labels.verdict[verdict], tone: tones[verdict] });
