import { type Document, number, orNull, text } from './fields.ts';
import { hardFailureSchema } from './verdict.ts';
import * as z from './zod.ts';

const sweepRun = z.strictObject({
  name: text,
  /** The metric, ms or journeys per second; null where too few journeys finished, or too many failed. */
  value: orNull,
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
  value: orNull,
  interval: z.strictObject({ low: number, high: number }).nullable(),
  /** The metric against that of the best, as a factor; null of the best itself, and where it is not compared. */
  againstBest: z.strictObject({ change: number, low: number, high: number }).nullable(),
  /**
   * `best`; `same`: no worse than that, as far as the sweep can see; `worse`; `failing`: the target died, was never up,
   * or (unless goodput is compared) too few journeys succeeded; `inconsistent`: its data was broken; `unknown`: it has
   * no value.
   */
  result: z.enum(['best', 'same', 'worse', 'failing', 'inconsistent', 'unknown']),
});

/** Settings of a target under one load, each several times: sweep.json, written after each repetition. */
export const sweepSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    factors: z.array(z.strictObject({ name: text, values: z.array(text) })).min(1),
    /** Latency of the whole journey, ms, or `goodput`: journeys that ended well per second of the load. */
    metric: z.enum(['p50', 'p95', 'goodput']),
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
     * Position in `points` of the smallest setting that is no worse than the best; null unless they are numbers.
     */
    smallest: z.int().nullable(),
  })
  .meta({ title: 'caseload sweep', description: 'Settings of a target under one load: sweep.json.' });

export type Sweep = Document<typeof sweepSchema>;
export type SweepPoint = Sweep['points'][number];
export type SweepGoal = Pick<Sweep, 'factors' | 'metric' | 'seed' | 'wantedRepetitions'>;
