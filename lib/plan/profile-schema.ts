import type { Profile } from '../contract/profile.ts';
import { UsageError } from '../model/errors.ts';
import * as z from '../model/zod.ts';
import { executors } from './executors/all.ts';
import { positiveMs, rateRps } from './executors/fields.ts';

const base = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  summary: z.string().min(1),
  warmUp: z.strictObject({ rateRps, durationMs: positiveMs }).optional(),
};

const [first, ...others] = executors.map(({ name, fields }) =>
  z.strictObject({ ...base, executor: z.literal(name), ...fields }),
);
const profileSchema = z.discriminatedUnion('executor', [first as NonNullable<typeof first>, ...others]);

/** A profile whose every field is what it should be. Throws a UsageError that names the file and the field. */
export function parseProfile(raw: unknown, file: string): Profile {
  const parsed = profileSchema.safeParse(raw);
  if (parsed.success) return parsed.data as unknown as Profile;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the default export';
  throw new UsageError(`${file}: ${field}: ${issue?.message ?? 'is not a profile'}`, {
    hint: 'docs/profiles.md describes profiles',
  });
}
