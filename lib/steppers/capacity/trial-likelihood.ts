import { logGamma, regularizedBeta } from '../../stats/student.ts';
import type { Evidence } from './evidence.ts';

/** The logarithm of a likelihood by the logit of the bad ratio, tabulated: a grid asks for it a million times. */
export type Table = Float64Array;

const [from, step, size] = [-9, 0.2, 91];

const tableOf = (value: (bad: number) => number): Table =>
  Float64Array.from({ length: size }, (_, index) => value(logistic(from + index * step)));

export const logit = (p: number): number => Math.log(p / (1 - p));
const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The value at a logit, on the line between its neighbours; beyond the ends, that of the end. */
export function valueAt(table: Table, x: number): number {
  const place = Math.min(size - 1.001, Math.max(0, (x - from) / step));
  const index = Math.floor(place);
  const low = table[index] as number;
  return low + ((table[index + 1] as number) - low) * (place - index);
}

/** How far apart trials at one rate are. */
export interface Noise {
  /** Seconds of load that are worth one independent unit where as many are bad as may be. */
  readonly memorySeconds: number;
  /** Bad part of the units without any queue. */
  readonly floorRatio: number;
  readonly badRatio: number;
}

/** A trial counts for at most this many units for each second of memory, so that rare slow units say little. */
const resolution = 8;
const minUnits = 4;
const minEffective = 1.3;
/** Where less is bad, memory is shorter: in simulated queues as the 0.4th to 0.7th power of the bad ratio. */
const memoryPower = 0.5;
/** The probability that a trial says nothing. */
const lapse = 0.005;
const overloadRatio = 0.3;
const overloadLapse = 0.01;

/**
 * The beta-binomial likelihood of a trial: its units are worth as many independent ones as its length has memories. Of
 * an aborted one no more is used than that more than 30 % was bad.
 */
export function likelihoodOf(trial: Evidence, noise: Noise, spread: number): Table {
  const units = Math.min(trial.trials, Math.max(minUnits, (trial.seconds / noise.memorySeconds) * resolution));
  const logLikelihoodAt = trial.isOverloaded ? overloadAt : countAt;
  return tableOf((queued) => {
    const bad = noise.floorRatio + (1 - noise.floorRatio) * queued;
    const memory = noise.memorySeconds * spread * Math.min(1, bad / noise.badRatio) ** memoryPower;
    const effective = Math.min(Math.max(minEffective, trial.seconds / memory), units * 0.999);
    const precision = Math.max(0.2, (units * (effective - 1)) / (units - effective));
    const shape = { a: Math.max(1e-6, bad * precision), b: Math.max(1e-6, (1 - bad) * precision) };
    return logLikelihoodAt(shape, units, (trial.events / trial.trials) * units);
  });
}

interface BetaShape {
  readonly a: number;
  readonly b: number;
}

function countAt({ a, b }: BetaShape, units: number, bad: number): number {
  const choose = logGamma(units + 1) - logGamma(bad + 1) - logGamma(units - bad + 1);
  const mixed = logGamma(bad + a) - logGamma(a) + logGamma(units - bad + b) - logGamma(b);
  const log = choose + mixed + logGamma(a + b) - logGamma(units + a + b);
  return Math.log((1 - lapse) * Math.exp(log) + lapse / (units + 1));
}

const overloadAt = ({ a, b }: BetaShape): number =>
  Math.log(overloadLapse + (1 - overloadLapse) * (1 - regularizedBeta(overloadRatio, a, b)));
