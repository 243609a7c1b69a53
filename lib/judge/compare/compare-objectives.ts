import type { ComparedObjective, ComparedRun } from '../../model/comparison.ts';
import { medianOf } from '../../stats/trend.ts';

type Runs = readonly Pick<ComparedRun, 'objectiveResults'>[];

/** Each objective of the candidate's runs, and in how many runs of both sides it was missed. */
export function compareObjectives(a: Runs, b: Runs): ComparedObjective[] {
  const known = new Map(b.flatMap(({ objectiveResults }) => objectiveResults.map((one) => [keyOf(one), one])));
  return [...known].map(([key, { objective, unit }]) => ({ objective, unit, a: sideOf(a, key), b: sideOf(b, key) }));
}

const keyOf = ({ objective }: Pick<ComparedObjective, 'objective'>): string => JSON.stringify(objective);

function sideOf(runs: Runs, key: string): ComparedObjective['a'] {
  const results = runs.flatMap(({ objectiveResults }) => objectiveResults.filter((one) => keyOf(one) === key));
  const withData = results.filter(({ status }) => status !== 'NO_DATA');
  const values = withData.flatMap(({ value }) => (value === null ? [] : [value]));
  return {
    runs: results.length,
    missed: results.filter(({ status }) => status === 'FAIL' || status === 'WARN').length,
    lacking: results.length - withData.length,
    value: values.length === 0 ? null : medianOf(values),
    isLowerBound: withData.some(({ isLowerBound }) => isLowerBound),
  };
}
