import { logGamma } from '../../stats/student.ts';
import type { Evidence } from './evidence.ts';

/** What is known of a sustainable rate before and besides the trials near it. */
export interface Prior {
  readonly lowRps: number;
  readonly highRps: number;
  /** Throughput in overload: the rate is hardly above it. */
  readonly saturationRps: number;
  readonly floorRatio: number;
}

export interface SearchedLimit {
  readonly badRatio: number;
  readonly latencyMs: number | null;
}

/** A distribution over sustainable rates: P(at most rates[i]). */
export interface Posterior {
  readonly logRates: Float64Array;
  readonly cumulative: Float64Array;
  /** Posterior mean of d logit(bad ratio) / d ln(rate). */
  readonly slope: number;
  /** Posterior mean of how many times as far apart trials are as their latency lets expect, as a variance. */
  readonly spread: number;
}

const points = 240;
const slopeFactors = [0.1, 0.2, 0.4, 0.75, 1.5, 3, 6];
const spreads = [0.4, 0.8, 1.5, 3, 6];
export const tuning = {
  slopeCentre: 1.2, slopeSd: 1, minSlope: 0.7, spreadCentre: 1.2, spreadSd: 1.2, lapse: 0.005,
  res: 10, floor: 1, power: 0.6, tauTop: 30, pTop: 1, minN: 2, iact0: 3, tauWeight: 20, tauK: 0.4, tauMin: 0.5, tauMax: 20, long: 45, short: 20, qa: 0.3, qb: 0.7,
};

const logit = (p: number): number => Math.log(p / (1 - p));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** Log-likelihood of a trial by the logit of the bad ratio, tabulated. */
const [tableFrom, tableStep, tableSize] = [-9, 0.2, 91];
type Table = Float64Array;

const tableOf = (value: (eta: number) => number): Table =>
  Float64Array.from({ length: tableSize }, (_, index) => value(tableFrom + index * tableStep));

function at(table: Table, eta: number): number {
  const place = Math.min(tableSize - 1.001, Math.max(0, (eta - tableFrom) / tableStep));
  const index = Math.floor(place);
  const low = table[index] as number;
  return low + ((table[index + 1] as number) - low) * (place - index);
}

function betaBinomialTable(one: Evidence, memory: number, spread: number, floor: number, badRatio: number): Table {
  const trials = Math.min(one.trials, Math.max(4, (one.seconds / memory) * tuning.res));
  const events = (one.events / one.trials) * trials;
  const choose = logGamma(trials + 1) - logGamma(events + 1) - logGamma(trials - events + 1);
  const { lapse } = tuning;
  return tableOf((eta) => {
    const p = floor + (1 - floor) * logistic(eta);
    const tau = Math.min(tuning.tauTop, memory * spread * Math.min(tuning.pTop, p / badRatio) ** tuning.power);
    const effective = Math.min(Math.max(tuning.minN, one.seconds / tau), trials * 0.999);
    const nu = Math.max(0.2, (trials * (effective - 1)) / (trials - effective));
    const fixed = choose + logGamma(nu) - logGamma(trials + nu);
    const [a, b] = [Math.max(1e-9, p * nu), Math.max(1e-9, (1 - p) * nu)];
    const log = fixed + logGamma(events + a) - logGamma(a) + logGamma(trials - events + b) - logGamma(b);
    return Math.log((1 - lapse) * Math.exp(log) + lapse / (trials + 1));
  });
}

/** Seconds of load that are worth one independent unit, over all trials. */
export function memoryOver(evidence: readonly Evidence[]): number {
  let [weighted, weight] = [tuning.iact0 * tuning.tauWeight, tuning.tauWeight];
  for (const { memorySeconds, seconds } of evidence) {
    if (memorySeconds === null) continue;
    weighted += memorySeconds * seconds;
    weight += seconds;
  }
  return Math.min(tuning.tauMax, Math.max(tuning.tauMin, tuning.tauK * (weighted / weight) ** 2));
}

