import { defaultTerms } from '../../lib/judge/compare/compare-metric.ts';
import { binomialOf, randomOf } from '../../lib/stats/random.ts';
import type { Looks } from '../../lib/steppers/looks.ts';
import type { RunPair } from '../../lib/steppers/sequential-test.ts';
import { drawEach, type Simulated, simulateGates } from '../../lib/steppers/simulate-gates.ts';
import { drawRecordedPair, pairsOf, type RecordedRun } from './recorded.ts';

/** Gates of these looks over pairs resampled for each: the candidate's journeys take `factor` times as long. */
export function gateRates(
  runs: readonly RecordedRun[],
  factor: number,
  looks: Looks,
  gates: number,
  seed: number,
): Simulated {
  const pairs = pairsOf(runs);
  const draw = drawEach((random) => drawRecordedPair(pairs, random, factor));
  return simulateGates({ draw, looks, terms: defaultTerms, gates, seed });
}

/**
 * Gates of a target that fails a share of its journeys at random, and of one that breaks in 5 of 12 runs. Both runs of
 * a pair have the same latencies, so that failures alone decide.
 */
export function failureRates(runs: readonly RecordedRun[], looks: Looks, gates: number, seed: number) {
  const pairs = pairsOf(runs);
  const failing = ({ result }: RunPair['a'], random: () => number, ratio: number) => {
    const { scheduled } = result.accounting;
    const failed = binomialOf(random, scheduled ?? 0, ratio);
    return { result: { ...result, accounting: { ...result.accounting, ok: (scheduled ?? 0) - failed, failed } } };
  };
  const rates = (drawRatios: (pair: number) => readonly [number, number], from: number) =>
    simulateGates({
      draw: (random, count) =>
        shuffledIndices(count, random).map((pair) => {
          const { a } = drawRecordedPair(pairs, random, 1);
          const [ofA, ofB] = drawRatios(pair);
          return { a: failing(a, random, ofA), b: failing(a, random, ofB) };
        }),
      ...{ looks, terms: defaultTerms, gates, seed: from },
    });
  return {
    atRandom: rates(() => [0.005, 0.005], seed),
    breaking: rates((pair) => [0, pair < 5 ? 0.2 : 0], seed + 1),
  };
}

/** 0 … count − 1 in a random order. */
function shuffledIndices(count: number, random: () => number): number[] {
  return Array.from({ length: count }, (_, index) => ({ index, key: random() }))
    .sort((a, b) => a.key - b.key)
    .map(({ index }) => index);
}

/** How often "p95 more than 10 % above the last run" goes off. */
export function naiveRate(runs: readonly RecordedRun[], factor: number, gates: number, seed: number): number {
  const random = randomOf(seed);
  const pairs = pairsOf(runs);
  const p95 = ({ result }: RunPair['a']) => result.latency.journeys?.p95Ms ?? 0;
  let alarms = 0;
  for (let gate = 0; gate < gates; gate++) {
    const { a, b } = drawRecordedPair(pairs, random, factor);
    if (p95(b) > 1.1 * p95(a)) alarms++;
  }
  return alarms / gates;
}
