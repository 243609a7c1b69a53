import type { ComparedMetric, Fingerprint } from './comparison.ts';

/**
 * How much the same target differs from itself under one load on one host: one file each in `calibrations/`, written by
 * `caseload calibrate`.
 */
export interface Calibration {
  readonly schemaVersion: 1;
  /** ISO 8601 instant. */
  readonly calibratedAt: string;
  readonly fingerprint: Fingerprint;
  /** Pairs of runs that were made. */
  readonly pairs: number;
  readonly alpha: number;
  /** The practical limit of latencies, as a part: 0.1 is 10 %. */
  readonly latencyLimit: number;
  /** Spread (standard deviation) of a pair's log-ratio for each latency. */
  readonly noise: readonly (Pick<ComparedMetric, 'kind' | 'step'> & {
    readonly sd: number;
    /** The smallest change that a gate of the recommended pairs finds in 4 of 5 cases, as a part. */
    readonly detectable: number;
  })[];
  /** Gates of the recommended pairs, simulated by drawing runs anew, that called the target worse than itself. */
  readonly falseAlarms: { readonly gates: number; readonly ratio: number };
  /** Pairs with which a gate finds a candidate whose journeys all take the limit longer in 9 of 10 cases. */
  readonly recommendedPairs: number;
}
