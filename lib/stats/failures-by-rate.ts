import type { Block } from './intervals.ts';
import { randomOf } from './random.ts';
import { studentQuantile } from './student.ts';

/** Failures in a block of time under one rate. */
export interface RatedBlock extends Block {
  readonly rateRps: number;
}

/** How a failure ratio goes with the load. */
export interface FailuresByRate {
  /** `steady`: it surely neither halves nor doubles between the lowest and the highest third of the rates. */
  readonly answer: 'grows' | 'steady' | 'unknown';
  /** Spearman's rank correlation of ratio and rate over the blocks. */
  readonly correlation: number;
  /** One-sided: how likely failures that do not know the rate go with it as closely. */
  readonly p: number;
  /** Failure ratio in the highest third of rates over that in the lowest, and its 95 % interval. */
  readonly factor: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const alpha = 0.01;
const permutations = 999;
const minBlocks = 9;
const steadyWithin = 2;

/**
 * Whether failures grow with the load: Spearman's correlation of a block's failure ratio with its rate. Its p is by
 * permutation of runs of neighbouring blocks, ⌈n^(1/3)⌉ kept together, so that failures which cluster in time do not
 * look like an answer to the rate (Künsch 1989 for the length). It is `steady` only if the 95 % interval of the factor
 * between the highest and lowest third of the rates lies within 0.5–2, and `unknown` otherwise.
 * @param blocks in the order of time
 */
export function failuresByRate(blocks: readonly RatedBlock[], seed = 1): FailuresByRate {
  const filled = blocks.filter(({ trials }) => trials > 0);
  const rates = filled.map(({ rateRps }) => rateRps);
  if (filled.length < minBlocks || new Set(rates).size < 2) return unknown;
  const ratios = ranksOf(filled.map(({ events, trials }) => events / trials));
  const ranks = ranksOf(rates);
  const correlation = pearson(ranks, ratios);
  const p = permutedP(ranks, ratios, randomOf(seed));
  const factor = thirdsFactor(filled);
  const isSteady = factor.low !== null && factor.low > 1 / steadyWithin && factor.high < steadyWithin;
  return { answer: p < alpha ? 'grows' : isSteady ? 'steady' : 'unknown', correlation, p, ...factor };
}

const unknown: FailuresByRate = { answer: 'unknown', correlation: 0, p: 1, factor: null, low: null, high: null };

/** The share of permutations, the one observed among them, that go with the rate as closely. */
function permutedP(ranks: readonly number[], ratios: readonly number[], random: () => number): number {
  const length = Math.ceil(ratios.length ** (1 / 3));
  // All permutations have the same means and spreads: only the sum of products differs.
  const productOf = (own: readonly number[]) => own.reduce((sum, one, at) => sum + one * (ranks[at] as number), 0);
  const observed = productOf(ratios);
  let extreme = 1;
  for (let one = 0; one < permutations; one++) {
    if (productOf(shuffled(ratios, length, random)) >= observed - 1e-9) extreme++;
  }
  return extreme / (permutations + 1);
}

/** The values with runs of `length` neighbours in another order, beginning anywhere. */
function shuffled(values: readonly number[], length: number, random: () => number): number[] {
  const from = Math.floor(random() * values.length);
  const turned = [...values.slice(from), ...values.slice(0, from)];
  const chunks = Array.from({ length: Math.ceil(turned.length / length) }, (_, index) =>
    turned.slice(index * length, (index + 1) * length),
  );
  for (let last = chunks.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [chunks[last], chunks[other]] = [chunks[other] as number[], chunks[last] as number[]];
  }
  return chunks.flat();
}

/**
 * ln of the ratio in the highest third of rates over that in the lowest, ± t·√(v_h + v_l), where v is the relative
 * variance of a ratio over its blocks (delta method), at least that of a Poisson count.
 */
function thirdsFactor(blocks: readonly RatedBlock[]): Thirds {
  const byRate = blocks.toSorted((a, b) => a.rateRps - b.rateRps);
  const third = Math.floor(blocks.length / 3);
  const [lowest, highest] = [byRate.slice(0, third), byRate.slice(-third)].map(relativeRatio);
  if (lowest === undefined || highest === undefined) return noThirds;
  const half = studentQuantile(0.975, 2 * third - 2) * Math.sqrt(lowest.variance + highest.variance);
  const factor = highest.ratio / lowest.ratio;
  return { factor, low: factor * Math.exp(-half), high: factor * Math.exp(half) };
}

type Thirds =
  | { readonly factor: number; readonly low: number; readonly high: number }
  | { readonly factor: null; readonly low: null; readonly high: null };
const noThirds: Thirds = { factor: null, low: null, high: null };

/** A ratio and its relative variance over blocks; undefined without an event. */
function relativeRatio(blocks: readonly Block[]): { ratio: number; variance: number } | undefined {
  const trials = blocks.reduce((sum, block) => sum + block.trials, 0);
  const events = blocks.reduce((sum, block) => sum + block.events, 0);
  if (events === 0) return undefined;
  const ratio = events / trials;
  const squares = blocks.reduce((sum, block) => sum + (block.events - ratio * block.trials) ** 2, 0);
  const ofBlocks = ((blocks.length / (blocks.length - 1)) * squares) / events ** 2;
  return { ratio, variance: Math.max(ofBlocks, 1 / events) };
}

/** Ranks from 1, equals at their mean rank. */
function ranksOf(values: readonly number[]): number[] {
  const ordered = values.map((value, index) => ({ value, index })).sort((a, b) => a.value - b.value);
  const ranks = new Array<number>(values.length).fill(0);
  for (let from = 0; from < ordered.length; ) {
    let to = from;
    while (to + 1 < ordered.length && ordered[to + 1]?.value === ordered[from]?.value) to++;
    for (let at = from; at <= to; at++) ranks[ordered[at]?.index ?? 0] = (from + to) / 2 + 1;
    from = to + 1;
  }
  return ranks;
}

/** The correlation of two series; 0 where one is constant. */
function pearson(a: readonly number[], b: readonly number[]): number {
  const n = a.length;
  const [meanA, meanB] = [a, b].map((all) => all.reduce((sum, one) => sum + one, 0) / n) as [number, number];
  let [products, squaresA, squaresB] = [0, 0, 0];
  for (let i = 0; i < n; i++) {
    const [x, y] = [(a[i] as number) - meanA, (b[i] as number) - meanB];
    products += x * y;
    squaresA += x * x;
    squaresB += y * y;
  }
  return squaresA === 0 || squaresB === 0 ? 0 : products / Math.sqrt(squaresA * squaresB);
}
