import { type Document, number, text } from './fields.ts';
import * as z from './zod.ts';

export const signalSchema = z
  .strictObject({
    /** Since the epoch. */
    atMs: number,
    /** The collector. */
    source: text,
    channel: text,
    /** In the unit that the collector declares for the channel. */
    value: number,
  })
  .meta({ title: 'caseload signal', description: 'A value read during a run: one line of signals.ndjson.' });

/** A value that a collector read during a run: a line of signals.ndjson. */
export type Signal = Document<typeof signalSchema>;

/** The collectors that results are made of. */
export const signalSources = {
  generatorCpu: 'generator-cpu',
  hostCpu: 'host-cpu',
  targetProcesses: 'target-processes',
  targetDatabase: 'target-database',
  targetThreads: 'target-threads',
  nodeRuntime: 'node-runtime',
  databaseSessions: 'database-sessions',
  databaseStatements: 'database-statements',
  cpuProfile: 'cpu-profile',
  targetMetrics: 'target-metrics',
} as const;

const counters: readonly RegExp[] = [
  /^generator-cpu cpu$/,
  /^host-cpu /,
  /^target-processes \w+\.cpu$/,
  /^target-threads (main|others|runDelay)$/,
  /^node-runtime gc$/,
  /^database-statements calls$/,
  // By Prometheus's rules for names.
  /^target-metrics \w+(_total|_sum|_count)(\{.*)?$/,
];

/** Whether a channel counts (seconds, statements), and never falls. */
export const isCounter = (source: string, channel: string): boolean =>
  counters.some((pattern) => pattern.test(`${source} ${channel}`));

/** What a session of the database does, after PostgreSQL's wait events. */
export const sessionClasses = ['idle', 'idleInTransaction', 'cpu', 'lock', 'io', 'client', 'other'] as const;
export type SessionClass = (typeof sessionClasses)[number];

const statementSchema = z.strictObject({
  class: z.enum(sessionClasses),
  /** Without the values in it. */
  text,
  /** How many sessions were at it, on average. */
  sessions: number,
});

/** What the sessions of the target's database did in some seconds. */
export const activitySliceSchema = z.strictObject({
  /** Since the epoch. */
  atMs: number,
  durationMs: number,
  samples: number,
  statements: z.array(statementSchema),
  /** Of sessions that others wait for, and that wait for none. */
  blockers: z.array(statementSchema),
  /** Relations of whose rows sessions wait for a lock. */
  relations: z.array(z.strictObject({ name: text, waiting: number })),
});

/** What the statements of the load cost the database, by pg_stat_statements. */
export const statementCostsSchema = z.strictObject({
  costs: z.array(
    z.strictObject({
      id: text,
      text,
      calls: number,
      totalMs: number,
      rows: number,
      blocks: number,
      walBytes: number,
    }),
  ),
});

/** Packages with native code in the target's process. */
export const addonsSchema = z.strictObject({ addons: z.array(text) });

export type ActivitySlice = Document<typeof activitySliceSchema>;
