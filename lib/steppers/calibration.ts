import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';
import type { SeenRun } from '../judge/compare/metric-shift.ts';
import { metricsOf, valueOfMetric } from '../judge/compare/metric-values.ts';
import { type Calibration, maxPairs } from '../model/calibration.ts';
import type { Baseline, ComparedMetric } from '../model/comparison.ts';
import { detectableShift, pairedShift } from '../stats/paired.ts';
import { looksOf } from './looks.ts';
import type { RunPair } from './sequential-test.ts';
import { drawEach, drawPair, simulateGates } from './simulate-gates.ts';

const simulatedGates = 2_000;
/** Fewer pairs than four know too little of their own spread. */
const minPairs = 4;
/** The smallest gate that is looked at before its end. */
const minLookedAt = 8;
const wantedPower = 0.9;

/**
 * What pairs of runs of one and the same target say of its noise: the spread of each latency's log-ratio, the pairs
 * that a gate needs to find a change of the limit, what it then finds at least, and how often it calls the target worse
 * than itself. What drifts from one pair to the next is in both runs of a pair and counts for nothing.
 */
export function calibrationOf(a: Baseline, b: Baseline, terms: ComparisonTerms, calibratedAt: string): Calibration {
  const pairs = a.runs.flatMap((first, index) => {
    const second = b.runs[index];
    return second === undefined ? [] : [{ a: first, b: second }];
  });
  const recommendedPairs = pairsToRecommend(pairs, terms);
  const looks = looksOf(recommendedPairs, terms.alpha);
  const draw = drawEach(drawPair(pairs));
  const same = simulateGates({ draw, looks, terms, gates: simulatedGates, seed: 1 });
  const steps = a.runs[0]?.result.latency.steps.map(({ name }) => name) ?? [];
  return {
    schemaVersion: 2,
    calibratedAt,
    fingerprint: a.fingerprint,
    pairs: pairs.length,
    alpha: terms.alpha,
    latencyLimit: terms.latencyLimit,
    noise: spreadsOf(pairs, steps).map(({ kind, step, sd }) => ({
      kind,
      step,
      sd,
      detectable: Math.exp(detectableShift({ sd, n: recommendedPairs, alpha: looks.nominalP, power: 0.8 })) - 1,
    })),
    falseAlarms: { gates: simulatedGates, ratio: same.worse },
    recommendedPairs,
  };
}

/** The spread of each latency's log-ratio from pair to pair. */
function spreadsOf(pairs: readonly RunPair[], steps: readonly string[]) {
  return metricsOf(steps).flatMap((metric) => {
    const { kind, step } = metric;
    if (kind !== 'p50' && kind !== 'p95') return [];
    const differences = pairs.flatMap((pair) => logRatioOf(pair, metric) ?? []);
    return differences.length < 2 ? [] : [{ kind, step, sd: pairedShift(differences).sd }];
  });
}

function logRatioOf({ a, b }: RunPair, metric: ComparedMetric): number | undefined {
  const [before, after] = [valueOfMetric(a.result, metric), valueOfMetric(b.result, metric)];
  return before && after ? Math.log(after / before) : undefined;
}

/**
 * The smallest number of pairs with which gates detect nine of ten candidates whose journeys take longer by the limit:
 * simulated, by resampling the recorded pairs and slowing one run of each down.
 * @internal Tested by itself.
 */
export function pairsToRecommend(recorded: readonly RunPair[], terms: ComparisonTerms): number {
  const drawSame = drawPair(recorded);
  const draw = drawEach((random) => {
    const { a, b } = drawSame(random);
    return { a, b: slowedDown(b, 1 + terms.latencyLimit) };
  });
  return smallestGate((pairs) => {
    const looks = looksOf(pairs, terms.alpha);
    return simulateGates({ draw, looks, terms, gates: simulatedGates, seed: 2 }).worse >= wantedPower;
  });
}

/**
 * The fewest pairs, from 4 to 100, that suffice; 100 where none do. Gates of fewer than 8 look but once, so that 7 may
 * do what 8 do not: those are tried one by one. From there on it doubles until enough, then halves in between.
 * @internal Tested by itself.
 */
export function smallestGate(areEnough: (pairs: number) => boolean): number {
  for (let pairs = minPairs; pairs <= minLookedAt; pairs++) if (areEnough(pairs)) return pairs;
  let low = minLookedAt;
  let high = 2 * low;
  while (high < maxPairs && !areEnough(high)) [low, high] = [high, Math.min(maxPairs, 2 * high)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (areEnough(middle)) high = middle;
    else low = middle;
  }
  return high;
}

/**
 * A run whose journeys all took `factor` times as long.
 * @internal Tested by itself.
 */
export function slowedDown({ result }: SeenRun, factor: number): SeenRun {
  const slower = (ms: number | null) => (ms === null ? null : ms * factor);
  const { journeys } = result.latency;
  const latency = journeys && { ...journeys, p50Ms: slower(journeys.p50Ms), p95Ms: slower(journeys.p95Ms) };
  return { result: { ...result, latency: { ...result.latency, journeys: latency } } };
}
