import { type AnyStep, type Scenario, takenBy } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import { unknownName } from './did-you-mean.ts';

const stepNamePattern = /^[a-z][a-z0-9_-]*$/;
const fieldPattern = /^[\w-]+(\.[\w-]+)*$/;

/**
 * Throws a UsageError for what the types cannot see in a scenario: names and field paths that k6 would not take,
 * objectives on steps that are not there.
 */
export function checkScenario({ name, steps, pauses, users, data = {}, run, objectives }: Scenario): void {
  if (run !== undefined && pauses !== undefined) {
    throw new UsageError(`scenario '${name}' has think() among its steps, and a run`, {
      hint: 'run pauses by session.pause(seconds)',
    });
  }
  for (const step of [...(users?.steps ?? []), ...steps]) checkStep(step);
  checkNeeds(users?.steps ?? [], []);
  if (run === undefined) checkNeeds(steps, [...(users?.provides ?? []), ...Object.keys(data)]);
  const known = steps.map((step) => step.name);
  for (const objective of objectives) {
    if ('step' in objective && objective.step !== undefined && !known.includes(objective.step)) {
      // It would never have data.
      throw unknownName(`step of an objective of scenario '${name}':`, objective.step, known);
    }
  }
}

/** The compiler's check again, for files that were not compiled. */
function checkNeeds(steps: readonly AnyStep[], provided: readonly string[]): void {
  const known = new Set(provided);
  for (const step of steps) {
    const missing = step.needs.find((key) => !known.has(key));
    if (missing !== undefined) {
      throw new UsageError(
        `step '${step.name}' needs '${missing}', which no prepared user and no earlier step provides`,
        {
          hint: 'put a step that provides it before this one, or prepare users that have it',
        },
      );
    }
    for (const key of Object.keys(step.provides)) known.add(key);
  }
}

function checkStep({ name, expect, provides }: AnyStep): void {
  const hint = 'correct it in scenarios/steps';
  if (!stepNamePattern.test(name)) throw new UsageError(`step name '${name}' must match ${stepNamePattern}`, { hint });
  if (expect.status.length === 0) throw new UsageError(`step '${name}' expects no status`, { hint });
  const wrong = Object.values(provides)
    .map(takenBy)
    .find((from) => typeof from === 'string' && !fieldPattern.test(from));
  if (wrong !== undefined)
    throw new UsageError(`step '${name}' provides from '${wrong}', which is not a field path`, { hint });
}
