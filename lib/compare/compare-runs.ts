import type { Comparison, ComparisonVerdict, Difference, MetricComparison } from '../contract/comparison.ts';
import { holm } from '../stats/paired.ts';
import { type ComparisonTerms, compareMetric, verdictOf } from './compare-metric.ts';
import { type ComparedResult, metricsOf, valueOfMetric } from './metric-values.ts';

/** Runs of one target, in the order in which they were made. */
export interface RunSet {
  readonly name: string;
  readonly runs: readonly { readonly name: string; readonly result: ComparedResult }[];
}

/**
 * Compares two sets of runs, pair by pair: the k-th of A with the k-th of B, which were made one after the other. The unit of inference is the run. p-values of the primary metrics are
 * corrected for their number (Holm); the others are told as they are and decide nothing.
 */
export function compareRuns(
  a: RunSet,
  b: RunSet,
  differences: readonly Difference[],
  terms: ComparisonTerms,
): Comparison {
  const steps = a.runs[0]?.result.steps.map(({ name }) => name) ?? [];
  const values = (set: RunSet, metric: Parameters<typeof valueOfMetric>[1]) =>
    set.runs.map(({ result }) => valueOfMetric(result, metric));
  const compared = metricsOf(steps).map((metric) => compareMetric(metric, values(a, metric), values(b, metric), terms));
  const metrics = corrected(compared).map((one): MetricComparison => ({ ...one, verdict: verdictOf(one, terms) }));
  return {
    schemaVersion: 1,
    a: { name: a.name, runs: a.runs.map(({ name }) => name) },
    b: { name: b.name, runs: b.runs.map(({ name }) => name) },
    differences,
    alpha: terms.alpha,
    metrics,
    verdict: overall(metrics.filter(({ isPrimary }) => isPrimary).map(({ verdict }) => verdict)),
  };
}

type Uncorrected = Omit<MetricComparison, 'verdict'>;

function corrected(compared: readonly Uncorrected[]): Uncorrected[] {
  const primary = compared.filter(({ isPrimary, method }) => isPrimary && method === 'paired');
  const worse = holm(primary.map(({ pWorse }) => pWorse ?? 1));
  const better = holm(primary.map(({ pBetter }) => pBetter ?? 1));
  return compared.map((one) => {
    const index = primary.indexOf(one);
    return index === -1 ? one : { ...one, pWorse: worse[index] ?? null, pBetter: better[index] ?? null };
  });
}

/** The worst that any primary metric says; SAME needs all of them. */
function overall(verdicts: readonly ComparisonVerdict[]): ComparisonVerdict {
  for (const verdict of ['WORSE', 'INCONCLUSIVE', 'BETTER'] as const) if (verdicts.includes(verdict)) return verdict;
  return verdicts.length === 0 ? 'INCONCLUSIVE' : 'SAME';
}
