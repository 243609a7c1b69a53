/** The tables that every report format shows, as rows of finished cells: what the run came to. */

import { objectiveValues } from '../../lib/judge/findings/objective-values.ts';
import type { Interval, MetricUnit, ObjectiveResult, RunResult } from '../../lib/model/result.ts';
import { type Language, noFigure } from '../languages/language.ts';

export interface Column {
  readonly label: string;
  /** Numbers stand to the right. */
  readonly isNumber: boolean;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
}

export const text = (label: string): Column => ({ label, isNumber: false });
export const number = (label: string): Column => ({ label, isNumber: true });
const mark = (isOk: boolean | null): string => (isOk === null ? '?' : isOk ? '✓' : '✗');

const statusMarks: Readonly<Record<ObjectiveResult['status'], string>> = {
  PASS: mark(true),
  WARN: '!',
  FAIL: mark(false),
  NO_DATA: mark(null),
};

export function objectivesTable({ objectives: { results: objectives } }: RunResult, language: Language): Table {
  const { columns } = language.labels;
  const hasIntervals = objectives.some(({ interval }) => interval !== null);
  return {
    title: language.labels.sections.objectives,
    columns: [
      text(''),
      text(columns.objective),
      number(columns.measured),
      ...(hasIntervals ? [number(columns.interval)] : []),
      number(columns.n),
    ],
    rows: objectives.map((objective) => [
      statusMarks[objective.status],
      objectiveText(objective, language),
      objectiveValue(objective, language),
      ...(hasIntervals ? [intervalText(objective.interval, formatterOf(objective, language), language)] : []),
      language.count(objective.n),
    ]),
  };
}

/** An objective in words. */
export function objectiveText({ objective }: Pick<ObjectiveResult, 'objective'>, language: Language): string {
  return language.objective(objective);
}

/** The measured value of an objective, in its unit; what it lacks where there is none. */
export function objectiveValue(one: ObjectiveResult, language: Language): string {
  const { value, n, neededN, status } = one;
  const { needs, noValue } = language.labels.objective;
  if (status === 'NO_DATA' && n !== null && n < neededN) return language.say(needs, { n, needed: neededN });
  // Where only k6 knows the value, its word was taken.
  return value === null ? (status === 'NO_DATA' ? noValue : noFigure) : formatterOf(one, language)(value);
}

/** How values of an objective are written: in its unit, and never rounded onto its limit. */
function formatterOf(
  { objective, unit }: Pick<ObjectiveResult, 'objective' | 'unit'>,
  language: Language,
): (value: number) => string {
  return inUnit(unit, language, limitOf(objective));
}

/** How values of a unit are written beside their limit. */
function inUnit(unit: MetricUnit, language: Language, limit: number | null): (value: number) => string {
  if (unit === 'ms') return (value) => language.msBeside(value, limit);
  if (unit === 'ratio') return (value) => language.percentBeside(value, limit);
  return unit === 'perSecond' ? (value) => language.rps(value) : language.number;
}

function limitOf(objective: ObjectiveResult['objective']): number | null {
  if (objective.kind !== 'threshold') return objectiveValues(objective).limit;
  const limit = Number(/(-?[\d.]+)\s*$/.exec(objective.expression)?.[1]);
  return Number.isFinite(limit) ? limit : null;
}

export const intervalText = (
  interval: Interval | null,
  format: (value: number) => string,
  { say, labels }: Language,
): string =>
  interval === null ? noFigure : say(labels.prose.range, { low: format(interval.low), high: format(interval.high) });

export function accountingTable(
  { accounting, provenance: { source }, run: { ending }, latency: { steps } }: RunResult,
  language: Language,
): Table {
  const { rows: words, columns, sections } = language.labels;
  const { scheduled, started, ok, failed, unfinished, dropped, droppedByTarget, missing, basis } = accounting;
  const row = (name: string, count: number | null, meaning: string) => [
    name,
    language.count(count),
    language.share(count, scheduled),
    meaning,
  ];
  const known = (name: string, count: number | null, meaning: string) =>
    count === null ? [] : [row(name, count, meaning)];
  const reasons =
    dropped === null || droppedByTarget === null
      ? []
      : [
          { count: droppedByTarget, byTarget: true },
          { count: dropped - droppedByTarget, byTarget: false },
        ].filter(({ count }) => count > 0);
  const droppedMeaning = reasons.length === 0 ? words.droppedMeaning : language.say(words.droppedBecause, { reasons });
  const isDerived = basis === 'derived';
  return {
    title: sections.journeys,
    columns: [text(''), number(columns.journeys), number(columns.ofScheduled), text(columns.meaning)],
    rows: [
      ...known(words.scheduled, scheduled, words.scheduledMeaning),
      ...(source === 'none'
        ? []
        : [
            ...known(words.started, started, ''),
            ...known(words.dropped, dropped, droppedMeaning),
            ...(isDerived && missing !== null && missing > 0
              ? [
                  row(
                    words.neverStarted,
                    missing,
                    language.say(words.neverStartedMeaning, { step: steps[0]?.name ?? '' }),
                  ),
                ]
              : []),
            ...known(words.unfinished, unfinished, words.interruptedMeaning),
            ...known(words.completed, ok === null || failed === null ? null : ok + failed, words.completedMeaning),
            ...known(words.failed, failed, words.failedMeaning),
            ...known(words.succeeded, ok, words.succeededMeaning),
            ...(isDerived || missing === null || missing === 0
              ? []
              : [
                  ending.kind === 'completed'
                    ? row(words.missing, missing, words.missingMeaning)
                    : row(words.neverDue, missing, words.neverDueMeaning),
                ]),
          ]),
    ],
  };
}

export function checksTable({ objectives: { checks } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.checks,
    columns: [text(''), text(columns.check), number(columns.passed), number(columns.of)],
    rows: checks.map(({ name, passes, fails }) => [
      mark(fails === 0),
      name,
      language.count(passes),
      language.count(passes + fails),
    ]),
  };
}

export function thresholdsTable({ objectives: { thresholds } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.thresholds,
    columns: [text(''), text(columns.metric), text(columns.threshold), number(columns.value), number(columns.n)],
    rows: thresholds.map(({ metric, expression, isOk, value, unit, n }) => [
      mark(isOk),
      metric,
      expression,
      value === null ? noFigure : inUnit(unit, language, limitOf({ kind: 'threshold', metric, expression }))(value),
      language.count(n),
    ]),
  };
}

export function booksTable({ objectives: { integrity } }: RunResult, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.books,
    columns: [text(''), text(columns.check), number(columns.shouldBe), number(columns.is)],
    rows: (integrity?.checks ?? []).map((check) => [
      mark(check.ok),
      check.name,
      language.count(check.expected),
      language.count(check.actual),
    ]),
  };
}
