import type {
  Baseline,
  ComparedMetric,
  ComparedRun,
  Comparison,
  ComparisonVerdict,
  Difference,
  MetricComparison,
} from '../../model/comparison.ts';
import { totalOf } from '../../stats/intervals.ts';
import { holm } from '../../stats/paired.ts';
import { changedFunctions } from './compare-functions.ts';
import { type ComparisonTerms, compareMetric, neededPairsOf, verdictOf } from './compare-metric.ts';
import { compareObjectives } from './compare-objectives.ts';
import { changedStatements } from './compare-statements.ts';
import type { SeenRun } from './metric-shift.ts';
import { failuresOf, isCost, isCount, isLatency, metricsOf } from './metric-values.ts';

/**
 * Compares two sets of runs, pair by pair: the k-th of A with the k-th of B, which were made one after the other. The
 * unit of inference is the run. p-values of the primary latencies are corrected for their number (Holm); metrics that
 * are not primary are informational, and are not corrected.
 */
export function compareRuns(
  a: Baseline,
  b: Baseline,
  differences: readonly Difference[],
  terms: ComparisonTerms,
  isStrict = false,
): Comparison {
  const steps = a.runs[0]?.result.latency.steps.map(({ name }) => name) ?? [];
  const suspects = [...a.runs, ...b.runs].filter(({ validity }) => validity === 'SUSPECT').map(({ name }) => name);
  const { metrics, verdict } = judgeMetrics(a.runs, b.runs, metricsOf(steps), terms);
  return {
    schemaVersion: 1,
    scenario: a.fingerprint.scenario,
    profile: a.fingerprint.profile,
    a: { name: a.name, runs: a.runs.map(({ name }) => name) },
    b: { name: b.name, runs: b.runs.map(({ name }) => name) },
    ...(suspects.length > 0 && { suspects }),
    differences,
    alpha: terms.alpha,
    verdict,
    metrics: metrics.filter(isKnown).map((metric) => ({
      ...metric,
      neededPairs: neededPairsOf(metric, terms, trialsOf(metric, [...a.runs, ...b.runs])) ?? null,
    })),
    objectives: compareObjectives(a.runs, b.runs),
    statements: changedStatements(a.runs, b.runs),
    functions: changedFunctions(a.runs, b.runs),
    causes: causesOf(a.runs, b.runs),
    isStrict,
  };
}

/** What journeys cost is no line of a comparison of targets that were not watched. */
const isKnown = (metric: MetricComparison): boolean => !isCost(metric) || metric.a !== null || metric.b !== null;

/** Trials of a ratio in a run, on average. */
const trialsOf = (metric: ComparedMetric, runs: readonly ComparedRun[]): number =>
  totalOf(runs.flatMap(({ result }) => failuresOf(result, metric) ?? [])).trials / runs.length;

/** How often each step failed for each cause, over all runs of a side; the most frequent first. */
function causesOf(a: readonly ComparedRun[], b: readonly ComparedRun[]): Comparison['causes'] {
  const counts = new Map<string, { step: string; cause: string; a: number; b: number }>();
  for (const [side, runs] of [
    ['a', a],
    ['b', b],
  ] as const) {
    for (const { name: step, causes } of runs.flatMap(({ result }) => result.latency.steps)) {
      for (const { cause, count } of causes) {
        const key = `${step}\n${cause}`;
        const known = counts.get(key) ?? { step, cause, a: 0, b: 0 };
        counts.set(key, { ...known, [side]: known[side] + count });
      }
    }
  }
  return [...counts.values()].sort((one, other) => other.a + other.b - one.a - one.b);
}

/**
 * The metrics of two sets of runs, and what they come to; without the pairs that it would take, which are slow to find.
 */
export function judgeMetrics(
  a: readonly SeenRun[],
  b: readonly SeenRun[],
  metricsToJudge: readonly ComparedMetric[],
  terms: ComparisonTerms,
): Pick<Comparison, 'metrics' | 'verdict'> {
  const compared = metricsToJudge.map((metric) => compareMetric(metric, a, b, terms));
  const metrics = corrected(compared).map((one): MetricComparison => {
    const verdict = verdictOf(one, terms);
    // A count decides where it is sure, and leaves the rest to the others.
    return { ...one, verdict, isPrimary: one.isPrimary && !(isCount(one) && verdict === 'INCONCLUSIVE') };
  });
  return { metrics, verdict: overall(metrics.filter(({ isPrimary }) => isPrimary).map(({ verdict }) => verdict)) };
}

type Uncorrected = Omit<MetricComparison, 'verdict'>;

/**
 * Whether a p is one of several that are corrected together. In pairs, latencies are one question, "slower?", asked
 * several times; success is another, asked once by whole pairs: with Holm's correction five broken runs of twelve could
 * never be enough. One run against earlier ones has no pairs to flip, and its success is corrected with the latencies.
 */
const isQuestion = (metric: Uncorrected): boolean =>
  metric.isPrimary &&
  !isCount(metric) &&
  metric.pWorse !== null &&
  (isLatency(metric) || metric.method === 'prediction');

function corrected(compared: readonly Uncorrected[]): Uncorrected[] {
  const questions = compared.filter(isQuestion);
  const worse = holm(questions.map(({ pWorse }) => pWorse ?? 1));
  const better = holm(questions.map(({ pBetter }) => pBetter ?? 1));
  return compared.map((one) => {
    const index = questions.indexOf(one);
    return index === -1 ? one : { ...one, pWorse: worse[index] ?? null, pBetter: better[index] ?? null };
  });
}

/** The worst that any primary metric says; SAME needs all of them. */
function overall(verdicts: readonly ComparisonVerdict[]): ComparisonVerdict {
  for (const verdict of ['WORSE', 'INCONCLUSIVE', 'BETTER'] as const) if (verdicts.includes(verdict)) return verdict;
  return verdicts.length === 0 ? 'INCONCLUSIVE' : 'SAME';
}
