import { comparisonVerdictSchema } from './comparison.ts';
import { exitCodes } from './exit-codes.ts';
import { type Document, number, objectivesStatus, text, validity } from './fields.ts';
import * as z from './zod.ts';

export const hardFailureSchema = z.enum(['not-ready', 'target-died', 'data-integrity', 'journey-success']);

/**
 * A failure that fails a gate in any run of the candidate: it never came up or answered, it died, its data are not
 * consistent, or fewer journeys succeeded than the objective asks for.
 */
export type HardFailure = z.infer<typeof hardFailureSchema>;

const bothSides = z.strictObject({ base: number, candidate: number });

const gateSchema = z.strictObject({
  /** Runs of each side. */
  runs: bothSides,
  /** Runs of each side with a failure of that kind; kinds that neither has are left out. */
  failures: z.array(bothSides.extend({ kind: hardFailureSchema })),
  /** Runs of each side that missed an objective. */
  missed: bothSides,
  /** Runs that were repeated for a fault of the measurement, and the findings that say so. */
  repeated: z.array(z.strictObject({ name: text, label: text, because: z.array(text) })),
});

/** What the runs of a gate came to, whichever of them was repeated. */
export type GateRuns = Document<typeof gateSchema>;

export const verdictSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    validity,
    /** WARN: only objectives that warn were missed. */
    objectives: objectivesStatus,
    /** null without a baseline. */
    baseline: comparisonVerdictSchema.nullable(),
    exitCode: z.enum(exitCodes),
    /** Of a gate. */
    gate: gateSchema.optional(),
    /** Of a gate that asks for a sustainable rate above this. */
    aboveRps: number.optional(),
  })
  .meta({ title: 'caseload verdict', description: 'The verdict of a run or an experiment: verdict.json.' });

/**
 * Axes that are never merged: can the numbers be trusted, do they meet the objectives, and are they worse than a
 * baseline's.
 */
export type Verdict = Document<typeof verdictSchema>;
