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

/** The axes of a verdict, which are never merged; the baseline's where there is one. */
export function verdictAxes({ validity, objectives, baseline }: Verdict, { labels }: Language): VerdictAxis[] {
  const axis = (name: string, value: AxisValue) => ({ name, value: labels.verdict[value], tone: tones[value] });
  return [
    axis(labels.verdict.validity, validity),
    axis(labels.verdict.objectives, objectives),
    ...(baseline === null ? [] : [baselineAxis(baseline, labels)]),
  ];
}

/** A comparison alone. */
export const baselineAxis = (verdict: NonNullable<Verdict['baseline']>, labels: Language['labels']): VerdictAxis => ({
  name: labels.verdict.baseline,
  value: labels.verdict[verdict],
  tone: tones[verdict],
});
