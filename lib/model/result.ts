import { type Document, number, objectivesStatus, orNull, text, textOrNull } from './fields.ts';
import { journeyCostSchema } from './journey-cost.ts';
import { objectiveSchema } from './objective-schema.ts';
import {
  accountingSchema,
  distributionSchema,
  intervalSchema,
  latencySchema,
  requestsSchema,
  responsesSchema,
  selectionSchema,
  soakSchema,
  stageSchema,
  stepSchema,
  windowsSchema,
} from './result-parts.ts';
import { signalsSchema } from './result-signals.ts';
import * as z from './zod.ts';

export type * from './result-parts.ts';
export type * from './result-signals.ts';

/*
 * The result of a run: the content of its artifacts, nothing else. Findings, verdict and reports are made from it
 * alone, so that they can be made again at any time. What is not known is null, never 0: a foreign run (one that
 * caseload did not bundle) may know little. Times are ms, rates per second, ratios 0–1.
 */

/** How a run ended. `objective-failed`: k6 was to stop at the first failed objective, and did. */
export const endingSchema = z.strictObject({
  kind: z.enum([
    'completed',
    'interrupted',
    'target-died',
    'engine-trouble',
    'aborted',
    'not-started',
    'objective-failed',
  ]),
  /** One sentence; empty when completed. */
  detail: text,
  k6ExitCode: orNull,
});

/** The target's own data after the load: expected and actual values. */
export const integritySchema = z.strictObject({
  ok: z.boolean(),
  checks: z.array(z.strictObject({ name: text, expected: number, actual: number, ok: z.boolean() })),
});

const runSchema = z.strictObject({
  /** `foreign`: files of a k6 script that caseload did not run. */
  origin: z.enum(['caseload', 'foreign']),
  runId: textOrNull,
  scenario: textOrNull,
  profile: textOrNull,
  /** What the command line changed of the profile. */
  changes: z.array(text),
  /** A journey is its steps in their order. */
  isList: z.boolean(),
  /** How a journey with branches goes. */
  outline: text.exactOptional(),
  /** ISO 8601 instant at which k6 was started. */
  startedAt: textOrNull,
  /** From k6's start to its end. */
  durationMs: orNull,
  /** By how much the wall clock was set meanwhile: instants of the samples are off by it. */
  clockStepMs: number.optional(),
  ending: endingSchema,
  sameHost: z.boolean().nullable(),
  /** Where the load went: the reference shop, or a URL. */
  target: z.strictObject({ kind: z.enum(['shop', 'recipe', 'url']), url: textOrNull }).nullable(),
  /** A remark of the user's. */
  note: text.exactOptional(),
  /** The command that repeats this run. */
  command: textOrNull,
});

/** The load as planned: the schedule, the VUs and the limits. */
const loadSchema = z.strictObject({
  executor: text,
  /** Journeys start at random, independently of each other; without it they are evenly spaced. */
  arrivals: z.literal('poisson').exactOptional(),
  scheduled: orNull,
  durationMs: number,
  peakRps: orNull,
  warmUp: z.strictObject({ rateRps: number, durationMs: number }).nullable(),
  /** The longest that the pauses of a journey take together; no latency has them in it. */
  pausesMs: number.exactOptional(),
  virtualUsers: z.strictObject({ count: number, wanted: number, capped: z.boolean(), chosen: z.boolean() }).nullable(),
  requestTimeoutMs: orNull,
  gracefulStopMs: orNull,
  /** How test users were made and assigned, and how many rows of the user's file are duplicates. */
  fixtures: z.strictObject({ mode: text, count: number, duplicates: number }).nullable(),
});

/** One of the slowest requests of a step that went well, or of the first that failed. */
const tracedRequestSchema = z.strictObject({
  step: text,
  ms: number,
  /** When it began, from the schedule's origin on. */
  atMs: number,
  /** Why it failed; null where it did not. */
  cause: textOrNull,
  /** W3C Trace Context: of its journey. */
  traceId: text,
});

const latencyGroupSchema = z.strictObject({
  requests: requestsSchema,
  steps: z.array(stepSchema),
  /** Of journeys that finished. */
  journeys: latencySchema.nullable(),
  distributions: z.array(distributionSchema),
  selection: z.array(selectionSchema).nullable(),
  /** Requests whose traces are worth looking at; left out where none were sent. */
  traces: z.array(tracedRequestSchema).exactOptional(),
});

const seriesGroupSchema = z.strictObject({ stages: z.array(stageSchema), windows: windowsSchema.nullable() });

/** By what k6 says of a metric, never by its name: `perSecond` is a Counter's rate, `number` has no unit. */
const unitSchema = z.enum(['ms', 'ratio', 'perSecond', 'bytes', 'bytesPerSecond', 'number']);

/** WARN: missed, by an objective that only warns. */
export const objectiveResultSchema = z.strictObject({
  objective: objectiveSchema,
  /** In k6's own terms where it has them. */
  text,
  status: objectivesStatus,
  /** null without data. */
  value: orNull,
  unit: unitSchema,
  /** Requests that were open at the end or ended at the timeout could move it up: print "≥". */
  isLowerBound: z.boolean(),
  /** Samples behind the value, null where the files lack the count; and how many it needs. */
  n: orNull,
  neededN: number,
  interval: intervalSchema.nullable(),
});

