import { type Document, number, text, textOrNull } from './fields.ts';
import { endingSchema, integritySchema } from './result.ts';
import { checkedResponseSchema } from './result-parts.ts';
import * as z from './zod.ts';

/** What one runner of the generator recorded; names of files in the run folder. */
const partSchema = z.strictObject({
  runner: text,
  /** null where no samples were to be recorded. */
  samples: textOrNull,
  summary: text,
  log: text,
});

/** A collector of signals, and why it recorded nothing: null where it did record. */
const collectorSchema = z.strictObject({ id: text, absentBecause: textOrNull });

/** What only the run stage knows, not the artifacts of k6. Written as run.json after the last check of the target. */
export const runFactsSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    ending: endingSchema,
    startedAtMs: number,
    durationMs: number,
    /** By how much the wall clock was set meanwhile, ms. */
    clockStepMs: number.optional(),
    /** One for each runner; empty for a load that never began. */
    parts: z.array(partSchema).default([]),
    collectors: z.array(collectorSchema).default([]),
    /** What the target answered to the pre-check. */
    preCheck: z.array(checkedResponseSchema).optional(),
    /** null where the target has no check of its data. */
    integrity: integritySchema.nullable(),
    integrityTrouble: textOrNull,
    sameHost: z.boolean(),
    /** Part of the host's CPU time that other programs took before the load, for a target at a URL. */
    foreignCpuRatio: number.optional(),
    /** CPU cores that k6 may use. */
    cores: number,
  })
  .meta({ title: 'caseload run facts', description: 'Facts of a run that are in no file of k6: run.json.' });

export type RunFacts = Document<typeof runFactsSchema>;
export type RunPart = Document<typeof partSchema>;
export type CollectorFacts = Document<typeof collectorSchema>;
