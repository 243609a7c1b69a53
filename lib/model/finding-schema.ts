import { number, text, textOrNull } from './fields.ts';
import * as z from './zod.ts';

/* What is stored of findings and hypotheses. Types are in finding.ts and diagnosis.ts: rules need no zod. */

/** Numbers, names, lists of them. */
export type TextValues = Readonly<Record<string, TextValue>>;
type TextValue = number | string | boolean | null | readonly TextValues[];

const textValuesSchema: z.ZodType<TextValues> = z.lazy(() =>
  z.record(text, z.union([number, text, z.boolean(), z.null(), z.array(textValuesSchema)])),
);

export const findingStatusSchema = z.enum(['invalid', 'suspect', 'fail', 'note', 'pass', 'not-applicable', 'error']);

export const evidenceSchema = z.strictObject({
  name: text,
  value: z.union([number, text]).nullable(),
  unit: z.enum(['count', 'ratio', 'ms', 'rps', 'cores', 'text']),
  /** Samples behind it; null where the files lack the count. */
  n: number.nullable().exactOptional(),
  /** What it was compared with. */
  limit: number.exactOptional(),
});

const settingsSchema = z.record(text, text);

export const loadChangeSchema = z.union([
  z.strictObject({ scaleBy: number }),
  z.strictObject({ options: settingsSchema }),
]);

export const suggestionSchema = z.strictObject({
  why: z.enum(['lower-rate', 'below-first', 'hold-rate', 'find-edge', 'more-users', 'warm-up']),
  change: loadChangeSchema,
});

export const findingSchema = z.strictObject({
  /** Name of its file and of its page in docs/findings. */
  id: text,
  status: findingStatusSchema,
  /** Which of its texts; `''` where there is one only. */
  variant: text,
  values: textValuesSchema,
  evidence: z.array(evidenceSchema),
  experiments: z.array(suggestionSchema),
  /** Why it is not applicable, or how it broke. */
  reason: textOrNull,
});

export const statementSchema = z.strictObject({ text, values: textValuesSchema });

export const hypothesisSchema = z.strictObject({
  id: text,
  values: textValuesSchema,
  supporting: z.array(statementSchema),
  opposing: z.array(statementSchema),
  /** The run that would show it: with another load, or with other settings of the target, where it has them. */
  experiment: z.strictObject({ change: loadChangeSchema, settings: settingsSchema }),
});

/** What limits the target, by what was read of it while the load ran. */
export const diagnosisSchema = z.strictObject({
  /** The limit; `none`: nothing was under stress; `undetermined`: what was read carries no verdict. */
  verdict: text,
  confidence: z.enum(['high', 'medium', 'low']),
  /** The rate from which on it holds, journeys per second. */
  fromRps: number.nullable(),
  /** The step in which journeys of several steps spent most of their time. */
  step: textOrNull,
  values: textValuesSchema,
  evidence: z.array(statementSchema),
  /** What holds as well, and may be a consequence. */
  runnersUp: z.array(z.strictObject({ id: text, evidence: z.array(statementSchema) })),
  /** Where the journeys in flight were on average: their number, and its parts. */
  census: z.strictObject({ inFlight: number, parts: z.record(text, number) }).nullable(),
  /** What was not read, and why. */
  missing: z.array(z.strictObject({ source: text, because: text })),
});

export const findingsSchema = z
  .strictObject({
    schemaVersion: z.literal(3),
    findings: z.array(findingSchema),
    hypotheses: z.array(hypothesisSchema),
    /** Left out of a run of whose target nothing was read. */
    diagnosis: diagnosisSchema.optional(),
  })
  .meta({ title: 'caseload findings', description: 'What was found in a result: findings.json.' });
