import * as z from 'zod';

/** One run of an experiment. */
const experimentRun = z.strictObject({
  /** Name of its folder, beside the experiment's. */
  name: z.string(),
  /** What it was made for: `pair 1, base`. */
  label: z.string(),
  /** Runs of one group count together or not at all. */
  group: z.int(),
  validity: z.enum(['VALID', 'SUSPECT', 'INVALID']),
  objectives: z.enum(['PASS', 'WARN', 'FAIL', 'NO_DATA']),
  /** Its group was repeated: it counts for nothing. */
  isDiscarded: z.boolean(),
});

/** Several runs that answer one question. experiment.json, written after each run. */
export const experimentSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    /** One stepper each. */
    kind: z.enum(['gate', 'calibration']),
    toolVersion: z.string(),
    /** ISO 8601 instant. */
    startedAt: z.string(),
    scenario: z.string(),
    profile: z.string(),
    /** What is compared or varied: `http://127.0.0.1:3001 against http://127.0.0.1:3000`. */
    subject: z.string(),
    /** Repeats it. */
    command: z.string(),
    /** No group of runs begins that would end after it; null for no limit. */
    budgetMs: z.number().nullable(),
    state: z.enum(['running', 'finished', 'budget-spent', 'interrupted', 'failed']),
    /** What kept it from finishing. */
    detail: z.string().nullable(),
    runs: z.array(experimentRun),
  })
  .meta({ title: 'caseload experiment', description: 'Several runs that answer one question: experiment.json.' });

export type Experiment = z.infer<typeof experimentSchema>;
