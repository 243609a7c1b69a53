import { type ArrivalRate as ArrivalSchedule, stageSpans } from '../contract/arrival-rate.ts';
import { isPoisson, maxDrawn } from '../contract/poisson-arrivals.ts';
import { type Document, number, orNull, text } from './fields.ts';
import { objectiveSchema } from './objective-schema.ts';
import * as z from './zod.ts';

const stagePlanSchema = z.strictObject({
  index: number,
  /** Rates are journeys per second. */
  fromRps: number,
  toRps: number,
  /** Offset from the schedule's origin. */
  startMs: number,
  durationMs: number,
  /** Journeys due in this stage, by the closed form. */
  scheduled: number,
  /** A plateau starts and ends at the same rate; a step takes no time. */
  shape: z.enum(['ramp', 'plateau', 'step']),
});

/** In k6's own fields: whole rates per time unit. */
const arrivalSchema = z
  .strictObject({
    startRate: number,
    timeUnitMs: number,
    stages: z.array(z.strictObject({ target: number, durationMs: number })),
    /** Of Poisson arrivals, which are drawn from it; evenly spaced ones have none. */
    seed: z.int().exactOptional(),
  })
  .refine(canBeDrawn, 'has more Poisson arrivals than are drawn');

/** Who reads the plan draws them again: as many as were asked for, give or take the last ones. */
function canBeDrawn(arrival: ArrivalSchedule): boolean {
  return !isPoisson(arrival) || stageSpans(arrival).every(({ after }) => after <= 2 * maxDrawn);
}

/** A load without a schedule: each of its VUs starts its next journey when the last has ended. */
const closedSchema = z.strictObject({
  /** The most at once. */
  vus: number,
  /** Journeys at the most; null where time alone ends it. */
  journeys: orNull,
  /** The executor's fields as k6 takes them. */
  k6: z.record(text, z.union([text, number, z.array(z.strictObject({ target: number, duration: text }))])),
});

const virtualUsersSchema = z.strictObject({
  /** All of them exist before the load starts: k6 drops journeys while it adds VUs. */
  count: number,
  /** ceil(1.5 × peak rate × sum of the steps' time limits), or the most at once of Poisson arrivals, before the cap. */
  wanted: number,
  capped: z.boolean(),
  /** Set by `--vus`. */
  chosen: z.boolean(),
  memoryMiB: number,
});

const usersSchema = z.strictObject({
  name: text,
  provides: z.array(text),
  mode: z.enum(['per-vu', 'per-journey', 'file']),
  /** Users needed: one for each VU, or one for each journey (warm-up included). */
  count: number,
  file: text.exactOptional(),
  /** Users who appear more than once in the user's own file: they would be in several journeys at once. */
  duplicates: number,
});

const dataSchema = z.strictObject({
  source: z.enum(['csv', 'json', 'values']),
  /** From the folder of the scenario. */
  file: text.exactOptional(),
  values: z.array(z.json()).exactOptional(),
  order: z.enum(['in-order', 'random', 'unique']),
  /** Key of the flow → column. */
  columns: z.record(text, text),
  rows: number,
});

const targetSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('shop') }),
  /** The user's own service, which is started for the run by this command. */
  z.strictObject({ kind: z.literal('recipe'), start: text }),
  /** Names of headers only: their values may be secrets. */
  z.strictObject({ kind: z.literal('url'), url: text, headerNames: z.array(text), insecure: z.boolean() }),
]);

const scenarioSchema = z.strictObject({
  name: text,
  steps: z.array(
    z.strictObject({
      name: text,
      check: text,
      timeLimitMs: number,
      /** Its request may be sent more than once: only its own Rate counts its attempts. */
      isRepeated: z.literal(true).exactOptional(),
    }),
  ),
  /** Between the steps of a list, by how many of these come before. */
  pauses: z
    .array(z.strictObject({ before: number, fromMs: number, toMs: number, meanMs: number.exactOptional() }))
    .exactOptional(),
  /** Of a journey with parts that are chosen, repeated or left out: the longest way, and its requests on average. */
  branches: z
    .strictObject({ outline: text, limitMs: number, pausesMs: number, requests: number, maxRequests: number })
    .exactOptional(),
  /** A journey is its steps in their order. */
  isList: z.boolean(),
});

const warmUpSchema = z.strictObject({
  rateRps: number,
  durationMs: number,
  scheduled: number,
  arrival: arrivalSchema,
});

export const planSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    toolVersion: text,
    runId: text,
    scenario: scenarioSchema,
    profile: z.strictObject({ name: text, executor: text, changes: z.array(text) }),
    /** The schedule of an open load. */
    arrival: arrivalSchema.exactOptional(),
    closed: closedSchema.exactOptional(),
    /** None of a closed load. */
    stages: z.array(stagePlanSchema),
    peakRps: orNull,
    durationMs: number,
    /** Journeys due in the load; null of a closed one, which has no schedule. */
    scheduled: orNull,
    /** If every journey performs every step. */
    scheduledRequests: orNull,
    warmUp: warmUpSchema.exactOptional(),
    virtualUsers: virtualUsersSchema,
    requestTimeoutMs: number,
    gracefulStopMs: number,
    users: usersSchema.exactOptional(),
    /** Test data that journeys start with. */
    data: z.array(dataSchema).exactOptional(),
    objectives: z.array(objectiveSchema),
    /** k6's own form of the objectives and of the checks on the script itself. */
    thresholds: z.record(text, z.array(text)),
    /** k6 stops at the first of its thresholds that fails. */
    abortOnFail: z.boolean(),
    /** `journeys`: samples that carry the VU, so that requests can be put together to journeys. */
    record: z.enum(['samples', 'journeys', 'none']),
    /** Requests carry the trace id of their journey, whose first 16 digits are these. */
    tracePrefix: text.regex(/^[0-9a-f]{16}$/).exactOptional(),
    /** The load is so long that k6 keeps no metrics of its own: all that is judged comes from the samples. */
    isSamplesOnly: z.literal(true).exactOptional(),
    target: targetSchema,
    /** A remark of the user's. */
    note: text.exactOptional(),
    /** The command that repeats this run, secrets left out. */
    command: text,
    warnings: z.array(text),
  })
  .meta({ title: 'caseload plan', description: 'All that is decided before anything is started: plan.json.' });

/**
 * Everything that is decided before anything is started. Written as plan.json; enough to repeat the run and to read its
 * artifacts.
 */
export type RunPlan = Document<typeof planSchema>;
export type StagePlan = Document<typeof stagePlanSchema>;
/** The ramping-arrival-rate executor that runs the load. */
export type ArrivalRate = Document<typeof arrivalSchema>;
export type ClosedLoad = Document<typeof closedSchema>;
export type VirtualUsers = Document<typeof virtualUsersSchema>;
export type UsersPlan = Document<typeof usersSchema>;
export type TargetPlan = Document<typeof targetSchema>;

/** The longest that the pauses of a journey may take together, ms. */
export const longestPausesMs = ({ pauses = [], branches }: RunPlan['scenario']): number =>
  branches?.pausesMs ?? pauses.reduce((sum, { toMs }) => sum + toMs, 0);
