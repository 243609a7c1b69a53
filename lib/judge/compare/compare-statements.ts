import type { ComparedRun, Comparison } from '../../model/comparison.ts';
import { countLimit } from './compare-counts.ts';

/** Statements that a journey has more or less often in B, by their text; what changed most comes first. */
export function changedStatements(a: readonly ComparedRun[], b: readonly ComparedRun[]): Comparison['statements'] {
  const [before, after] = [meansOf(a), meansOf(b)];
  if (before === undefined || after === undefined) return [];
  return [...new Set([...before.keys(), ...after.keys()])]
    .map((text) => ({ text, a: before.get(text) ?? 0, b: after.get(text) ?? 0 }))
    .filter((one) => changeOf(one) >= countLimit)
    .sort((one, other) => changeOf(other) - changeOf(one));
}

const changeOf = ({ a, b }: Comparison['statements'][number]): number => Math.abs(b - a);

/** How often a journey has each, over the runs of which it is known; undefined where there is none. */
function meansOf(runs: readonly ComparedRun[]): Map<string, number> | undefined {
  const known = runs.flatMap(({ result: { cost } }) => cost?.statements ?? []);
  if (known.length === 0) return undefined;
  const means = new Map<string, number>();
  for (const { text, perJourney } of known.flatMap(({ byText }) => byText)) {
    means.set(text, (means.get(text) ?? 0) + perJourney / known.length);
  }
  return means;
}
