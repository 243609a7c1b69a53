import { type Document, number, orNull, text, textOrNull } from './fields.ts';
import { activitySliceSchema, statementCostsSchema } from './signal.ts';
import * as z from './zod.ts';

/* What was read of the target while the load ran, as part of a result. */

/** A box of a flame graph; parts are of the time that was not idle. */
const flameNodeSchema = z.strictObject({ depth: number, from: number, ratio: number, name: text, group: text });

/** What a CPU profile of the target's process says. Ratios are of the time that was not idle. */
const cpuProfileSchema = z.strictObject({
  durationMs: number,
  busyRatio: number,
  samples: number,
  /** By package, `node:core`, `app` (the service's own code) and `engine`. */
  groups: z.array(z.strictObject({ name: text, selfRatio: number })),
  /** Native frames count as their callers'. */
  functions: z.array(
    z.strictObject({
      name: text,
      group: text,
      file: text,
      line: orNull,
      /** For whom a function of Node.js mostly worked: a function of a package or of the service. */
      calledBy: textOrNull,
      selfRatio: number,
      inclusiveRatio: number,
    }),
  ),
  flame: z.array(flameNodeSchema),
});

/**
 * What collectors read while the load ran, in windows of `windowMs` from the schedule's origin on. Counters are per
 * second there (of seconds: cores, parts of the time); of anything else it is the mean.
 */
export const signalsSchema = z.strictObject({
  windowMs: number.positive(),
  series: z.array(z.strictObject({ source: text, channel: text, values: z.array(orNull) })),
  /** Collectors that had nothing to read, and why. */
  absent: z.array(z.strictObject({ source: text, because: text })),
  /** Packages with native code in the target's process, which its thread pool may be busy with. */
  addons: z.array(text).exactOptional(),
  cpuProfile: cpuProfileSchema.exactOptional(),
  /** What the target's database did; left out where nobody looked. */
  database: z
    .strictObject({
      slices: z.array(activitySliceSchema),
      costs: statementCostsSchema.shape.costs,
    })
    .exactOptional(),
});

export type CpuProfile = Document<typeof cpuProfileSchema>;
export type FlameNode = Document<typeof flameNodeSchema>;
export type Signals = Document<typeof signalsSchema>;
