import { type Document, number, orNull, text } from './fields.ts';
import { hardFailureSchema } from './verdict.ts';
import * as z from './zod.ts';

const sweepRun = z.strictObject({
  name: text,
  /** The metric, ms; null where too few journeys finished, or too many failed. */
  ms: orNull,
  /** Of the scheduled journeys, those that succeeded; null where their number is not known. */
  okRatio: orNull,
  failures: z.array(hardFailureSchema),
});

/** One combination of settings. */
const sweepPoint = z.strictObject({
  /** One of each factor, in their order. */
  values: z.array(text),
  /** One in each repetition, in their order. */
  runs: z.array(sweepRun),
  /** The geometric mean over the runs, with its own 95 % interval; null unless each of them has a value. */
  ms: orNull,
  interval: z.strictObject({ lowMs: number, highMs: number }).nullable(),
  /** By how much it is above the fastest, as a factor; null of that itself, and where it is not compared. */
  againstFastest: z.strictObject({ change: number, low: number, high: number }).nullable(),
  /**
   * `fastest`; `same`: no slower than that, as far as the sweep can see; `slower`; `failing`: the target died, was
   * never up, or too few journeys succeeded; `inconsistent`: its data was broken; `unknown`: it has no value.
   */
  result: z.enum(['fastest', 'same', 'slower', 'failing', 'inconsistent', 'unknown']),
});

/** Settings of a target under one load, each several times: sweep.json, written after each repetition. */
export const sweepSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    factors: z.array(z.strictObject({ name: text, values: z.array(text) })).min(1),
    metric: z.enum(['p50', 'p95']),
    /** Of the order of the runs. */
    seed: z.int(),
    /** Those that were made whole, and those that were asked for. */
    repetitions: z.int(),
    wantedRepetitions: z.int(),
    points: z.array(sweepPoint),
    /** Of all intervals together. */
    confidence: number,
    /** The spread of one run, as a standard deviation of logarithms, without what all runs of a repetition share. */
    sd: orNull,
    /** The smallest change that it would have seen with a probability of 80 %, as a part. */
    detectable: orNull,
    /**
     * Position in `points` of the smallest setting that is no slower than the fastest; null unless they are numbers.
     */
    smallest: z.int().nullable(),
  })
  .meta({ title: 'caseload sweep', description: 'Settings of a target under one load: sweep.json.' });

export type Sweep = Document<typeof sweepSchema>;
export type SweepPoint = Sweep['points'][number];
export type SweepGoal = Pick<Sweep, 'factors' | 'metric' | 'seed' | 'wantedRepetitions'>;
