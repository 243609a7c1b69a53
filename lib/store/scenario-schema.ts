import type { Scenario } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import * as z from '../model/zod.ts';
import { typeCheck } from './module-error.ts';

const callable = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'is not a function');
const step = z.looseObject({
  name: z.string(),
  needs: z.array(z.string()),
  provides: z.record(z.string(), z.union([z.string(), z.strictObject({ optional: z.string() })])),
  request: callable,
  expect: z.looseObject({ status: z.array(z.int()) }),
  timeLimitMs: z.number().positive(),
});
const users = z.looseObject({ name: z.string(), provides: z.array(z.string()), steps: z.array(step) });
const scenario = z.looseObject({
  name: z.string(),
  summary: z.string(),
  steps: z.array(step),
  users: users.optional(),
  run: callable.optional(),
  objectives: z.array(z.looseObject({ kind: z.string() })),
});

/**
 * A scenario as a file exports it: the compiler's rules again, for files that were not compiled. Throws a UsageError
 * that names the field.
 */
export function parseScenario(value: unknown, file: string): Scenario {
  const { success, error } = scenario.safeParse(value);
  if (success) return value as Scenario;
  const [first] = error.issues;
  throw new UsageError(`${file}: ${first?.path.join('.') || 'its default export'}: ${first?.message}`, {
    hint: `make it with defineScenario() and defineStep(); ${typeCheck} says more`,
  });
}
