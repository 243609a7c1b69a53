import { type Document, number, orNull, text } from './fields.ts';
import { diagnosisSchema } from './finding-schema.ts';
import { hardFailureSchema } from './verdict.ts';
import * as z from './zod.ts';

/** What a change of a setting would do to the journeys that are completed per second, as a factor. */
const predictionSchema = z.strictObject({
  change: z.strictObject({ name: text, from: text, to: text }),
  factor: number,
  low: number,
  high: number,
  /**
   * What is the limit then: the same, only later (`same-limit`), the load that was offered, the CPUs of the host, the
   * main thread, the connections of the pool.
   */
  nextLimit: z.enum(['same-limit', 'offered-load', 'host-cpu', 'main-thread', 'pool']),
});

const confirmationRun = z.strictObject({
  name: text,
  isChanged: z.boolean(),
  /** Journeys that ended well per second, in the time in which the first run was under stress. */
  goodputRps: orNull,
  p95Ms: orNull,
  /** What limited the target in this run. */
  limit: diagnosisSchema.pick({ values: true }).extend({ id: text }).nullable(),
  failures: z.array(hardFailureSchema),
});

/** A diagnosis, what it predicts a change to do, and what the change did: confirmation.json. */
export const confirmationSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    /** Of the first run; null until it was made, and where nothing of the target could be read. */
    diagnosis: diagnosisSchema.nullable(),
    prediction: predictionSchema.nullable(),
    wantedPairs: z.int(),
    /** In their order. */
    runs: z.array(confirmationRun),
    /** Goodput with the change against without, as a factor, with the interval of Student's t on its logarithm. */
    measured: z.strictObject({ factor: number, low: number, high: number, confidence: number }).nullable(),
    /**
     * `target-died`: as it is; `nothing-limits`, `undetermined`: there is nothing to confirm; `noisy-host`: other programs took the CPUs;
     * `no-change`: no setting of the target is known that would move the limit; `no-room`: the target does nearly all
     * that is offered, so that a higher rate is needed to show a gain; `predicted`: nobody asked for a test; `open`:
     * too few pairs, or too different ones; `confirmed`: it gained, and as much as predicted; `refuted`: it gained
     * less; `failing`: the change breaks its data.
     */
    outcome: z.enum([
      'target-died',
      ...(['nothing-limits', 'undetermined', 'noisy-host', 'no-change', 'no-room', 'predicted'] as const),
      ...(['open', 'confirmed', 'refuted', 'failing'] as const),
    ]),
  })
  .meta({
    title: 'caseload confirmation',
    description: 'What limits a target, and a change that tests it: confirmation.json.',
  });

export type Confirmation = Document<typeof confirmationSchema>;
export type Prediction = Document<typeof predictionSchema>;
