import { fingerprintSchema } from './comparison.ts';
import { type Document, number, text, textOrNull } from './fields.ts';
import * as z from './zod.ts';

/** A gate makes no more pairs, and a calibration looks no further. */
export const maxPairs = 100;

export const calibrationSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    /** ISO 8601 instant. */
    calibratedAt: text,
    fingerprint: fingerprintSchema,
    /** Pairs of runs that were made. */
    pairs: number,
    alpha: number,
    /** The practical limit of latencies, as a part: 0.1 is 10 %. */
    latencyLimit: number,
    /** Spread (standard deviation) of a pair's log-ratio for each latency. */
    noise: z.array(
      z.strictObject({
        kind: z.enum(['p50', 'p95']),
        step: textOrNull,
        sd: number,
        /** The smallest change that a gate of the recommended pairs finds in 4 of 5 cases, as a part. */
        detectable: number,
      }),
    ),
    /** Gates of the recommended pairs, simulated by resampling pairs, that called the target worse than itself. */
    falseAlarms: z.strictObject({ gates: number, ratio: number }),
    /** Pairs with which a gate detects, in 9 of 10 cases, a candidate whose journeys take longer by the limit. */
    recommendedPairs: z.int().min(1).max(maxPairs),
  })
  .meta({
    title: 'caseload calibration',
    description: 'How much the same target differs from itself under one load on one host.',
  });

/** How much the same target differs from itself under one load on one host. */
export type Calibration = Document<typeof calibrationSchema>;
