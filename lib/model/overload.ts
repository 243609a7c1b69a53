import { trialSchema } from './capacity.ts';
import { type Document, number, orNull, text } from './fields.ts';
import { objectiveSchema } from './objective-schema.ts';
import * as z from './zod.ts';

/** What one overload did to the target. */
const overloadStep = z.strictObject({
  /** Of the sustainable rate. */
  factor: number,
  rateRps: number,
  /** Journeys per second that met every objective, in the second half. */
  goodputRps: number,
  /** Journeys per second that succeeded, however long they took. */
  throughputRps: number,
  /** Goodput of the sustainable rate. */
  keptRatio: number,
  /** How long it was slower than before once the load was gone; null where it was not measured. */
  recoverySeconds: orNull,
  isRecovered: z.boolean(),
  /** At the reference rate it met the objectives afterwards; null where that was not tried, or is not clear. */
  isMetAfter: z.boolean().nullable(),
});

/** What a target does beyond its sustainable rate: overload.json, written after each trial. */
export const overloadSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    /** The sustainable rate that the factors are of. */
    capacityRps: number,
    factors: z.array(number),
    objectives: z.array(objectiveSchema),
    /** Journeys started at random, independently of each other; without it they were evenly spaced. */
    arrivals: z.literal('poisson').exactOptional(),
    trials: z.array(trialSchema.extend({ run: text })),
    steps: z.array(overloadStep),
    /**
     * `keeps`: nine tenths of its rate are good; `degrades`: half; `queues`: fewer, but it completes nine tenths, too
     * late; `collapses`: it does not. `metastable`: it did not meet its objectives again. `unknown`: there was no
     * overload, or the reference rate was too much already.
     */
    behaviour: z.enum(['keeps', 'degrades', 'queues', 'collapses', 'metastable', 'unknown']),
    /** The target's own check of its data after all of it; null where it has none. */
    isConsistent: z.boolean().nullable(),
    isReferenceMet: z.boolean().nullable(),
    hasDied: z.boolean(),
  })
  .meta({ title: 'caseload overload', description: 'What a target does beyond its sustainable rate: overload.json.' });

export type Overload = Document<typeof overloadSchema>;
export type OverloadStep = Overload['steps'][number];
