/**
 * A log-linear histogram of durations (the layout of HdrHistogram): each octave of whole ticks of 10 ns is cut into 2^k
 * equal buckets, so that a value of any size is known to within 2^−k of itself. Counts of two histograms of the
 * same k add up to exactly the histogram of both sets of values.
 */
export interface Histogram {
  /** Sub-buckets per octave, as a power of two: 10 is an error of at most 0.05 % at a bucket's middle. */
  readonly precisionBits: number;
  /** Counts by bucket. */
  readonly counts: Map<number, number>;
  n: number;
  minMs: number;
  maxMs: number;
  sumMs: number;
}

export const emptyHistogram = (precisionBits: number): Histogram => ({
  precisionBits,
  counts: new Map(),
  n: 0,
  minMs: Number.POSITIVE_INFINITY,
  maxMs: Number.NEGATIVE_INFINITY,
  sumMs: 0,
});

/** Adds one duration; below 0 it counts as 0. */
export function record(histogram: Histogram, ms: number): void {
  const bucket = bucketOf(ms, histogram.precisionBits);
  histogram.counts.set(bucket, (histogram.counts.get(bucket) ?? 0) + 1);
  histogram.n++;
  histogram.sumMs += ms;
  if (ms < histogram.minMs) histogram.minMs = ms;
  if (ms > histogram.maxMs) histogram.maxMs = ms;
}

/** Adds all that `other` counts to `histogram`. Throws a RangeError when their layouts differ. */
export function mergeInto(histogram: Histogram, other: Histogram): void {
  if (histogram.precisionBits !== other.precisionBits) {
    throw new RangeError(`histograms of ${histogram.precisionBits} and ${other.precisionBits} bits cannot be merged`);
  }
  for (const [bucket, count] of other.counts) {
    histogram.counts.set(bucket, (histogram.counts.get(bucket) ?? 0) + count);
  }
  histogram.n += other.n;
  histogram.sumMs += other.sumMs;
  histogram.minMs = Math.min(histogram.minMs, other.minMs);
  histogram.maxMs = Math.max(histogram.maxMs, other.maxMs);
}

/**
 * The quantiles `qs` (0–1, ascending), ms: the value at rank ⌈q·n⌉, to the middle of its bucket and never outside what
 * was recorded. NaN for an empty histogram.
 */
export function histogramQuantiles(histogram: Histogram, qs: readonly number[]): number[] {
  const buckets = new Float64Array(histogram.counts.size);
  let filled = 0;
  for (const bucket of histogram.counts.keys()) buckets[filled++] = bucket;
  buckets.sort();
  let seen = 0;
  let at = -1;
  return qs.map((q) => {
    const rank = Math.max(1, Math.ceil(q * histogram.n));
    while (seen < rank && at < buckets.length - 1) seen += histogram.counts.get(buckets[++at] as number) ?? 0;
    const bucket = buckets[at];
    if (bucket === undefined) return Number.NaN;
    const { lowMs, highMs } = bucketBounds(bucket, histogram.precisionBits);
    return Math.min(histogram.maxMs, Math.max(histogram.minMs, (lowMs + highMs) / 2));
  });
}

const ticksPerMs = 100_000;

/**
 * The bucket of a duration: up to 2^(k+1) ticks one for each tick, above that 2^k for each octave.
 * @internal Tested by itself.
 */
export function bucketOf(ms: number, precisionBits: number): number {
  const ticks = Math.max(0, Math.round(ms * ticksPerMs));
  if (ticks < 1 << (precisionBits + 1)) return ticks;
  const shift = exponentOf(ticks) - precisionBits;
  // Whole numbers of 31 bits are shifted ten times as fast as powers are taken.
  if (ticks < 2 ** 31) return (shift << precisionBits) + (ticks >>> shift);
  return shift * 2 ** precisionBits + Math.floor(ticks / 2 ** shift);
}

/** The largest whole e with 2^e ≤ ticks. */
function exponentOf(ticks: number): number {
  if (ticks < 2 ** 31) return 31 - Math.clz32(ticks);
  const octave = Math.floor(Math.log2(ticks));
  // log2 of a value just below a power of two may round up to it.
  return 2 ** octave > ticks ? octave - 1 : octave;
}

/** Where a bucket begins and ends (the first value that is no longer in it), ms. */
export function bucketBounds(bucket: number, precisionBits: number): { lowMs: number; highMs: number } {
  const size = 2 ** precisionBits;
  const shift = Math.max(0, Math.floor(bucket / size) - 1);
  const low = (bucket - shift * size) * 2 ** shift;
  return { lowMs: low / ticksPerMs, highMs: (low + 2 ** shift) / ticksPerMs };
}
