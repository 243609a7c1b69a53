/** What is compared between runs: a latency (on its logarithm) or a ratio (by its difference). */
export interface ComparedMetric {
  /** `p50`, `p95`: latency; `success`: of all scheduled, or of attempted for a step; `errors`: failed requests. */
  readonly kind: 'p50' | 'p95' | 'success' | 'errors';
  /** null for the journey (success, latency) or all requests (errors). */
  readonly step: string | null;
  /** Primary metrics decide the verdict, corrected for their number; the others are told. */
  readonly isPrimary: boolean;
}

export type ComparisonVerdict = 'BETTER' | 'SAME' | 'WORSE' | 'INCONCLUSIVE';

/** One metric of two sets of runs, A the base and B the candidate. */
export interface MetricComparison extends ComparedMetric {
  /** Medians over the runs: ms, or ratios (0–1). null where a run has no value. */
  readonly a: number | null;
  readonly b: number | null;
  /** B against A: a factor (1.1 is 10 % more) for latencies, a difference (0–1) for ratios. Hodges & Lehmann's for pairs. */
  readonly change: number | null;
  readonly interval: { readonly low: number; readonly high: number; readonly confidence: number } | null;
  /** Pairs, or earlier runs of a baseline. */
  readonly n: number;
  readonly method: 'paired' | 'prediction' | 'single';
  /** One-sided p that B is worse, and that it is better, corrected for the number of primary metrics where it is one. */
  readonly pWorse: number | null;
  readonly pBetter: number | null;
  /** The practical limit: a smaller change is of no interest. A part (0.1 is 10 %) for latencies, a difference for ratios. */
  readonly limit: number;
  /** Spread of the pairs' differences: of logarithms for latencies. */
  readonly sd: number | null;
  /** Pairs that would find a change of the limit with 90 % power. */
  readonly neededPairs: number | null;
  readonly verdict: ComparisonVerdict;
}

/** Two sets of runs compared. Written as comparison.json. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly a: { readonly name: string; readonly runs: readonly string[] };
  readonly b: { readonly name: string; readonly runs: readonly string[] };
  /** What differs between the two beside the target: named, so that nobody takes it for the target's doing. */
  readonly differences: readonly Difference[];
  readonly alpha: number;
  readonly metrics: readonly MetricComparison[];
  readonly verdict: ComparisonVerdict;
}

/** A condition that was not the same. `blocks` forbids the comparison unless it is asked for. */
export interface Difference {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  readonly blocks: boolean;
}
