import type { ComparedRun, Fingerprint } from '../model/comparison.ts';
import type { HardFailure } from '../model/verdict.ts';

/** What a run of an experiment is made for. Runs of one group count together or not at all. */
export interface ExperimentPoint {
  readonly label: string;
  readonly group: number;
}

/** A run that was made for a point. */
export interface PointRun<Point extends ExperimentPoint> {
  readonly point: Point;
  readonly run: ComparedRun;
  readonly fingerprint: Fingerprint;
  /** What the target did that no other run makes good. */
  readonly failures: readonly HardFailure[];
  /** Findings that make the run INVALID. */
  readonly invalidBecause: readonly string[];
  /** It counts, no matter what else: it is valid, or its target has failed for certain. */
  readonly isEvidence: boolean;
}

/** An experiment: what the runs so far ask for next, or what they answer. */
export interface Stepper<Made extends PointRun<ExperimentPoint>, Outcome> {
  next(history: readonly Made[]): { readonly run: Made['point'] } | { readonly done: Outcome };
}
