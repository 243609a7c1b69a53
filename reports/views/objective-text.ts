/** Texts of objectives, and what was measured for them. */
import { objectiveValues } from '../../lib/judge/findings/objective-values.ts';
import type { Interval, MetricUnit, ObjectiveResult } from '../../lib/model/result.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { atLeast } from './latency-text.ts';

/** The text of an objective. */
export const objectiveText = ({ objective }: Pick<ObjectiveResult, 'objective'>, language: Language): string =>
  language.objective(objective);

/** The measured value of an objective, in its unit, `≥` where it is a lower bound; what it lacks if there is none. */
export function objectiveValue(one: ObjectiveResult, language: Language): string {
  const { value, n, neededN, status, isLowerBound } = one;
  const { needs, noValue } = language.labels.objective;
  if (status === 'NO_DATA' && n !== null && n < neededN) return language.say(needs, { n, needed: neededN });
  // Where only k6 knows the value, its word was taken.
  if (value === null) return status === 'NO_DATA' ? noValue : noFigure;
  const text = formatOf(one, language)(value);
  return isLowerBound ? atLeast(text) : text;
}

/** How values of an objective are written: in its unit, and never rounded onto its limit. */
export const formatOf = ({ objective, unit }: ObjectiveResult, language: Language): ((value: number) => string) =>
  formatInUnit(unit, limitOf(objective), language);

/** How values of a unit are written next to their limit. */
export function formatInUnit(unit: MetricUnit, limit: number | null, language: Language): (value: number) => string {
  if (unit === 'ms') return (value) => language.msNear(value, limit);
  if (unit === 'ratio') return (value) => language.percentNear(value, limit);
  return unit === 'perSecond' ? language.rps : language.number;
}

export function limitOf(objective: ObjectiveResult['objective']): number | null {
  if (objective.kind !== 'threshold') return objectiveValues(objective).limit;
  const limit = Number(/(-?[\d.]+)\s*$/.exec(objective.expression)?.[1]);
  return Number.isFinite(limit) ? limit : null;
}

export const intervalText = (
  interval: Interval | null,
  format: (value: number) => string,
  { say, labels }: Language,
): string =>
  interval === null ? noFigure : say(labels.rows.range, { low: format(interval.low), high: format(interval.high) });
