/** Objectives in words, and what was measured of them. */
import { objectiveValues } from '../../lib/judge/findings/objective-values.ts';
import type { Interval, ObjectiveResult } from '../../lib/model/result.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';

/** An objective in words. */
export const objectiveText = ({ objective }: Pick<ObjectiveResult, 'objective'>, language: Language): string =>
  language.objective(objective);

/** The measured value of an objective, in its unit; what it lacks where there is none. */
export function objectiveValue(one: ObjectiveResult, language: Language): string {
  const { value, n, neededN, status } = one;
  const { needs, noValue } = language.labels.objective;
  if (status === 'NO_DATA' && n < neededN) return language.say(needs, { n, needed: neededN });
  // Where only k6 knows the value, its word was taken.
  return value === null ? (status === 'NO_DATA' ? noValue : noFigure) : formatOf(one, language)(value);
}

/** How values of an objective are written: in its unit, and never rounded onto its limit. */
export function formatOf({ objective }: ObjectiveResult, language: Language): (value: number) => string {
  const { metric, expression, limit } = limitOf(objective);
  const ms = (value: number) => language.msBeside(value, limit);
  const percent = (value: number) => language.percentBeside(value, limit);
  if ('belowMs' in objective) return ms;
  if (objective.kind !== 'threshold') return percent;
  // The rate of a Rate is a ratio; that of a Counter is per second.
  if (expression.includes('rate')) return isCounter.test(metric) || (limit ?? 0) > 1 ? language.number : percent;
  return /duration|blocked|waiting|connecting|sending|receiving|handshaking/.test(metric) ? ms : language.number;
}

const isCounter = /^(http_reqs|iterations|dropped_iterations|data_sent|data_received)\b/;

interface Limit {
  readonly metric: string;
  readonly expression: string;
  readonly limit: number | null;
}

function limitOf(objective: ObjectiveResult['objective']): Limit {
  if (objective.kind !== 'threshold') {
    const { limit } = objectiveValues(objective);
    return { metric: '', expression: '', limit };
  }
  const limit = Number(/(-?[\d.]+)\s*$/.exec(objective.expression)?.[1]);
  return { ...objective, limit: Number.isFinite(limit) ? limit : null };
}

export const intervalText = (
  interval: Interval | null,
  format: (value: number) => string,
  { say, labels }: Language,
): string =>
  interval === null ? noFigure : say(labels.rows.range, { low: format(interval.low), high: format(interval.high) });
