import { existsSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import type { Config } from '../model/config.ts';
import { HarnessError, UsageError } from '../model/errors.ts';
import { importTypeScript } from './import-typescript.ts';

const name = 'caseload.config.ts';
const texts = z.array(z.string());
const command = z.string().trim().min(1);

const configSchema = z.strictObject({
  objectives: z.union([texts, z.record(z.string(), texts)]).optional(),
  target: z
    .strictObject({
      build: command.optional(),
      start: command,
      ready: z.string().startsWith('/').optional(),
      reset: command.optional(),
      buildSeconds: z.number().positive().optional(),
    })
    .optional(),
  gate: z
    .strictObject({
      scenario: z.string().optional(),
      profile: z.string().optional(),
      pairs: z.int().min(1).max(100).optional(),
      budget: z.string().optional(),
      alpha: z.union([z.literal(0.05), z.literal(0.01)]).optional(),
      limitPercent: z.number().positive().max(1_000).optional(),
    })
    .optional(),
});

/**
 * The configuration in the folder; an empty one where there is none. Throws a UsageError that names the field that is
 * wrong.
 */
export async function readConfig(folder: string): Promise<Config> {
  const file = join(folder, name);
  if (!existsSync(file)) return {};
  const module = await importTypeScript(file).catch((cause: unknown) => {
    if (cause instanceof HarnessError) throw cause;
    throw new UsageError(`${name} cannot be read: ${(cause as Error).message.split('\n')[0]}`, {
      hint: 'mend the file',
      cause,
    });
  });
  const parsed = configSchema.safeParse(module.default ?? {});
  if (parsed.success) return parsed.data as Config;
  const [issue] = parsed.error.issues;
  throw new UsageError(`${name}: ${issue?.path.join('.') || 'its default export'}: ${issue?.message}`, {
    hint: 'see docs/gates.md for what it may say',
  });
}

/** The objectives that a configuration adds to a scenario, as they are written. */
export const objectivesOfConfig = ({ objectives = [] }: Config, scenario: string): readonly string[] =>
  Array.isArray(objectives)
    ? objectives
    : ((objectives as Readonly<Record<string, readonly string[]>>)[scenario] ?? []);
