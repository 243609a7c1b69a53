import * as z from 'zod';
import { type Document, number, text } from './fields.ts';

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
} as const;
