import type {
  Baseline,
  ComparedMetric,
  ComparedRun,
  Comparison,
  ComparisonVerdict,
  Difference,
  MetricComparison,
} from '../../model/comparison.ts';
import { holm } from '../../stats/paired.ts';
import { type ComparisonTerms, compareMetric, neededPairsOf, verdictOf } from './compare-metric.ts';
import { failuresOf, isLatency, metricsOf, valueOfMetric } from './metric-values.ts';

/**
 * Compares two sets of runs, pair by pair: the k-th of A with the k-th of B, which were made one after the other. The unit of inference is the run. p-values of the primary metrics are
 * corrected for their number (Holm); the others are told as they are and decide nothing.
 */
export function compareRuns(
  a: Baseline,
  b: Baseline,
  differences: readonly Difference[],
  terms: ComparisonTerms,
  isStrict = false,
): Comparison {
  const steps = a.runs[0]?.result.latency.steps.map(({ name }) => name) ?? [];
  const { metrics, verdict } = judgeMetrics(a.runs, b.runs, steps, terms);
  return {
    schemaVersion: 1,
    scenario: a.fingerprint.scenario,
    profile: a.fingerprint.profile,
    a: { name: a.name, runs: a.runs.map(({ name }) => name) },
    b: { name: b.name, runs: b.runs.map(({ name }) => name) },
    differences,
    alpha: terms.alpha,
    verdict,
    metrics: metrics.map((metric) => ({ ...metric, neededPairs: neededPairsOf(metric, terms) ?? null })),
    causes: causesOf(a.runs, b.runs),
    isStrict,
  };
}

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

/** The metrics of two sets of runs, and what they come to; how many pairs it would take is not told, which takes a while to know. */
export function judgeMetrics(
  a: readonly Pick<ComparedRun, 'result'>[],
  b: readonly Pick<ComparedRun, 'result'>[],
  steps: readonly string[],
  terms: ComparisonTerms,
): Pick<Comparison, 'metrics' | 'verdict'> {
  const compared = metricsOf(steps).map((metric) => {
    const values = (runs: typeof a) => runs.map(({ result }) => valueOfMetric(result, metric));
    const one = compareMetric(metric, values(a), values(b), terms);
    return hasFewEvents(metric, [...a, ...b]) ? { ...one, pWorse: one.pWorse && 1, pBetter: one.pBetter && 1 } : one;
  });
  const metrics = corrected(compared).map((one): MetricComparison => ({ ...one, verdict: verdictOf(one, terms) }));
  return { metrics, verdict: overall(metrics.filter(({ isPrimary }) => isPrimary).map(({ verdict }) => verdict)) };
}

/** Failures in all runs up to which a ratio is called neither worse nor better. */
const fewEvents = 5;

const hasFewEvents = (metric: ComparedMetric, runs: readonly Pick<ComparedRun, 'result'>[]): boolean =>
  !isLatency(metric) && runs.reduce((sum, { result }) => sum + failuresOf(result, metric), 0) <= fewEvents;

type Uncorrected = Omit<MetricComparison, 'verdict'>;

/** Whether a metric is a question at all: one that is the same in every run is none. */
const isQuestion = ({ isPrimary, pWorse, sd, change }: Uncorrected): boolean =>
  isPrimary && pWorse !== null && !(sd === 0 && change === 0);

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
