import { emptyHistogram, type Histogram, histogramQuantiles, mergeInto, record } from '../stats/histogram.ts';
import { quantile } from '../stats/quantile.ts';
import { FloatList, mergeSorted } from './samples/float-list.ts';

/** Error of at most 0.05 %. */
const precisionBits = 10;

/** Durations in ms: every single one while there is room, else a histogram of them. */
export interface Durations {
  exact: FloatList | undefined;
  histogram: Histogram | undefined;
}

/**
 * Room for single durations, shared by all that are kept of a run: when it is used up, all become histograms, so
 * that memory is bounded for files of any size.
 */
export class DurationStore {
  private readonly all: Durations[] = [];
  private room: number;

  /** @param most how many durations may be kept one by one, 8 bytes each */
  constructor(most: number) {
    this.room = most;
  }

  get isExact(): boolean {
    return this.room >= 0;
  }

  make(): Durations {
    const durations = this.isExact
      ? { exact: new FloatList(), histogram: undefined }
      : { exact: undefined, histogram: emptyHistogram(precisionBits) };
    this.all.push(durations);
    return durations;
  }

  add(durations: Durations, ms: number): void {
    if (durations.exact === undefined) {
      if (durations.histogram !== undefined) record(durations.histogram, ms);
      return;
    }
    durations.exact.push(ms);
    if (--this.room < 0) this.all.forEach(toHistogram);
  }
}

function toHistogram(durations: Durations): void {
  const histogram = emptyHistogram(precisionBits);
  for (const ms of durations.exact?.values() ?? []) record(histogram, ms);
  durations.exact = undefined;
  durations.histogram = histogram;
}

export const countOf = ({ exact, histogram }: Durations): number => exact?.length ?? histogram?.n ?? 0;

/** Durations that are known one by one. */
export function durationsOf(values: readonly number[]): Durations {
  const exact = new FloatList();
  for (const ms of values) exact.push(ms);
  return { exact, histogram: undefined };
}

/** A set of durations that can be asked for any quantile. */
export interface Sample {
  readonly n: number;
  /** How far a quantile may be from the truth, as a share of it. */
  readonly error: number;
  readonly minMs: number;
  readonly meanMs: number;
  readonly maxMs: number;
  /** @param qs 0–1, ascending */
  quantilesMs(qs: readonly number[]): number[];
}

/**
 * Samples that were asked for, by the first of their sets: a step is asked for its latency, its distribution and
 * its objectives.
 */
const known = new WeakMap<Durations, { readonly sets: readonly Durations[]; readonly sample: Sample }[]>();

/** All of several sets together; undefined when they are empty. */
export function sampleOf(sets: readonly Durations[]): Sample | undefined {
  const filled = sets.filter((set) => countOf(set) > 0);
  const [first] = filled;
  if (first === undefined) return undefined;
  const n = filled.reduce((sum, set) => sum + countOf(set), 0);
  const ofFirst = known.get(first) ?? [];
  const found = ofFirst.find(({ sets: own }) => isSame(own, filled));
  if (found?.sample.n === n) return found.sample;
  const sample = filled.every(({ exact }) => exact !== undefined) ? exactSample(filled) : roughSample(filled);
  // Those of sets that have grown since then would be kept as long as the sets.
  known.set(first, [...ofFirst.filter((one) => one !== found), { sets: filled, sample }]);
  return sample;
}

const isSame = (a: readonly Durations[], b: readonly Durations[]): boolean =>
  a.length === b.length && a.every((set, index) => set === b[index]);

function exactSample(sets: readonly Durations[]): Sample {
  const sorted = mergeSorted(sets.flatMap(({ exact }) => exact?.sorted() ?? []));
  const n = sorted.length;
  let sumMs = 0;
  for (const ms of sorted) sumMs += ms;
  return {
    n,
    error: 1e-9,
    minMs: quantile(sorted, 0),
    meanMs: sumMs / n,
    maxMs: quantile(sorted, 1),
    quantilesMs: (qs) => qs.map((q) => quantile(sorted, q)),
  };
}

function roughSample(sets: readonly Durations[]): Sample {
  const merged = emptyHistogram(precisionBits);
  for (const { exact, histogram } of sets) {
    if (histogram !== undefined) mergeInto(merged, histogram);
    for (const ms of exact?.values() ?? []) record(merged, ms);
  }
  const { n, minMs, maxMs, sumMs } = merged;
  return { n, error: 0.001, minMs, meanMs: sumMs / n, maxMs, quantilesMs: (qs) => histogramQuantiles(merged, qs) };
}
