import { expect, test } from 'vitest';
import { defaultTerms } from '../../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../../lib/judge/compare/compare-runs.ts';
import type { ComparedResult } from '../../../lib/model/comparison.ts';
import { comparedResult, setOf } from './runs.ts';

type Functions = NonNullable<ComparedResult['functions']>;

const named = (name: string, selfMs: number, inclusiveMs = selfMs, group = 'app'): Functions[number] => ({
  ...{ name, group, selfMs, inclusiveMs },
});
const compared = (a: readonly (Functions | undefined)[], b: readonly (Functions | undefined)[]) => {
  const runs = (all: readonly (Functions | undefined)[]) =>
    all.map((functions) => ({ ...comparedResult(), ...(functions && { functions }) }));
  return compareRuns(setOf('a', runs(a)), setOf('b', runs(b)), [], defaultTerms);
};

test('functions whose own time changed are named, what changed most first', () => {
  const base = [named('parse', 2, 3), named('verify', 1, 4, 'jsonwebtoken'), named('log', 1)];
  const slower = [named('parse', 2.01, 3), named('verify', 3, 9, 'jsonwebtoken'), named('serialize', 0.5)];
  const { functions, verdict } = compared([base, base], [slower, slower]);
  expect(functions.map(({ name }) => name)).toEqual(['verify', 'log', 'serialize']);
  expect(functions[0]).toEqual({ name: 'verify', group: 'jsonwebtoken', a: 1, b: 3, inclusiveA: 4, inclusiveB: 9 });
  expect(functions[1]).toMatchObject({ a: 1, b: 0 });
  // They explain what happened; the verdict is not theirs.
  expect(verdict).not.toBe('WORSE');
});

test('functions of one name in several files are one, and runs without a profile do not count', () => {
  const twice = [named('get', 1, 5), named('get', 2, 4)];
  const { functions } = compared([twice, undefined], [[named('get', 6, 7)], undefined]);
  expect(functions).toEqual([{ name: 'get', group: 'app', a: 3, b: 6, inclusiveA: 5, inclusiveB: 7 }]);
});

test('without a profile on one side there is nothing to name', () => {
  expect(compared([undefined], [[named('get', 6)]]).functions).toEqual([]);
});
