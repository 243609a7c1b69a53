import { type Document, objectivesStatus, orNull, text, textOrNull, validity } from './fields.ts';
import { hardFailureSchema } from './verdict.ts';
import * as z from './zod.ts';

/** One run of an experiment. */
const experimentRun = z.strictObject({
  /** Name of its folder, next to the experiment's. */
  name: text,
  /** What it was made for: `pair 1, base`. */
  label: text,
  /** Runs of one group count together or not at all. */
  group: z.int(),
  validity,
  objectives: objectivesStatus,
  /** What the target did that no other run makes good. */
  failures: z.array(hardFailureSchema),
  /** Findings that make it INVALID. */
  invalidBecause: z.array(text),
  /** Its group was repeated: it counts for nothing. */
  isDiscarded: z.boolean(),
});

/** Several runs that answer one question. experiment.json, written after each run. */
export const experimentSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    /** One stepper each. */
    kind: z.enum(['gate', 'calibration', 'capacity', 'overload', 'sweep', 'diagnosis']),
    toolVersion: text,
    /** ISO 8601 instant. */
    startedAt: text,
    scenario: text,
    profile: text,
    /** What is compared or varied: `http://127.0.0.1:3001 against http://127.0.0.1:3000`. */
    subject: text,
    /** Repeats it. */
    command: text,
    /** No group of runs begins that would end after it; null for no limit. */
    budgetMs: orNull,
    state: z.enum(['running', 'finished', 'budget-spent', 'interrupted', 'failed']),
    /** What kept it from finishing. */
    detail: textOrNull,
    runs: z.array(experimentRun),
  })
  .meta({ title: 'caseload experiment', description: 'Several runs that answer one question: experiment.json.' });

export type Experiment = Document<typeof experimentSchema>;
