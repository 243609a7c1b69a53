import * as z from 'zod';

/** A value that a collector read during a run: a line of signals.ndjson. */
export const signalSchema = z.object({
  /** Since the epoch. */
  atMs: z.number(),
  /** The collector. */
  source: z.string(),
  channel: z.string(),
  /** In the unit that the collector declares for the channel. */
  value: z.number(),
});

export type Signal = z.infer<typeof signalSchema>;

/** The collectors that results are made of. */
export const signalSources = { generatorCpu: 'generator-cpu', hostCpu: 'host-cpu' } as const;
