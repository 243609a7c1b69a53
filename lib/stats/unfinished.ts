import { quantile } from './quantile.ts';

/** A quantile of which some durations are known only to be at least their age. */
export interface QuantileBounds {
  readonly low: number;
  /** Infinity where it may be that of a request that never ended. Equal to `low`: the quantile is known. */
  readonly high: number;
}

/**
 * Between which values a quantile lies when some requests never ended: from that of all of them, the unfinished at
 * their age, up to that with the unfinished at infinity (Kaplan & Meier's bounds without an assumption on the open
 * ones). Type 7 as in {@link quantile}. NaN of nothing.
 */
export function quantileBounds(finished: readonly number[], ages: readonly number[], q: number): QuantileBounds {
  const atAge = Float64Array.from([...finished, ...ages]).sort();
  const sorted = Float64Array.from(finished).sort();
  const rank = q * (atAge.length - 1);
  const isOpen = ages.length > 0 && Math.ceil(rank) > sorted.length - 1;
  const high = isOpen
    ? Number.POSITIVE_INFINITY
    : quantile(Float64Array.from([...sorted, ...ages.map(() => Number.MAX_VALUE)]), q);
  return { low: quantile(atAge, q), high };
}

/** Requests of an objective `p(q) < limit`, by what is known of them. */
export interface LimitCounts {
  readonly finished: number;
  /** Finished, and took as long as the limit or longer. */
  readonly finishedAbove: number;
  readonly unfinished: number;
  /** Not finished, and already as old as the limit. */
  readonly unfinishedAbove: number;
}

/**
 * Whether an objective `p(q) < limit` fails whatever the unfinished requests would have come to, holds whatever they
 * would have, or cannot be known: it fails if more than 1 − q are above the limit for certain, and holds if not more
 * than that could be.
 */
export function latencyLimit(counts: LimitCounts, q: number): 'fails' | 'holds' | 'unknown' {
  const allowed = (1 - q) * (counts.finished + counts.unfinished);
  // 5 of 100 are not more than 5 %, whatever 1 − 0.95 is in binary.
  const isMore = (above: number) => above > allowed * (1 + 1e-9);
  if (isMore(counts.finishedAbove + counts.unfinishedAbove)) return 'fails';
  return isMore(counts.finishedAbove + counts.unfinished) ? 'unknown' : 'holds';
}
