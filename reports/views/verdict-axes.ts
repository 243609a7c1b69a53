import type { Verdict } from '../../lib/model/verdict.ts';
import type { Language } from '../languages/language.ts';

type AxisValue = Verdict['validity'] | Verdict['objectives'] | NonNullable<Verdict['baseline']>;

/** One axis of the verdict in words; its tone is how it is to be taken. */
export interface VerdictAxis {
  readonly name: string;
  readonly value: string;
  readonly tone: 'good' | 'warn' | 'bad';
}

const tones: Readonly<Record<AxisValue, VerdictAxis['tone']>> = {
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

export const comparisonTone = (verdict: NonNullable<Verdict['baseline']>): VerdictAxis['tone'] => tones[verdict];

/** The axes of a verdict, which are never merged; the baseline's where there was one. */
export function verdictAxes({ validity, objectives, baseline }: Verdict, { labels }: Language): VerdictAxis[] {
  const axis = (name: string, value: AxisValue) => ({ name, value: labels.verdict[value], tone: tones[value] });
  return [
    axis(labels.verdict.validity, validity),
    axis(labels.verdict.objectives, objectives),
    ...(baseline === null ? [] : [axis(labels.verdict.baseline, baseline)]),
  ];
}
