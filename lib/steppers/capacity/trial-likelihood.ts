import { logGamma } from '../../stats/student.ts';
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
interface Noise {
  /** Seconds of load that are worth one independent unit. */
  readonly memorySeconds: number;
  /** Bad part of the units without any queue. */
  readonly floorRatio: number;
}

/** A trial counts for at most this many units for each second of memory, so that rare slow units say little. */
const resolution = 4;
const minUnits = 4;
const minEffective = 1.3;
const minPrecision = 0.2;
/** The probability that a trial says nothing. */
const lapse = 0.005;

/** The beta-binomial likelihood of a trial: its units are worth as many independent ones as its length has memories. */
export function likelihoodOf(trial: Evidence, { memorySeconds, floorRatio }: Noise, spread: number): Table {
  const memories = trial.seconds / memorySeconds;
  const units = Math.min(trial.trials, Math.max(minUnits, memories * resolution));
  const bad = (trial.events / trial.trials) * units;
  const effective = Math.min(Math.max(minEffective, memories / spread), units * 0.999);
  const precision = Math.max(minPrecision, (units * (effective - 1)) / (units - effective));
  const choose = logGamma(units + 1) - logGamma(bad + 1) - logGamma(units - bad + 1);
  const fixed = choose + logGamma(precision) - logGamma(units + precision);
  return tableOf((queued) => {
    const ratio = floorRatio + (1 - floorRatio) * queued;
    const [a, b] = [Math.max(1e-6, ratio * precision), Math.max(1e-6, (1 - ratio) * precision)];
    const mixed = logGamma(bad + a) - logGamma(a) + logGamma(units - bad + b) - logGamma(b);
    return Math.log((1 - lapse) * Math.exp(fixed + mixed) + lapse / (units + 1));
  });
}
