import type { CapacityLimit } from '../../model/capacity.ts';
import type { Evidence } from './evidence.ts';
import { likelihoodOf, logit, type Table, valueAt } from './trial-likelihood.ts';

/** What is known of a sustainable rate before and besides the trials near it. */
export interface Prior {
  readonly lowRps: number;
  readonly highRps: number;
  /** Throughput in overload: the rate is hardly above it. */
  readonly saturationRps: number;
  /** Bad part of the units far below saturation. */
  readonly floorRatio: number;
}

type SearchedLimit = Pick<CapacityLimit, 'badRatio' | 'latencyMs'>;

/** A distribution over sustainable rates: the probability to be at most each of them. */
export interface Posterior {
  readonly logRates: Float64Array;
  readonly cumulative: Float64Array;
}

const points = 240;

/** Values of an unknown beside the rate, with a log-normal prior. */
const weighted = (values: readonly number[], centre: number, sd: number) =>
  values.map((value) => ({ value, logPrior: -0.5 * (Math.log(value / centre) / sd) ** 2 }));

/** Slopes, as multiples of what queues have. */
const slopeFactors = weighted([0.1, 0.2, 0.4, 0.75, 1.5, 3, 6], 1.2, 1);
/** How much farther apart trials are than their latency lets expect, as a variance. */
const spreads = weighted([0.4, 0.8, 1.5, 3, 6], 1, 1.1);
const minSlope = 0.7;

/** A latency that is never seen to remember more is taken for one that does for so long. */
const expected = { autocorrelation: 3, seconds: 20 };
const memoryBounds = { low: 0.5, high: 20 };
const memoryFactor = 0.4;

/**
 * Seconds of load that are worth one independent unit: 0.4·I², where I is the integrated autocorrelation time of the
 * latency over all trials. Its square, since short trials see but a part of a long memory (fitted to simulated queues).
 */
function memoryOver(evidence: readonly Evidence[]): number {
  let [sum, weight] = [expected.autocorrelation * expected.seconds, expected.seconds];
  for (const { autocorrelation, seconds } of evidence) {
    if (autocorrelation === null) continue;
    sum += autocorrelation * seconds;
    weight += seconds;
  }
  return Math.min(memoryBounds.high, Math.max(memoryBounds.low, memoryFactor * (sum / weight) ** 2));
}

const minUnits = 5;

/** Where the sustainable rate may be after these trials, over all slopes and spreads (docs/capacity.md). */
export function posteriorOf(limit: SearchedLimit, trials: readonly Evidence[], prior: Prior): Posterior {
  const { badRatio } = limit;
  const { floorRatio } = prior;
  const logRates = gridOf(prior);
  const evidence = trials.filter((trial) => trial.trials >= minUnits);
  const noise = { memorySeconds: memoryOver(evidence), floorRatio };
  const slopes = slopeFactors.map(({ value, logPrior }) => ({ at: slopesOf(limit, value, logRates), logPrior }));
  const start = logRates.map((logRate) => aboveSaturation(logRate, prior));
  const target = logit((badRatio - floorRatio) / (1 - floorRatio));
  const parts = spreads.flatMap((spread) => {
    const seen = evidence.map((trial) => ({
      logRate: Math.log(trial.rateRps),
      table: likelihoodOf(trial, noise, spread.value),
    }));
    return slopes.map((slope) => {
      const weights = start.map((weight) => weight + spread.logPrior + slope.logPrior);
      for (const trial of seen) addTrial(weights, trial, { target, slopes: slope.at, logRates });
      return weights;
    });
  });
  return { logRates, cumulative: cumulativeOf(parts) };
}

const gridOf = ({ lowRps, highRps }: Prior): Float64Array => {
  const [low, high] = [Math.log(lowRps), Math.log(highRps)];
  return Float64Array.from({ length: points }, (_, index) => low + ((high - low) * index) / (points - 1));
};

/**
 * How steeply the bad ratio's logit rises with ln(rate), at each rate: about λL by the tail of queues; for failures a
 * third of 1/p, where 1/p is that of a service that refuses whatever is above its throughput.
 */
function slopesOf({ badRatio, latencyMs }: SearchedLimit, factor: number, logRates: Float64Array): Float64Array {
  return logRates.map((logRate) => {
    const centre = latencyMs === null ? 1 / (3 * badRatio) : (Math.exp(logRate) * latencyMs) / 1000;
    return Math.max(minSlope, factor * centre);
  });
}

const saturationSd = 0.1;
const saturationLapse = 0.02;

/** Rates above the throughput in overload are unlikely, but not more than that: overload may have slowed the target. */
function aboveSaturation(logRate: number, { saturationRps }: Prior): number {
  const excess = Math.max(0, logRate - Math.log(saturationRps)) / saturationSd;
  return Math.log(saturationLapse + (1 - saturationLapse) * Math.exp(-0.5 * excess ** 2));
}

interface Curve {
  readonly target: number;
  readonly slopes: Float64Array;
  readonly logRates: Float64Array;
}

function addTrial(
  weights: Float64Array,
  { logRate, table }: { readonly logRate: number; readonly table: Table },
  { target, slopes, logRates }: Curve,
): void {
  for (let index = 0; index < points; index++) {
    const x = target + (slopes[index] as number) * (logRate - (logRates[index] as number));
    weights[index] = (weights[index] as number) + valueAt(table, x);
  }
}

/** The sum of all parts, from their logarithms. */
function cumulativeOf(parts: readonly Float64Array[]): Float64Array {
  const top = Math.max(...parts.map((weights) => Math.max(...weights)));
  const density = new Float64Array(points);
  for (const weights of parts) {
    for (let index = 0; index < points; index++) {
      density[index] = (density[index] as number) + Math.exp((weights[index] as number) - top);
    }
  }
  const total = density.reduce((sum, weight) => sum + weight, 0);
  let sum = 0;
  return density.map((weight) => {
    sum += weight / total;
    return sum - weight / total / 2;
  });
}

/** The rate that the sustainable one is below with this probability. */
export function rateAt({ logRates, cumulative }: Posterior, probability: number): number {
  const found = cumulative.findIndex((sum) => sum >= probability);
  const index = Math.max(1, found < 0 ? points - 1 : found);
  const [low, high] = [cumulative[index - 1] as number, cumulative[index] as number];
  const part = high > low ? Math.min(1, Math.max(0, (probability - low) / (high - low))) : 0;
  const from = logRates[index - 1] as number;
  return Math.exp(from + part * ((logRates[index] as number) - from));
}
