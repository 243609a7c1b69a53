import type { ComparedRun, Fingerprint } from '../model/comparison.ts';

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
}

/** An experiment: what the runs so far ask for next, or what they answer. */
export interface Stepper<Point extends ExperimentPoint, Outcome> {
  next(history: readonly PointRun<Point>[]): { readonly run: Point } | { readonly done: Outcome };
}
