import { type Document, number, orNull, text, textOrNull } from './fields.ts';
import * as z from './zod.ts';

/* Parts of a result. Times are ms, rates per second, ratios 0–1; null is not known. */

/** Over all samples, failed ones included, unless the field says otherwise. A summary may lack some of them. */
export const latencySchema = z.strictObject({
  /** Requests that were answered or failed, or journeys that finished. */
  n: orNull,
  /** Those that were still open at the end, which are in the percentiles with the age that they had. */
  unfinished: number,
  /** Figures that requests open at the end, or ended at the timeout, could move up: print "≥". */
  atLeast: z.array(z.enum(['meanMs', 'p50Ms', 'p90Ms', 'p95Ms', 'p99Ms', 'maxMs'])),
  minMs: orNull,
  meanMs: orNull,
  p50Ms: orNull,
  p90Ms: orNull,
  p95Ms: orNull,
  p99Ms: orNull,
  maxMs: orNull,
});

/** 95 %. `blocks`: from the spread over time blocks; `exact`: independent trials. n: blocks or trials. */
export const intervalSchema = z.strictObject({
  low: number,
  high: number,
  method: z.enum(['blocks', 'exact']),
  n: number,
});

/** `status 500`, `timeout`, `refused`, `reset`, `body` …: see lib/contract/failure-cause.ts. */
const causeCount = z.strictObject({ cause: text, count: number });

const latencies = {
  latency: latencySchema.nullable(),
  okLatency: latencySchema.nullable(),
  failedLatency: latencySchema.nullable(),
};

export const stepSchema = z.strictObject({
  name: text,
  /** Journeys that came as far as this step. */
  reached: orNull,
  /** By k6's Rate of the step where there is one, else requests; those that were open at the end are in none. */
  attempted: number,
  /** Attempts that are neither are of unknown outcome. */
  succeeded: number,
  failed: number,
  causes: z.array(causeCount),
  /** Journeys that were in this step when k6 stopped them. */
  unfinished: orNull,
  /** How long their requests had been open; null where that is not known. */
  unfinishedAgeMs: z.strictObject({ min: number, max: number }).nullable(),
  /** Scheduled journeys that never came here, by where they were lost: `''` before their start, else a step. */
  skipped: z.array(z.strictObject({ at: text, count: number })),
  /** Of succeeded / attempted; null where trials are too few, or cluster in time and give no time blocks. */
  successInterval: intervalSchema.nullable(),
  /** Requests that ended at the timeout: their latency is a lower bound. */
  timeouts: orNull,
  ...latencies,
});

const responseKind = {
  step: text,
  status: number,
  /** Media type without its parameters; `''` without one. */
  type: text,
  /** How the body was compressed; `''` where it was not. */
  encoding: text,
  /** Of the body as sent, to two digits; null where the response does not say. */
  sizeBytes: orNull,
};

/** A response of the pre-check's journey, the last one of each step. */
export const checkedResponseSchema = z.strictObject({
  ...responseKind,
  /** The request's own Content-Type. */
  sent: text,
  /** The field of its JSON that speaks of an error: `error`, `errors`, `ok`, `success`. */
  errorField: textOrNull,
});

/** Successful responses by kind: those of the load that were looked at, and the pre-check's. */
export const responsesSchema = z.strictObject({
  /** `firstMs`: when the first one came, from the schedule's origin. */
  load: z.array(z.strictObject({ ...responseKind, count: number, firstMs: number })),
  preCheck: z.array(checkedResponseSchema),
});

/** scheduled = ok + failed + unfinished + dropped + missing; missing is 0 when the counts are consistent. */
export const accountingSchema = z.strictObject({
  scheduled: orNull,
  started: orNull,
  ok: orNull,
  failed: orNull,
  unfinished: orNull,
  dropped: orNull,
  missing: orNull,
  /** Of the dropped: all VUs were there and waited for the target. The generator dropped the others. */
  droppedByTarget: orNull,
  /** Of the failed: an exception of the script ended them. */
  exceptions: orNull,
  /** `counted`: by the journeys' own metrics. `derived`: from the attempts of steps, each once a journey. */
  basis: z.enum(['counted', 'derived']),
});

export const requestsSchema = z.strictObject({
  n: orNull,
  /** null where the outcome of none is known. */
  failed: orNull,
  /** Those whose outcome is not known (`responseCallback: null`, or not in the files): ratios are of the others. */
  unknown: number,
  timeouts: orNull,
  ...latencies,
});

const stageStepSchema = z.strictObject({
  name: text,
  n: number,
  failed: number,
  unknown: number,
  latency: latencySchema.nullable(),
});

