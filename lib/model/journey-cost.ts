import { type Document, number, orNull, text } from './fields.ts';
import * as z from './zod.ts';

/** Statements of a journey at the target's database, by pg_stat_statements. */
const statementsSchema = z.strictObject({
  perJourney: number,
  /** Of that, by its spread over so many windows of time; null where they are too few. */
  standardError: orNull,
  windows: number,
  rows: number,
  blocks: number,
  walBytes: number,
  /** How often a journey has each, and how long it takes there; the dearest first. */
  byText: z.array(z.strictObject({ text, perJourney: number, ms: number })),
});

/** What a journey costs the target, whatever else the machine does: means. null is not known. */
export const journeyCostSchema = z.strictObject({
  /** Journeys that started, those of the warm-up included: what the rest is divided by. */
  journeys: number,
  targetCpuMs: orNull,
  /** Of that, the main threads'. */
  mainThreadMs: orNull,
  databaseCpuMs: orNull,
  statements: statementsSchema.nullable(),
});

export type JourneyCost = Document<typeof journeyCostSchema>;
