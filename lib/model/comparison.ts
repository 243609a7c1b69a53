import { type Document, number, objectivesStatus, orNull, text, textOrNull, validity } from './fields.ts';
import { journeyCostSchema } from './journey-cost.ts';
import { objectiveSchema } from './objective-schema.ts';
import { objectiveResultSchema } from './result.ts';
import { accountingSchema, latencySchema, requestsSchema, stepSchema } from './result-parts.ts';
import * as z from './zod.ts';

/* Two sets of runs compared, and what a set is: comparison.json and `baselines/<name>.json`. */

const comparedMetricSchema = z.strictObject({
  /**
   * `p50`, `p95`: latency; `success`: of all scheduled, or of attempted for a step; `errors`: failed requests. What a
   * journey costs: `statements` of the target's database, and CPU time.
   */
  kind: z.enum(['p50', 'p95', 'success', 'errors', 'statements', 'targetCpu', 'databaseCpu']),
  /** null for the journey or all requests (errors). */
  step: textOrNull,
  /**
   * Primary metrics decide the verdict; the others are informational, and so are statements of which too little is
   * known.
   */
  isPrimary: z.boolean(),
});

/** What is compared between runs: a time (on its logarithm), a ratio or a count (by its difference). */
export type ComparedMetric = Document<typeof comparedMetricSchema>;

export const comparisonVerdictSchema = z.enum(['BETTER', 'SAME', 'WORSE', 'INCONCLUSIVE']);

export type ComparisonVerdict = z.infer<typeof comparisonVerdictSchema>;

const metricComparisonSchema = comparedMetricSchema.extend({
  /**
   * ms: the median over the runs, of earlier ones of which one more is compared the geometric mean; a ratio (0–1): over
   * all journeys of the runs; statements: their mean. null where no run has a value.
   */
  a: orNull,
  b: orNull,
  /**
   * B against A: a factor (1.1 is 10 % more; Hodges & Lehmann's) for times, a difference for ratios (0–1) and counts.
   */
  change: orNull,
  interval: z.strictObject({ low: number, high: number, confidence: number }).nullable(),
  /** Pairs, or earlier runs of a baseline. */
  n: number,
  method: z.enum(['paired', 'prediction', 'single']),
  /** One-sided p that B is worse, and that it is better; corrected where several metrics ask one question. */
  pWorse: orNull,
  pBetter: orNull,
  /** A smaller change does not matter: a part (0.1 is 10 %) of a time, a difference of a ratio or a count. */
  limit: number,
  /** Spread of the pairs' differences: of logarithms for latencies. */
  sd: orNull,
  /** Pairs that are likely to decide it, by their spread and interval; null of a single run, which no pairs tell. */
  neededPairs: orNull,
  verdict: comparisonVerdictSchema,
});

/** One metric of two sets of runs, A the base and B the candidate. */
export type MetricComparison = Document<typeof metricComparisonSchema>;

const differenceSchema = z.strictObject({
  name: text,
  a: text,
  b: text,
  /**
   * Another load is another measurement, and another host has other latencies no matter what the target is: neither is
   * compared unless asked for. Other differences are listed.
   */
  kind: z.enum(['load', 'host', 'other']),
});

/** A condition that was not the same. */
export type Difference = Document<typeof differenceSchema>;

const objectiveSideSchema = z.strictObject({
  /** Runs that have the objective, those of them that missed it, and those without enough data for it. */
  runs: number,
  missed: number,
  lacking: number,
  /** The median over the runs with data, and whether it is a lower bound; null without data. */
  value: orNull,
  isLowerBound: z.boolean(),
});

const comparedObjectiveSchema = z.strictObject({
  objective: objectiveSchema,
  unit: objectiveResultSchema.shape.unit,
  a: objectiveSideSchema,
  b: objectiveSideSchema,
});

/** An objective of the candidate, and how both sides did. */
export type ComparedObjective = Document<typeof comparedObjectiveSchema>;

const sideSchema = z.strictObject({ name: text, runs: z.array(text) });

