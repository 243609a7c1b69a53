/** Tables of the objectives of a run and their results. */
import { ownValue } from '../../lib/model/own-value.ts';
import type { ObjectiveResult, RunResult, ThresholdResult } from '../../lib/model/result.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { number, type Table, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { formatInUnit, formatOf, intervalText, limitOf, objectiveText, objectiveValue } from './objective-text.ts';

const mark = (isOk: boolean | null): string => (isOk === null ? '?' : isOk ? '✓' : '✗');

const statusMarks: Readonly<Record<ObjectiveResult['status'], string>> = {
  PASS: mark(true),
  WARN: '!',
  FAIL: mark(false),
  NO_DATA: mark(null),
};

/** Each objective with what was measured; nothing counts as met where the run is INVALID. */
export function objectivesTable({ objectives }: RunResult, { validity }: Verdict, language: Language): Table {
  const { columns, sections } = language.labels;
  const { results } = objectives;
  const hasIntervals = results.some(({ interval }) => interval !== null);
  const isDoubtful = ({ status }: ObjectiveResult) => status === 'PASS' && validity === 'INVALID';
  return {
    title: sections.objectives,
    columns: [
      text(''),
      text(columns.objective),
      number(columns.measured),
      ...(hasIntervals ? [number(columns.interval, 1)] : []),
      number(columns.n),
    ],
    rows: results.map((one) => [
      isDoubtful(one) ? mark(null) : statusMarks[one.status],
      objectiveText(one, language),
      objectiveValue(one, language),
      ...(hasIntervals ? [intervalText(one.interval, formatOf(one, language), language)] : []),
      language.count(one.n),
    ]),
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

/** Thresholds as k6 judged them; its word is not repeated where the run is INVALID or had no sample. */
export function thresholdsTable(
  { objectives, accounting }: RunResult,
  { validity }: Verdict,
  language: Language,
): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.thresholds,
    columns: [text(''), text(columns.metric), text(columns.threshold), number(columns.value), number(columns.n)],
    rows: objectives.thresholds.map((threshold) => {
      const { metric, expression, isOk, value, unit } = threshold;
      const n = samplesOf(threshold, accounting);
      return [
        mark(isOk && (validity === 'INVALID' || n === 0) ? null : isOk),
        metric,
        expression,
        value === null
          ? noFigure
          : formatInUnit(unit, limitOf({ kind: 'threshold', metric, expression }), language)(value),
        language.count(n),
      ];
    }),
  };
}

/** A count of nothing is data: of the journeys that failed, the journeys that started are behind it. */
function samplesOf({ metric, expression, n }: ThresholdResult, { started }: RunResult['accounting']): number | null {
  if (n !== 0 || !/^\s*count\s*(<|={2,3}\s*0)/.test(expression)) return n;
  return /^journeys_(ok|failed)(\{|$)/.test(metric) ? started : null;
}

export function integrityTable({ objectives: { integrity } }: RunResult, language: Language): Table {
  const { columns, sections, integrityChecks } = language.labels;
  return {
    title: sections.integrity,
    columns: [text(''), text(columns.check), number(columns.shouldBe), number(columns.is)],
    rows: (integrity?.checks ?? []).map(({ ok, name, expected, actual }) => [
      mark(ok),
      ownValue(integrityChecks, name) ?? name,
      language.count(expected),
      language.count(actual),
    ]),
  };
}
