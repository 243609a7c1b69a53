import type { ObjectiveStatus, RunResult } from './result.ts';
import type { Verdict } from './verdict.ts';

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

/** A condition that was not the same. */
export interface Difference {
  readonly name: string;
  readonly a: string;
  readonly b: string;
  /** Another load is another measurement, another host has other latencies whatever the target: neither is compared unless asked for. The others are told. */
  readonly kind: 'load' | 'host' | 'other';
}

/** Two sets of runs compared. Written as comparison.json. */
export interface Comparison {
  readonly schemaVersion: 1;
  readonly scenario: string;
  readonly profile: string;
  readonly a: { readonly name: string; readonly runs: readonly string[] };
  readonly b: { readonly name: string; readonly runs: readonly string[] };
  /** What differs between the two: named, so that nobody takes it for the target's doing. */
  readonly differences: readonly Difference[];
  /** One-sided probability of calling a target worse that is not, over all looks. */
  readonly alpha: number;
  readonly metrics: readonly MetricComparison[];
  /** Failures by step and cause in all runs of each side: told, not judged. */
  readonly causes: readonly { readonly step: string; readonly cause: string; readonly a: number; readonly b: number }[];
  readonly verdict: ComparisonVerdict;
  /** INCONCLUSIVE does not pass. */
  readonly isStrict: boolean;
}

/** What two runs must share for a difference between them to be the target's. Never the host's name. */
export interface Fingerprint {
  readonly scenario: string;
  readonly profile: string;
  /** The load in full: a profile of the same name may have changed. */
  readonly load: string;
  readonly objectives: string;
  readonly cpuModel: string;
  readonly cpuCount: number;
  readonly memoryGiB: number;
  readonly os: string;
  readonly arch: string;
  readonly k6: string;
  readonly caseload: string;
  readonly node: string;
  readonly database: string;
  readonly knobs: string;
}

/** What of a result is compared: a baseline stores no more. */
export type ComparedResult = Pick<RunResult, 'accounting'> & {
  readonly latency: Pick<RunResult['latency'], 'requests' | 'steps' | 'journeys'>;
};

/** One run as a baseline keeps it: its result without the series, and what happened in each block of time. */
export interface ComparedRun {
  /** Name of its folder. */
  readonly name: string;
  readonly startedAt: string | null;
  readonly validity: Verdict['validity'];
  readonly objectives: ObjectiveStatus;
  readonly result: ComparedResult;
  /** Counts by block of time since the schedule's origin; null where no samples were recorded. */
  readonly blocks: {
    readonly blockMs: number;
    readonly ended: readonly number[];
    readonly requests: readonly number[];
    readonly failed: readonly number[];
  } | null;
}

/** Runs of one target under one load, in the order in which they were made. A baseline is such a set with a name, kept as `baselines/<name>.json`. */
export interface Baseline {
  readonly schemaVersion: 2;
  readonly name: string;
  readonly fingerprint: Fingerprint;
  readonly runs: readonly ComparedRun[];
}
