import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import { judgeMetrics } from '../judge/compare/compare-runs.ts';
import { metricsOf, statementsMetric, valueOfMetric } from '../judge/compare/metric-values.ts';
import type { ComparedMetric, ComparedRun, Comparison } from '../model/comparison.ts';
import { hodgesLehmann } from '../stats/paired.ts';
import { type Looks, termsAt } from './looks.ts';

/** One run of the base and one of the candidate, made one after the other. */
export interface RunPair {
  readonly a: Pick<ComparedRun, 'result'>;
  readonly b: Pick<ComparedRun, 'result'>;
}

/**
 * Whether the base runs first in a pair, from 0: A B, B A, A B …, so that what drifts over time falls on both alike.
 */
export const isBaseFirst = (pair: number): boolean => pair % 2 === 0;

/** Whether a gate is over after these pairs: see {@link gateOutcome}. */
export const isGateOver = (pairs: readonly RunPair[], looks: Looks, terms: ComparisonTerms): boolean =>
  gateOutcome(pairs, looks, terms) !== undefined;

/**
 * The verdict of a gate at a look with a clear answer, and at the last look in any case; undefined while it continues.
 * There are no other looks, because each one uses up a part of the probability of a false alarm; only statements are
 * looked at after each pair. At the first of several only WORSE ends it: so few pairs may have missed what breaks in
 * some runs only.
 */
export function gateOutcome(
  pairs: readonly RunPair[],
  looks: Looks,
  terms: ComparisonTerms,
): Comparison['verdict'] | undefined {
  const isLast = pairs.length >= (looks.at.at(-1) ?? 0);
  if (!isLast && !looks.at.includes(pairs.length)) return hasMoreStatements(pairs, terms) ? 'WORSE' : undefined;
  const verdict = gateVerdict(pairs, looks, terms);
  const isClear = verdict === 'WORSE' || (verdict !== 'INCONCLUSIVE' && pairs.length !== looks.at[0]);
  return isLast || isClear ? verdict : undefined;
}

const hasMoreStatements = (pairs: readonly RunPair[], terms: ComparisonTerms): boolean =>
  verdictOfPairs(pairs, [statementsMetric], terms) === 'WORSE';

/** The change of a latency of the whole journey over all pairs so far, as a factor; undefined where no pair has one. */
export function changeSoFar(pairs: readonly RunPair[], kind: 'p50' | 'p95'): number | undefined {
  const differences = pairs.flatMap(({ a, b }) => {
    const [before, after] = [a, b].map(({ result }) => valueOfMetric(result, { kind, step: null }));
    return before && after ? [Math.log(after / before)] : [];
  });
  return differences.length === 0 ? undefined : Math.exp(hodgesLehmann(differences));
}

const primaryMetrics = metricsOf([]).filter(({ isPrimary }) => isPrimary);

/** What the pairs come to, as sure as one look must be. */
export function gateVerdict(pairs: readonly RunPair[], looks: Looks, terms: ComparisonTerms): Comparison['verdict'] {
  return verdictOfPairs(pairs, primaryMetrics, termsAt(terms, looks, pairs.length));
}

const verdictOfPairs = (pairs: readonly RunPair[], metrics: readonly ComparedMetric[], terms: ComparisonTerms) =>
  judgeMetrics(
    pairs.map(({ a }) => a),
    pairs.map(({ b }) => b),
    metrics,
    terms,
  ).verdict;
