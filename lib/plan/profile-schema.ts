import * as z from 'zod';
import type { Profile } from '../contract/profile.ts';
import { UsageError } from '../model/errors.ts';

const rateRps = z.number().min(0.001).max(1e6);
const targetRps = z.number().min(0).max(1e6);
const durationMs = z.number().min(0).max(604_800_000);
const base = {
  name: z.string().regex(/^[a-z0-9][a-z0-9-]*$/),
  summary: z.string().min(1),
  warmUp: z.strictObject({ rateRps, durationMs: durationMs.positive() }).optional(),
};

const profileSchema = z.discriminatedUnion('executor', [
  z.strictObject({
    ...base,
    executor: z.literal('ramping-arrival-rate'),
    startRps: targetRps.optional(),
    stages: z.array(z.strictObject({ targetRps, durationMs })).min(1),
  }),
  z.strictObject({ ...base, executor: z.literal('constant-arrival-rate'), rateRps, durationMs: durationMs.positive() }),
]);

/** A profile whose every field is what it should be. Throws a UsageError that names the file and the field. */
export function parseProfile(raw: unknown, file: string): Profile {
  const parsed = profileSchema.safeParse(raw);
  if (parsed.success) return parsed.data as Profile;
  const [issue] = parsed.error.issues;
  const field = issue?.path.join('.') || 'the default export';
  throw new UsageError(`${file}: ${field}: ${issue?.message ?? 'is not a profile'}`, {
    hint: 'docs/profiles.md describes profiles',
  });
}
