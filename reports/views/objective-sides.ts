/** The objectives of a candidate beside those of its base. */
import type { ComparedObjective, Comparison } from '../../lib/model/comparison.ts';
import { number, type Table, type TestCase, type TestSuite, text } from '../document.ts';
import type { Language } from '../languages/language.ts';
import { noFigure } from '../languages/numbers.ts';
import { atLeast } from './latency-text.ts';
import { formatInUnit, limitOf } from './objective-text.ts';

type Side = ComparedObjective['a'];

/** Missed in half of the runs or more it is missed, in fewer it may be the machine (gate-verdict.ts). */
function outcomeOf({ objective, b }: ComparedObjective): 'missed' | 'warning' | 'lacking' | 'met' {
  const isBinding = objective.severity !== 'warn';
  if (isBinding && b.missed / b.runs >= 0.5) return 'missed';
  if (isBinding && b.lacking > 0) return 'lacking';
  return b.missed > 0 ? 'warning' : 'met';
}

const marks = { missed: '✗', warning: '!', lacking: '?', met: '✓' };

/** Each objective of B with the values of both sides, and in how many of their runs it was missed. */
export function objectiveSidesTable({ objectives }: Comparison, language: Language): Table {
  const { columns, sections } = language.labels;
  return {
    title: sections.objectives,
    columns: [
      ...[text(''), text(columns.objective), number(columns.a), number(columns.b)],
      ...[number(columns.missedA), number(columns.missedB)],
    ],
    rows: objectives.map((one) => [
      marks[outcomeOf(one)],
      language.objective(one.objective),
      valueText(one, one.a, language),
      valueText(one, one.b, language),
      missedOf(one.a, language),
      missedOf(one.b, language),
    ]),
  };
}

function valueText({ objective, unit }: ComparedObjective, { value, isLowerBound }: Side, language: Language): string {
  if (value === null) return noFigure;
  const figure = formatInUnit(unit, limitOf(objective), language)(value);
  return isLowerBound ? atLeast(figure) : figure;
}

/** Runs that missed it, of how many, and those without enough data. */
const missedOf = ({ missed, lacking, runs }: Side, { say, labels }: Language): string =>
  runs === 0 ? noFigure : say(labels.rows.missedRuns, { missed, lacking, runs });

/** A test for each objective of B. */
export const objectiveSidesSuite = ({ objectives }: Comparison, language: Language): TestSuite => ({
  title: language.labels.sections.objectives,
  durationMs: 0,
  cases: objectives.map((one): TestCase => {
    const outcome = outcomeOf(one);
    const message = `${valueText(one, one.b, language)}, ${missedOf(one.b, language)}`;
    return {
      name: language.objective(one.objective),
      outcome: outcome === 'missed' ? 'failure' : outcome === 'lacking' ? 'error' : 'passed',
      message,
      out: message,
    };
  }),
});