export const comparisonSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    scenario: text,
    profile: text,
    a: sideSchema,
    b: sideSchema,
    /** Those of the runs that are SUSPECT, if any are. */
    suspects: z.array(text).exactOptional(),
    /** What differs between the two: listed, so that it is not mistaken for an effect of the target. */
    differences: z.array(differenceSchema),
    /** One-sided probability of calling a target slower that is not, over all looks. */
    alpha: number,
    metrics: z.array(metricComparisonSchema),
    /** None in comparisons of earlier versions. */
    objectives: z.array(comparedObjectiveSchema).default([]),
    /** Statements that a journey has more often or less often on one side: their mean numbers. */
    statements: z.array(z.strictObject({ text, a: number, b: number })).default([]),
    /** Functions of the target whose own CPU time per journey changed, ms: informational. */
    functions: z
      .array(z.strictObject({ name: text, group: text, a: number, b: number, inclusiveA: number, inclusiveB: number }))
      .default([]),
    /** Failures by step and cause in all runs of each side: informational. */
    causes: z.array(z.strictObject({ step: text, cause: text, a: number, b: number })),
    verdict: comparisonVerdictSchema,
    /** INCONCLUSIVE does not pass. */
    isStrict: z.boolean(),
  })
  .meta({ title: 'caseload comparison', description: 'Two sets of runs compared: comparison.json.' });

export type Comparison = Document<typeof comparisonSchema>;

function isJsonObject(json: string): boolean {
  try {
    const value: unknown = JSON.parse(json);
    return typeof value === 'object' && value !== null && !Array.isArray(value);
  } catch {
    return false;
  }
}

export const fingerprintSchema = z.strictObject({
  scenario: text,
  profile: text,
  /** The load in full: a profile of the same name may have changed. */
  load: text,
  objectives: text,
  vus: number,
  record: text,
  /** How test users are made and shared out; `none` where there are none. */
  users: text,
  cpuModel: text,
  cpuCount: number,
  memoryGiB: number,
  os: text,
  arch: text,
  generator: text,
  k6: text,
  caseload: text,
  node: text,
  database: text,
  /** Settings of the target: a JSON object. */
  settings: text.refine(isJsonObject, 'is not a JSON object'),
});

/** What two runs must share for a difference between them to be the target's. Never the host's name. */
export type Fingerprint = Document<typeof fingerprintSchema>;

const comparedResultSchema = z.strictObject({
  accounting: accountingSchema,
  latency: z.strictObject({
    requests: requestsSchema,
    steps: z.array(stepSchema),
    journeys: latencySchema.nullable(),
  }),
  /** Left out where nothing of the target was watched. */
  cost: journeyCostSchema.exactOptional(),
  /** CPU time of the target's main thread per journey, ms, by function. Left out where there is no profile. */
  functions: z.array(z.strictObject({ name: text, group: text, selfMs: number, inclusiveMs: number })).exactOptional(),
});

/** What of a result is compared: a baseline stores no more. */
export type ComparedResult = Document<typeof comparedResultSchema>;

const counts = z.array(number);

const comparedRunSchema = z.strictObject({
  /** Name of its folder. */
  name: text,
  startedAt: textOrNull,
  validity,
  objectives: objectivesStatus,
  /** None in baselines of earlier versions. */
  objectiveResults: z.array(objectiveResultSchema).default([]),
  result: comparedResultSchema,
  /** Counts by block of time since the schedule's origin; null where no samples were recorded. */
  blocks: z.strictObject({ blockMs: number, ended: counts, requests: counts, failed: counts }).nullable(),
});

/** One run as a baseline keeps it: its result without the series, and what happened in each block of time. */
export type ComparedRun = Document<typeof comparedRunSchema>;

export const baselineSchema = z
  .strictObject({
    schemaVersion: z.literal(2),
    name: text,
    fingerprint: fingerprintSchema,
    runs: z.array(comparedRunSchema).min(1),
  })
  .meta({
    title: 'caseload baseline',
    description: 'Runs that later ones are compared with: a file of .caseload/baselines.',
  });

/** Runs of one target under one load, in the order in which they were made. */
export type Baseline = Document<typeof baselineSchema>;
