import { type Document, number, orNull, text, textOrNull } from './fields.ts';
import { objectiveSchema } from './objective-schema.ts';
import * as z from './zod.ts';

/** What a sustainable rate must meet. */
const limit = z.strictObject({
  objective: objectiveSchema,
  /** The part of its units (requests or journeys) that may be bad: 0.05 for a p95. */
  badRatio: number,
  /** A unit that takes longer is bad; null where only a failure is. */
  latencyMs: orNull,
});

export const capacityGoalSchema = z.strictObject({
  limits: z.array(limit).min(1),
  /** Wanted half-width of the 90 % interval, as a part of the rate. */
  widthRatio: number,
  /** Seconds of load for the search; the confirmation comes on top. */
  budgetSeconds: number,
  minRateRps: number,
  maxRateRps: number,
  /** `even`: k6's own pacing. `poisson`: independent arrivals. */
  arrivals: z.enum(['even', 'poisson']),
  seed: z.int(),
});

/** Why a rate is tried. */
const purpose = z.enum([
  'warm-up',
  'baseline',
  'scout',
  'refine',
  'confirm',
  'anchor',
  'reference',
  'overload',
  'after',
]);

/** Counts of each whole second of a trial, from its start; requests and journeys belong to the second they began in. */
const seconds = z.strictObject({
  /** Journeys. */
  started: z.array(number),
  /** Journeys that were due, but not started. */
  dropped: z.array(number),
  /** Journeys that succeeded, by the second of their end. */
  succeeded: z.array(number),
  /** Journeys that failed, by the second of their end. */
  failed: z.array(number),
  /** Journeys that were open at the second's end. */
  inFlight: z.array(number),
  /** Of the journeys that began in it and have ended, ms. */
  latencySumMs: z.array(number),
  /** For each limit: units that have ended, or have been open for longer than its latency. */
  units: z.array(z.array(number)),
  /** For each limit: those of them that are bad. */
  bad: z.array(z.array(number)),
});

export const trialSchema = z.strictObject({
  purpose,
  rateRps: number,
  /** Load before the measured part. */
  settleSeconds: number,
  measureSeconds: number,
  ending: z.enum(['completed', 'overloaded', 'generator-limited', 'target-died', 'did-not-recover']),
  /** One sentence for an ending other than `completed`. */
  detail: textOrNull,
  /** The target's own check of its data after it; null where it has none. */
  isConsistent: z.boolean().nullable(),
  /** The wait without load before it; null where there was none. */
  drain: z.strictObject({ seconds: number, isRecovered: z.boolean() }).nullable(),
  seconds,
});

const interval = z.strictObject({ lowRps: number, highRps: number });

const flag = z.enum([
  /** The target did not meet a limit at the lowest rate. */
  'limit-missed-unloaded',
  /** The limit is near the unloaded service time: the rate is ill-conditioned. */
  'service-limited',
  /** No rate up to the highest one, or that the generator could make, was too much. */
  'never-saturated',
  'generator-limited',
  /** Trials contradict each other, or the interval is more than three times as wide as asked for. */
  'irregular',
  /** The load was spent before the interval was as narrow as asked for. */
  'budget-spent',
  'did-not-recover',
  /** The lowest rate was slower or faster after the search than before it. */
  'drift',
  'target-died',
  /** It refuses journeys rather than letting them wait. */
  'sheds-load',
  'not-confirmed',
  'stopped',
]);

export const capacityAnswerSchema = z.strictObject({
  /** One for each limit of the goal, in their order; null where nothing can be said. */
  limits: z.array(z.strictObject({ rateRps: orNull, interval: interval.nullable() })),
  /** Number of the limit that decides: the one with the lowest rate. */
  decidedBy: z.int(),
  /** The highest sustainable rate (posterior median), journeys per second. */
  rateRps: orNull,
  /** Nominal 90 %. */
  interval: interval.nullable(),
  /** The rate that was held in the confirmation, and met all limits. */
  confirmedRps: orNull,
  /** Successful journeys per second in overload. */
  saturationRps: orNull,
  /** Seconds of load in all trials. */
  loadSeconds: number,
  flags: z.array(flag),
});

/** A search for the highest sustainable rate: capacity.json, written after each trial. */
export const capacitySchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    goal: capacityGoalSchema,
    /** Each with the name of its run. */
    trials: z.array(trialSchema.extend({ run: text })),
    answer: capacityAnswerSchema,
  })
  .meta({ title: 'caseload capacity', description: 'A search for the highest sustainable rate: capacity.json.' });

export type Capacity = Document<typeof capacitySchema>;
export type CapacityLimit = Document<typeof limit>;
export type CapacityGoal = Document<typeof capacityGoalSchema>;
export type Trial = Document<typeof trialSchema>;
export type TrialSeconds = Trial['seconds'];
export type CapacityAnswer = Document<typeof capacityAnswerSchema>;
export type CapacityFlag = Document<typeof flag>;

/** A trial to be made. */
export interface TrialPoint {
  readonly purpose: Trial['purpose'];
  readonly rateRps: number;
  readonly settleSeconds: number;
  readonly measureSeconds: number;
  /** No load until the target is as fast as at the start again. */
  readonly drainBefore: boolean;
  /**
   * The trial ends as `overloaded` when, for any limit, more than this part of the units that ended, or were open for
   * longer than the limit, in the last `windowSeconds` is bad; not before that many seconds and 20 such units. null: it
   * goes on to its end, whatever happens.
   */
  readonly abort: { readonly badRatio: number; readonly windowSeconds: number } | null;
}