/** Journeys and requests belong to the stage in which they were due or began, not in which they ended. */
export const stageSchema = z.strictObject({
  index: number,
  fromRps: number,
  toRps: number,
  startMs: number,
  durationMs: number,
  scheduled: number,
  shape: z.enum(['ramp', 'plateau', 'step']),
  started: orNull,
  dropped: orNull,
  droppedByGenerator: orNull,
  ok: orNull,
  failed: orNull,
  unfinished: orNull,
  /** Journeys that ended in the time of this stage, whenever they began, per second. */
  completedRps: orNull,
  /** Journeys open at once: the mean over the stage's time, and the most. */
  inFlightMean: orNull,
  inFlightMax: orNull,
  /** CPU time of k6 per second, in cores: over the stage's time, and in its busiest stretch of a second or so. */
  generatorCpu: z.strictObject({ meanCores: number, peakCores: number }).nullable(),
  requests: stageStepSchema.nullable(),
  steps: z.array(stageStepSchema),
});

/** null in windows without a request. */
const seriesStepSchema = z.strictObject({
  name: text,
  n: z.array(number),
  failed: z.array(number),
  /** Answered as expected, with a body that is not as it should be; left out where there are none. */
  unfit: z.array(number).exactOptional(),
  p50Ms: z.array(orNull),
  p95Ms: z.array(orNull),
  maxMs: z.array(orNull),
});

/** One number for each window of `windowMs` from the schedule's origin on. */
export const windowsSchema = z.strictObject({
  windowMs: number.positive(),
  /** The schedule's origin, ms since the epoch. */
  originMs: number,
  /** Journeys due; null where the schedule is not known. */
  offered: z.array(number).nullable(),
  started: z.array(number),
  dropped: z.array(number),
  ended: z.array(number),
  failed: z.array(number),
  /** Journeys open at the window's end. */
  inFlight: z.array(number),
  /** Over all requests, by start time: the mean of ln(latency in ms). */
  meanLogMs: z.array(orNull),
  requests: seriesStepSchema,
  steps: z.array(seriesStepSchema),
  /** Requests by latency (rows, from `boundsMs[i]` up) and time (columns, each of `columnMs`). */
  heat: z.strictObject({
    columnMs: number.positive(),
    boundsMs: z.array(number.positive()),
    counts: z.array(z.array(number.nonnegative())),
  }),
});

const soakSeriesSchema = z.strictObject({
  /** The load itself, or what of the target was watched. */
  source: z.enum(['load', 'shop', 'database', 'service']),
  name: z.enum([
    ...(['p50', 'p95', 'errors', 'throughput', 'inFlight'] as const),
    ...(['memory', 'openFiles', 'cpu', 'connections', 'size', 'rows'] as const),
  ]),
  unit: z.enum(['ms', 'ratio', 'perSecond', 'count', 'bytes', 'cores']),
  /** null in windows of which too little is known. */
  values: z.array(orNull),
});

/** A long load at one rate, in windows that are wide enough for a trend to be tested. */
export const soakSchema = z.strictObject({
  windowMs: number.positive(),
  /** Where the first window begins, from the schedule's origin on: what was before is the target's own warm-up. */
  fromMs: number,
  rateRps: number,
  series: z.array(soakSeriesSchema),
});

/** Latency by percentile, for a curve; of all requests where the name is null. */
export const distributionSchema = z.strictObject({
  name: textOrNull,
  n: number,
  /** From this q on, points are lower bounds. */
  atLeastFromQ: orNull,
  points: z.array(z.strictObject({ q: number.min(0).max(1), ms: number })),
});

/** A step's latency of journeys that reached the last step against those that did not. */
export const selectionSchema = z.strictObject({
  step: text,
  reachedLast: latencySchema.nullable(),
  lost: latencySchema.nullable(),
});

export type Latency = Document<typeof latencySchema>;
export type Interval = Document<typeof intervalSchema>;
export type CauseCount = Document<typeof causeCount>;
export type StepResult = Document<typeof stepSchema>;
export type Accounting = Document<typeof accountingSchema>;
export type StageStep = Document<typeof stageStepSchema>;
export type StageResult = Document<typeof stageSchema>;
export type SeriesStep = Document<typeof seriesStepSchema>;
export type Series = Document<typeof windowsSchema>;
export type Soak = Document<typeof soakSchema>;
export type SoakSeries = Soak['series'][number];
export type Distribution = Document<typeof distributionSchema>;
export type CheckedResponse = Document<typeof checkedResponseSchema>;
export type Responses = Document<typeof responsesSchema>;
