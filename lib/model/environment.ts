import * as z from 'zod';

/** Where and with what a run was made: what two runs must share to be compared. Holds no secret. environment.json. */
export const environmentSchema = z.object({
  schemaVersion: z.literal(1),
  host: z.object({
    cpuModel: z.string(),
    cpuCount: z.number(),
    memoryBytes: z.number(),
    os: z.string(),
    kernel: z.string(),
    arch: z.string(),
  }),
  versions: z.object({ caseload: z.string(), k6: z.string(), node: z.string(), database: z.string().nullable() }),
  engine: z.object({ source: z.string() }),
  target: z.object({
    kind: z.enum(['shop', 'recipe', 'url']),
    url: z.string(),
    settings: z.record(z.string(), z.unknown()).nullable(),
  }),
  /** The generator and the target share this machine's cores. */
  sameHost: z.boolean(),
  git: z.object({ commit: z.string(), isDirty: z.boolean() }).nullable(),
});

export type Environment = z.infer<typeof environmentSchema>;
