import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import { isLatency, metricsOf, valueOfMetric } from '../judge/compare/metric-values.ts';
import type { Calibration } from '../model/calibration.ts';
import type { Baseline, ComparedResult } from '../model/comparison.ts';
import { detectableShift, pairedShift } from '../stats/paired.ts';
import { looksOf } from './looks.ts';
import { drawFrom, type SeenRun, simulateGates } from './simulate-gates.ts';

const simulatedGates = 2_000;
/** Numbers of pairs to choose from: fewer than eight are looked at but once. */
const sizes = [8, 12, 16, 20, 24, 32, 48, 64];
const mostPairs = 100;

/**
 * What pairs of runs of one and the same target say of its noise: the spread of each latency's log-ratio, the pairs that a gate needs to find a change of the limit, what it
 * then finds at least, and how often it calls the target worse than itself.
 */
export function calibrationOf(a: Baseline, b: Baseline, terms: ComparisonTerms, calibratedAt: string): Calibration {
  const steps = a.runs[0]?.result.latency.steps.map(({ name }) => name) ?? [];
  const spreads = metricsOf(steps).flatMap((metric) => {
    if (!isLatency(metric)) return [];
    const differences = a.runs.flatMap((first, index) => {
      const second = b.runs[index];
      const values = [valueOfMetric(first.result, metric), second && valueOfMetric(second.result, metric)];
      const [before, after] = values;
      return before && after ? [Math.log(after / before)] : [];
    });
    return differences.length < 2 ? [] : [{ metric, sd: pairedShift(differences).sd }];
  });
  const runs: readonly SeenRun[] = [...a.runs, ...b.runs];
  const recommendedPairs = recommended(runs, terms);
  const looks = looksOf(recommendedPairs, terms.alpha);
  const draw = drawFrom(runs);
  const same = simulateGates({ a: draw, b: draw, looks, terms, gates: simulatedGates, seed: 1 });
  return {
    schemaVersion: 1,
    calibratedAt,
    fingerprint: a.fingerprint,
    pairs: a.runs.length,
    alpha: terms.alpha,
    latencyLimit: terms.latencyLimit,
    noise: spreads.map(({ metric: { kind, step }, sd }) => ({
      kind,
      step,
      sd,
      detectable: Math.exp(detectableShift({ sd, n: recommendedPairs, alpha: looks.nominalP, power: 0.8 })) - 1,
    })),
    falseAlarms: { gates: simulatedGates, ratio: same.worse },
    recommendedPairs,
  };
}

/** The fewest pairs with which gates find nine of ten candidates whose journeys all take the limit longer: simulated, by drawing from the runs anew. */
function recommended(runs: readonly SeenRun[], terms: ComparisonTerms): number {
  const slower = runs.map(({ result }) => ({ result: slowedDown(result, 1 + terms.latencyLimit) }));
  const [a, b] = [drawFrom(runs), drawFrom(slower)];
  const finds = (pairs: number) =>
    simulateGates({ a, b, looks: looksOf(pairs, terms.alpha), terms, gates: simulatedGates, seed: 2 }).worse >= 0.9;
  return sizes.find(finds) ?? mostPairs;
}

function slowedDown(result: ComparedResult, factor: number): ComparedResult {
  const slower = (ms: number | null) => (ms === null ? null : ms * factor);
  const { journeys } = result.latency;
  return {
    ...result,
    latency: {
      ...result.latency,
      journeys: journeys && { ...journeys, p50Ms: slower(journeys.p50Ms), p95Ms: slower(journeys.p95Ms) },
    },
  };
}
