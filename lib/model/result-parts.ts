import type { StagePlan } from './plan.ts';

/* Parts of a result: latencies, stages, the run over time. Units and null as in result.ts. */

/** Latencies of one kind of sample, over all samples (failed ones included) unless it says otherwise. A summary may leave some of them out. */
export interface Latency {
  readonly n: number;
  readonly minMs: number | null;
  readonly meanMs: number | null;
  readonly p50Ms: number | null;
  readonly p90Ms: number | null;
  readonly p95Ms: number | null;
  readonly p99Ms: number | null;
  readonly maxMs: number | null;
}

export interface StageStep {
  readonly name: string;
  readonly n: number;
  readonly failed: number;
  readonly latency: Latency | null;
}

/** A stage of the load. Journeys and requests belong to the stage in which they were due or began, not in which they ended. */
export interface StageResult extends StagePlan {
  /** Of the journeys due in this stage; null where no samples were recorded. */
  readonly started: number | null;
  readonly dropped: number | null;
  readonly droppedByGenerator: number | null;
  readonly ok: number | null;
  readonly failed: number | null;
  readonly interrupted: number | null;
  /** Journeys that came to an end in the time of this stage, whenever they began, per second. */
  readonly completedRps: number | null;
  /** Journeys open at once: the mean over the stage's time, and the most. */
  readonly inFlightMean: number | null;
  readonly inFlightMax: number | null;
  readonly requests: StageStep | null;
  readonly steps: readonly StageStep[];
}

export interface SeriesStep {
  readonly name: string;
  readonly n: readonly number[];
  readonly failed: readonly number[];
  /** null in windows without a request. */
  readonly p50Ms: readonly (number | null)[];
  readonly p95Ms: readonly (number | null)[];
  readonly maxMs: readonly (number | null)[];
}

/** The run over time: one number for each window of `windowMs` from the schedule's origin on. */
export interface Series {
  readonly windowMs: number;
  /** The schedule's origin, ms since the epoch. */
  readonly originMs: number;
  /** Journeys due; null where the schedule is not known. */
  readonly offered: readonly number[] | null;
  readonly started: readonly number[];
  readonly dropped: readonly number[];
  readonly ended: readonly number[];
  readonly failed: readonly number[];
  /** Journeys open at the window's end. */
  readonly inFlight: readonly number[];
  /** Over all requests, by start time: the mean of ln(latency in ms), null in windows without one. */
  readonly meanLogMs: readonly (number | null)[];
  readonly requests: SeriesStep;
  readonly steps: readonly SeriesStep[];
  /** Requests by latency (rows, from `boundsMs[i]` up) and time (columns, each of `columnMs`). */
  readonly heat: {
    readonly columnMs: number;
    readonly boundsMs: readonly number[];
    readonly counts: readonly (readonly number[])[];
  };
}

/** Latency by percentile, for a curve; of all requests where the name is null. */
export interface Distribution {
  readonly name: string | null;
  readonly n: number;
  readonly points: readonly { readonly q: number; readonly ms: number }[];
}

/** A step's latency of journeys that reached the last step against those that did not: selection, where it differs. */
export interface Selection {
  readonly step: string;
  readonly reachedLast: Latency | null;
  readonly lost: Latency | null;
}
