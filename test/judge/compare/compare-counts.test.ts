import { describe, expect, test, vi } from 'vitest';
import { defaultTerms } from '../../../lib/judge/compare/compare-metric.ts';
import { compareRuns } from '../../../lib/judge/compare/compare-runs.ts';
import type { ComparedResult } from '../../../lib/model/comparison.ts';
import type { JourneyCost } from '../../../lib/model/journey-cost.ts';
import { randomOf } from '../../../lib/stats/random.ts';
import { ratioError } from '../../../lib/stats/ratio-error.ts';
import { comparedResult, setOf } from './runs.ts';

vi.setConfig({ testTimeout: 120_000 });

type Statements = NonNullable<JourneyCost['statements']>;
const rest = { rows: 0, blocks: 0, walBytes: 0 };

const withStatements = (statements: Statements | null, given = {}): ComparedResult => ({
  ...comparedResult(given),
  cost: { journeys: 1_000, targetCpuMs: 4, mainThreadMs: 3, databaseCpuMs: 2, statements },
});

/** Of journeys that all have the same statements. */
const exactly = (perJourney: number, byText: Statements['byText'] = []): Statements => ({
  ...{ perJourney, standardError: 0, windows: 30, byText, ...rest },
});

const compared = (a: readonly ComparedResult[], b: readonly ComparedResult[]) =>
  compareRuns(setOf('a', a), setOf('b', b), [], defaultTerms);
const statementsOf = (comparison: ReturnType<typeof compared>) =>
  comparison.metrics.find(({ kind }) => kind === 'statements');

/** A run of a minute, of whose journeys each has as many statements as `draw` says. */
function drawn(random: () => number, draw: (random: () => number) => number): ComparedResult {
  const windows = Array.from({ length: 60 }, () => {
    const of = 5 + Math.floor(random() * 3);
    return { of, count: Array.from({ length: of }, () => draw(random)).reduce((sum, count) => sum + count, 0) };
  });
  const [count, of] = (['count', 'of'] as const).map((name) => windows.reduce((sum, one) => sum + one[name], 0));
  return withStatements({
    ...{ perJourney: (count ?? 0) / (of ?? 1), standardError: ratioError(windows) ?? null },
    ...{ windows: windows.length, byText: [], ...rest },
  });
}

describe('statements of a journey', () => {
  const query = { text: 'SELECT … FROM stock', perJourney: 1, ms: 1 };

  test('one more is WORSE after one pair, and is named', () => {
    const comparison = compared([withStatements(exactly(6))], [withStatements(exactly(7, [query]))]);
    expect(comparison.verdict).toBe('WORSE');
    expect(statementsOf(comparison)).toMatchObject({ a: 6, b: 7, change: 1, n: 1, method: 'paired', verdict: 'WORSE' });
    expect(comparison.statements).toEqual([{ text: query.text, a: 0, b: 1 }]);
  });

  test('one less is BETTER, where nothing else is worse', () => {
    const runs = (perJourney: number) => Array.from({ length: 12 }, () => withStatements(exactly(perJourney)));
    expect(compared(runs(7), runs(6)).verdict).toBe('BETTER');
    expect(compared(runs(7), runs(7)).verdict).toBe('SAME');
  });

  test('one more after ten earlier runs is WORSE', () => {
    const earlier = Array.from({ length: 10 }, () => withStatements(exactly(6)));
    const comparison = compared(earlier, [withStatements(exactly(7))]);
    expect(statementsOf(comparison)).toMatchObject({ method: 'prediction', n: 10, verdict: 'WORSE' });
  });

  test('of one later run are known as well as that run knows them, however many came before', () => {
    const earlier = Array.from({ length: 10 }, () => withStatements(exactly(6)));
    const vague = withStatements({ ...exactly(7), standardError: 0.5 });
    expect(statementsOf(compared(earlier, [vague]))?.verdict).toBe('INCONCLUSIVE');
    const failing = withStatements(exactly(5.4), { failed: 100 });
    expect(statementsOf(compared(earlier, [failing]))?.verdict).not.toBe('BETTER');
  });

  test('that journeys lack because they failed are no improvement', () => {
    const failing = withStatements(exactly(5.4), { failed: 100 });
    expect(statementsOf(compared([withStatements(exactly(6))], [failing]))?.verdict).not.toBe('BETTER');
  });

  test('of journeys that all failed are not compared', () => {
    const failing = withStatements(exactly(1), { failed: 1_000 });
    expect(statementsOf(compared([withStatements(exactly(6))], [failing]))).toMatchObject({ change: null });
  });

  test('of too short runs leave it to the other metrics', () => {
    const short = (perJourney: number) => withStatements({ ...exactly(perJourney), standardError: null, windows: 4 });
    const comparison = compared([short(6)], [short(7)]);
    expect(statementsOf(comparison)).toMatchObject({ a: 6, b: 7, isPrimary: false, verdict: 'INCONCLUSIVE' });
    expect(comparison.verdict).toBe('INCONCLUSIVE');
  });

  test('of targets that were not watched are no line', () => {
    expect(statementsOf(compared([comparedResult()], [comparedResult()]))).toBeUndefined();
    const one = compared([comparedResult()], [withStatements(exactly(7))]);
    expect(statementsOf(one)).toMatchObject({ a: null, b: 7, change: null, isPrimary: false });
  });

  // The same each time; a browser among buyers; one in twelve with a list of forty; a share of cached answers.
  test.each<[string, (random: () => number) => number]>([
    ['always six', () => 6],
    ['two or nine', (random) => (random() < 0.7 ? 2 : 9)],
    ['five, or now and then forty more', (random) => (random() < 1 / 12 ? 45 : 5)],
    ['four, and a query where the cache is empty', (random) => (random() < 0.5 ? 4 : 5)],
  ])('of the same code, %s, are hardly ever WORSE', (_what, draw) => {
    const random = randomOf(1);
    const verdicts = Array.from(
      { length: 2_000 },
      () => compared([drawn(random, draw)], [drawn(random, draw)]).verdict,
    );
    // One-sided 0.1 % a pair.
    expect(verdicts.filter((verdict) => verdict === 'WORSE').length).toBeLessThanOrEqual(5);
  });

  test('one more is seen in one pair among journeys of two or nine', () => {
    const random = randomOf(2);
    const draw = (more: number) => drawn(random, (next) => (next() < 0.7 ? 2 : 9) + more);
    const verdicts = Array.from({ length: 200 }, () => compared([draw(0)], [draw(1)]).verdict);
    expect(verdicts.filter((verdict) => verdict === 'WORSE').length).toBeGreaterThanOrEqual(120);
  });
});