export function posteriorOf(limit: SearchedLimit, evidence: readonly Evidence[], prior: Prior): Posterior {
  const logRates = gridOf(prior);
  const used = evidence.filter(({ trials }) => trials >= 5);
  const memory = memoryOver(used);
  const floor = tuning.floor * prior.floorRatio;
  const target = logit((limit.badRatio - floor) / (1 - floor));
  const logWeights: Float64Array[] = [];
  const slopes = slopeFactors.map((factor) => slopesOf(limit, factor, logRates));
  const shape = slopeFactors.map((factor) => -0.5 * (Math.log(factor / tuning.slopeCentre) / tuning.slopeSd) ** 2);
  for (const spread of spreads) {
    const tables = used.map((one) => {
      return betaBinomialTable(one, memory, spread, floor, limit.badRatio);
    });
    const spreadPrior = -0.5 * (Math.log(spread / tuning.spreadCentre) / tuning.spreadSd) ** 2;
    for (let s = 0; s < slopes.length; s++) {
      const slopeAt = slopes[s] as Float64Array;
      const weights = new Float64Array(points).fill(spreadPrior + (shape[s] as number));
      for (let t = 0; t < used.length; t++) {
        const table = tables[t] as Table;
        const logRate = Math.log((used[t] as Evidence).rateRps);
        for (let i = 0; i < points; i++) {
          const eta = target + (slopeAt[i] as number) * (logRate - (logRates[i] as number));
          weights[i] = (weights[i] as number) + at(table, eta);
        }
      }
      logWeights.push(weights);
    }
  }
  return summed(logRates, logWeights, slopes, prior);
}

const gridOf = ({ lowRps, highRps }: Prior): Float64Array => {
  const [low, high] = [Math.log(lowRps), Math.log(highRps)];
  return Float64Array.from({ length: points }, (_, index) => low + ((high - low) * index) / (points - 1));
};

/**
 * How steeply the bad ratio's logit rises with ln(rate), at each rate: about λL by the tail of queues, for failures
 * half of 1/p, that of a service that refuses what is above its throughput.
 */
function slopesOf({ badRatio, latencyMs }: SearchedLimit, factor: number, logRates: Float64Array): Float64Array {
  return logRates.map((logRate) => {
    const centre = latencyMs === null ? 0.33 / badRatio : (Math.exp(logRate) * latencyMs) / 1000;
    return Math.max(tuning.minSlope, factor * centre);
  });
}

function summed(logRates: Float64Array, logWeights: Float64Array[], slopes: Float64Array[], prior: Prior): Posterior {
  let top = Number.NEGATIVE_INFINITY;
  const above = logRates.map((logRate) => {
    const excess = Math.max(0, logRate - Math.log(prior.saturationRps)) / 0.1;
    return Math.log(0.02 + 0.98 * Math.exp(-0.5 * excess ** 2));
  });
  for (const weights of logWeights) {
    for (let i = 0; i < points; i++) {
      weights[i] = (weights[i] as number) + (above[i] as number);
      top = Math.max(top, weights[i] as number);
    }
  }
  const density = new Float64Array(points);
  let [total, slopeSum, spreadSum] = [0, 0, 0];
  for (const [index, weights] of logWeights.entries()) {
    const slopeAt = slopes[index % slopes.length] as Float64Array;
    const spread = spreads[Math.floor(index / slopes.length)] as number;
    for (let i = 0; i < points; i++) {
      const weight = Math.exp((weights[i] as number) - top);
      density[i] = (density[i] as number) + weight;
      total += weight;
      slopeSum += weight * (slopeAt[i] as number);
      spreadSum += weight * spread;
    }
  }
  let sum = 0;
  const cumulative = density.map((weight) => {
    sum += weight / total;
    return sum - weight / total / 2;
  });
  return { logRates, cumulative, slope: slopeSum / total, spread: spreadSum / total };
}

/** The rate that the sustainable one is below with this probability. */
export function rateAt({ logRates, cumulative }: Posterior, probability: number): number {
  let index = 1;
  while (index < points - 1 && (cumulative[index] as number) < probability) index++;
  const [low, high] = [cumulative[index - 1] as number, cumulative[index] as number];
  const part = high > low ? Math.min(1, Math.max(0, (probability - low) / (high - low))) : 0;
  const from = logRates[index - 1] as number;
  return Math.exp(from + part * ((logRates[index] as number) - from));
}