/** A threshold of k6: what k6 made of it, and what the samples say. */
const thresholdResultSchema = z.strictObject({
  metric: text,
  expression: text,
  isOk: z.boolean(),
  /** From k6's summary, or where it lacks it from the samples; null where neither has it. */
  value: orNull,
  unit: unitSchema,
  /** Samples of the metric; null where it cannot be known. 0 means that k6 passed it without data. */
  n: orNull,
  /** The same threshold over the samples; null where they cannot say. */
  holds: z.boolean().nullable(),
});

/** Its name has as much of its group's path (`login::submit::accepted`) as distinguishes it from the others. */
const checkSchema = z.strictObject({ name: text, passes: number, fails: number });

/** What was expected of the target, and what was met. */
const objectivesGroupSchema = z.strictObject({
  results: z.array(objectiveResultSchema),
  thresholds: z.array(thresholdResultSchema),
  checks: z.array(checkSchema),
  integrity: integritySchema.nullable(),
  /** Why a target that can check its data did not. */
  integrityTrouble: textOrNull,
});

/** How the generator did what it was asked to. */
const generatorSchema = z.strictObject({
  /** How much later than due journeys began or were dropped; null where the counts do not match one to one. */
  lag: z.strictObject({ n: number, p50Ms: number, p99Ms: number, maxMs: number }).nullable(),
  /** CPU time of k6 per second of the load, in cores; null where the system does not say. */
  cpu: z.strictObject({ meanCores: number, maxCores: number, cores: number }).nullable(),
  /** The host's CPU: busy of all, and taken by other virtual machines. */
  host: z
    .strictObject({
      busyRatioMean: number,
      stealRatioMean: number,
      /** Of programs that are neither k6 nor the target; left out where a target may have unknown ones on this host. */
      foreignRatioMean: number.exactOptional(),
      /** The same before the load, for a target at a URL. */
      foreignRatioBefore: number.exactOptional(),
    })
    .nullable(),
});

/** What k6 logged; the most frequent messages, with `#` for the numbers in them. */
const logSchema = z.strictObject({
  errors: number,
  /** null for a log without levels. */
  warnings: orNull,
  /** Of the errors: exceptions of the script. */
  exceptions: number,
  messages: z.array(z.strictObject({ level: text, text, count: number })),
  /** Requests that the generator's own limits kept from the target; those that were not reached are left out. */
  limits: z.partialRecord(z.enum(['files', 'ports', 'memory', 'proxy', 'names']), number).optional(),
});

/** What the figures rest on. */
const provenanceSchema = z.strictObject({
  source: z.enum(['samples', 'summary', 'none']),
  /** Latencies of single samples, or from histograms (error at most 0.05 %). */
  precision: z.enum(['exact', 'histogram']),
  /** Stamps of foreign samples may be whole seconds, too coarse for windows and stages. */
  stampMs: orNull,
  recorded: z.enum(['samples', 'journeys', 'none']),
  /** Samples were to be recorded, and a file is missing or not whole. */
  isTruncated: z.boolean(),
  malformedRows: number,
  /** Metrics with data that are not k6's of HTTP and iterations: of other protocols, or the script's own. */
  otherMetrics: z.array(text).default([]),
  hasSummary: z.boolean(),
  /** The load was so long that k6 was to write no summary. */
  isSamplesOnly: z.literal(true).optional(),
  /** The file was written by `--summary-export`, whose thresholds are true when they failed. */
  isSummaryExport: z.boolean(),
  /** A count in which summary and samples differ: files of two runs, or one that is not whole. */
  mismatch: z.strictObject({ metric: text, inSummary: number, inSamples: number }).nullable(),
  log: logSchema.nullable(),
  inputs: z.array(z.strictObject({ name: text, sizeBytes: number, sha256: text, rows: orNull })),
});

export const resultSchema = z
  .strictObject({
    schemaVersion: z.literal(3),
    run: runSchema,
    load: loadSchema.nullable(),
    accounting: accountingSchema,
    latency: latencyGroupSchema,
    /** A sample of what the target answered; left out where nothing is known of it. */
    responses: responsesSchema.optional(),
    series: seriesGroupSchema,
    /** Left out of a load that is too short, or whose rate changes. */
    soak: soakSchema.optional(),
    /** Left out where nothing was read, and of a load without windows. */
    signals: signalsSchema.optional(),
    /** Left out where nothing of the target was watched. */
    cost: journeyCostSchema.exactOptional(),
    objectives: objectivesGroupSchema,
    generator: generatorSchema.nullable(),
    provenance: provenanceSchema,
  })
  .meta({
    title: 'caseload result',
    description: 'The result of a run, read from its artifacts. What is not known is null.',
  });

/** The result of a run. Written as result.json. */
export type RunResult = Document<typeof resultSchema>;
export type MetricUnit = z.infer<typeof unitSchema>;
export type Ending = Document<typeof endingSchema>;
export type Integrity = Document<typeof integritySchema>;
export type LoadFacts = Document<typeof loadSchema>;
export type ObjectiveResult = Document<typeof objectiveResultSchema>;
export type ThresholdResult = Document<typeof thresholdResultSchema>;
export type CheckResult = Document<typeof checkSchema>;
export type Generator = Document<typeof generatorSchema>;
export type LogFacts = Document<typeof logSchema>;
export type TracedRequest = Document<typeof tracedRequestSchema>;
export type InputFile = RunResult['provenance']['inputs'][number];
