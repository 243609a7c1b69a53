import type { Scenario } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import * as z from '../model/zod.ts';
import { typeCheck } from './module-error.ts';

const callable = z.custom<(...args: never[]) => unknown>((value) => typeof value === 'function', 'is not a function');
const taken = z.union([z.string(), z.strictObject({ what: z.string(), needsBody: z.boolean(), read: callable })]);
const step = z.looseObject({
  name: z.string(),
  needs: z.array(z.string()),
  provides: z.record(z.string(), z.union([taken, z.strictObject({ optional: taken })])),
  request: callable,
  expect: z.looseObject({ status: z.array(z.int()), body: z.record(z.string(), callable).optional() }),
  timeLimitMs: z.number().positive(),
  timeoutMs: z.number().positive().optional(),
  retry: z
    .looseObject({ times: z.int().positive(), on: z.array(z.int()), waitMs: z.number().nonnegative().optional() })
    .optional(),
  poll: z.looseObject({ until: callable, everyMs: z.number().nonnegative(), times: z.int().positive() }).optional(),
});
const pause = z.looseObject({ fromMs: z.number(), toMs: z.number() });
const element: z.ZodType = z.lazy(() =>
  z.union([
    step,
    z.looseObject({ think: pause }),
    z.looseObject({
      choose: z.array(z.looseObject({ name: z.string(), weight: z.number(), steps: z.array(element) })),
    }),
    z.looseObject({ repeat: z.array(element), times: z.looseObject({ from: z.number(), to: z.number() }) }),
    z.looseObject({ when: callable, steps: z.array(element) }),
  ]),
);
const users = z.looseObject({ name: z.string(), provides: z.array(z.string()), steps: z.array(step) });
const column = z.strictObject({
  source: z.enum(['csv', 'json', 'values']),
  file: z.string().optional(),
  values: z.array(z.unknown()).optional(),
  order: z.enum(['in-order', 'random', 'unique']),
  column: z.string().optional(),
});
const scenario = z.looseObject({
  name: z.string(),
  summary: z.string(),
  steps: z.array(step),
  users: users.optional(),
  elements: z.array(element).optional(),
  data: z.record(z.string(), z.union([z.array(z.unknown()), column])).optional(),
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
