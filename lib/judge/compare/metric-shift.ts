import type { ComparedRun } from '../../model/comparison.ts';

/** A run as comparisons see it. */
export type SeenRun = Pick<ComparedRun, 'result'>;

/** B against A, on the scale on which they are compared (ln of a latency), and one-sided p of either direction. */
export interface MetricShift {
  readonly shift: number;
  readonly low: number;
  readonly high: number;
  readonly pAbove: number;
  readonly pBelow: number;
  readonly sd: number;
  /** Pairs, or earlier runs. */
  readonly n: number;
}
