import * as z from 'zod';
import { comparisonVerdictSchema } from './comparison.ts';
import { exitCodes } from './exit-codes.ts';
import { type Document, objectivesStatus, validity } from './fields.ts';

export const verdictSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    validity,
    /** WARN: only objectives that warn were missed. */
    objectives: objectivesStatus,
    /** null without a baseline. */
    baseline: comparisonVerdictSchema.nullable(),
    exitCode: z.enum(exitCodes),
  })
  .meta({ title: 'caseload verdict', description: 'The verdict of a run or an experiment: verdict.json.' });

/**
 * Axes that are never merged: can the numbers be trusted, do they meet the objectives, and are they worse than a
 * baseline's.
 */
export type Verdict = Document<typeof verdictSchema>;
