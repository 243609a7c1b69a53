import type { Latency } from '../model/result.ts';
import { type Durations, durationsOf, type Sample, sampleOf } from './durations.ts';

/** Latencies of which only a lower bound is known, because k6 did not wait for their end. */
export interface Censored {
  /** How long each request had been open that was open at the end. */
  readonly agesMs: readonly number[];
  /** Requests that ended without an answer. */
  readonly unanswered?: readonly Durations[];
  /** The shortest request that ended at the timeout; Infinity where none did. */
  readonly minTimeoutMs: number;
}

const uncensored: Censored = { agesMs: [], minTimeoutMs: Number.POSITIVE_INFINITY };

/** All durations with the ages of what was open, and from which latency on they are lower bounds. */
export interface CensoredSample {
  readonly all: Sample;
  readonly answered: Sample | undefined;
  readonly unfinished: number;
  readonly cutFromMs: number;
  readonly minTimeoutMs: number;
}

/** undefined where there is neither an answer nor an open request. */
export function censoredSample(answered: readonly Durations[], censored = uncensored): CensoredSample | undefined {
  const { agesMs, minTimeoutMs, unanswered = [] } = censored;
  const ended = [...answered, ...unanswered];
  const all = sampleOf(agesMs.length === 0 ? ended : [...ended, durationsOf(agesMs)]);
  const shortest = Math.min(minTimeoutMs, sampleOf(unanswered)?.minMs ?? Number.POSITIVE_INFINITY);
  const cutFromMs = agesMs.reduce((least, ageMs) => Math.min(least, ageMs), shortest);
  return all && { all, answered: sampleOf(answered), unfinished: agesMs.length, cutFromMs, minTimeoutMs };
}

/**
 * Whether a quantile is a lower bound: if it is among the latencies at or above the shortest of those that were
 * cut, longer ones in their place would move it up.
 * @param q 0–1
 */
export function isLowerBound({ all, cutFromMs }: CensoredSample, q: number): boolean {
  if (cutFromMs === Number.POSITIVE_INFINITY) return false;
  const last = all.n - 1;
  const above = last === 0 ? 0 : Math.min(1, Math.ceil(q * last - 1e-9) / last);
  return (all.quantilesMs([above])[0] as number) >= cutFromMs * (1 - all.error);
}

/**
 * The most that a quantile could be: with the open requests above all answers. Infinity where it would be one of
 * theirs, or of a request that ended at the timeout.
 * @param q 0–1
 */
export function upperBound({ all, answered, minTimeoutMs }: CensoredSample, q: number): number {
  const rank = q * (all.n - 1);
  const last = (answered?.n ?? 0) - 1;
  if (answered === undefined || Math.ceil(rank - 1e-9) > last) return Number.POSITIVE_INFINITY;
  const value = answered.quantilesMs([last === 0 ? 0 : Math.min(1, rank / last)])[0] as number;
  return value >= minTimeoutMs * (1 - answered.error) ? Number.POSITIVE_INFINITY : value;
}

const quantiles = { p50Ms: 0.5, p90Ms: 0.9, p95Ms: 0.95, p99Ms: 0.99, maxMs: 1 } as const;

/** The latency figures of a sample; null of none. */
export function latencyOf(sample: CensoredSample | undefined): Latency | null {
  if (sample === undefined) return null;
  const { all, unfinished, cutFromMs } = sample;
  const [p50Ms = null, p90Ms = null, p95Ms = null, p99Ms = null] = all.quantilesMs([0.5, 0.9, 0.95, 0.99]);
  const isCut = cutFromMs !== Number.POSITIVE_INFINITY;
  const names = Object.keys(quantiles) as (keyof typeof quantiles)[];
  return {
    n: all.n - unfinished,
    unfinished,
    atLeast: [
      ...(isCut ? (['meanMs'] as const) : []),
      ...names.filter((name) => isLowerBound(sample, quantiles[name])),
    ],
    ...{ minMs: all.minMs, meanMs: all.meanMs, p50Ms, p90Ms, p95Ms, p99Ms, maxMs: all.maxMs },
  };
}

/** The latency figures of durations, none of which was cut. */
export const plainLatency = (sets: readonly Durations[]): Latency | null => latencyOf(censoredSample(sets));
