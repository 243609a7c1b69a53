import { type Document, number, text, textOrNull } from './fields.ts';
import * as z from './zod.ts';

const hostSchema = z.strictObject({
  cpuModel: text,
  cpuCount: number,
  memoryBytes: number,
  os: text,
  kernel: text,
  arch: text,
});

const targetSchema = z.strictObject({
  kind: z.enum(['shop', 'recipe', 'url']),
  url: text,
  settings: z.record(text, z.union([text, number, z.boolean(), z.null()])).nullable(),
});

export const environmentSchema = z
  .strictObject({
    schemaVersion: z.literal(1),
    host: hostSchema,
    versions: z.strictObject({ caseload: text, k6: text, node: text, database: textOrNull }),
    /** Where k6 comes from. */
    engine: z.strictObject({ source: text }),
    target: targetSchema,
    /** The generator and the target share this machine's cores. */
    sameHost: z.boolean(),
    git: z.strictObject({ commit: text, isDirty: z.boolean() }).nullable(),
  })
  .meta({
    title: 'caseload environment',
    description: 'Where and with what a run was made: environment.json. Holds no secret.',
  });

/** Where and with what a run was made: what two runs must share to be compared. Holds no secret. environment.json. */
export type Environment = Document<typeof environmentSchema>;
