import { visit } from '../contract/elements.ts';
import { type AnyStep, type Scenario, type ScenarioElement, takenBy } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import { unknownName } from './did-you-mean.ts';

const stepNamePattern = /^[a-z][a-z0-9_-]*$/;
const fieldPattern = /^[\w-]+(\.[\w-]+)*$/;

/**
 * Throws a UsageError for what the types cannot see in a scenario: names and field paths that k6 would not take,
 * objectives on steps that are not there.
 */
export function checkScenario({ name, steps, elements, users, data = {}, run, objectives }: Scenario): void {
  if (run !== undefined && elements !== undefined) {
    throw new UsageError(`scenario '${name}' has more than steps among its steps, and a run`, {
      hint: 'run decides what comes next, and pauses by session.pause(seconds)',
    });
  }
  for (const step of [...(users?.steps ?? []), ...steps]) checkStep(step);
  checkNeeds(users?.steps ?? [], new Set());
  const given = new Set<string>([...(users?.provides ?? []), ...Object.keys(data)]);
  if (run === undefined) checkNeeds(elements ?? steps, given);
  const twice = steps.find((step, index) => steps.findIndex((one) => one.name === step.name) !== index);
  if (elements !== undefined && twice !== undefined) {
    throw new UsageError(`scenario '${name}' has two steps named '${twice.name}'`, {
      hint: 'use the one in both places, or give the other one a name of its own',
    });
  }
  const known = steps.map((step) => step.name);
  for (const objective of objectives) {
    if ('step' in objective && objective.step !== undefined && !known.includes(objective.step)) {
      // It would never have data.
      throw unknownName(`step of an objective of scenario '${name}':`, objective.step, known);
    }
  }
}

/**
 * The compiler's check again, for files that were not compiled; and for what it cannot see: weights and numbers.
 * Returns what the flow then has for certain.
 */
function checkNeeds(elements: readonly ScenarioElement[], provided: ReadonlySet<string>): ReadonlySet<string> {
  let known = provided;
  for (const element of elements) {
    known = visit<AnyStep, ReadonlySet<string>>(element, {
      step: (step) => new Set([...known, ...providedBy(step, known)]),
      pause: () => known,
      choose: (branches) => {
        checkBranches(branches);
        const [first = known, ...others] = branches.map(({ steps }) => checkNeeds(steps, known));
        return new Set([...first].filter((key) => others.every((other) => other.has(key))));
      },
      repeat: (repeated, { from, to }) => {
        if (!Number.isInteger(from) || !Number.isInteger(to) || from < 0 || to < from || to > maxTimes) {
          throw new UsageError(`repeat([${from}, ${to}], …) repeats no whole number of times`, {
            hint: `write repeat(3, [view]) or repeat([1, 5], [view]), at most ${maxTimes}`,
          });
        }
        const after = checkNeeds(repeated, known);
        return from === 0 ? known : after;
      },
      when: (steps) => {
        checkNeeds(steps, known);
        return known;
      },
    });
  }
  return known;
}

const maxTimes = 10_000;

function checkBranches(branches: readonly { readonly name: string; readonly weight: number }[]): void {
  const wrong = branches.find(({ weight }) => !(weight > 0 && weight < Number.POSITIVE_INFINITY));
  if (branches.length === 0) throw new UsageError('choose({}) has nothing to choose from', { hint: 'name two ways' });
  if (wrong === undefined) return;
  throw new UsageError(`choose: '${wrong.name}' has the weight ${wrong.weight}`, { hint: 'a number above 0' });
}

function providedBy(step: AnyStep, known: ReadonlySet<string>): string[] {
  const missing = step.needs.find((key) => !known.has(key));
  if (missing === undefined) return Object.keys(step.provides);
  throw new UsageError(`step '${step.name}' needs '${missing}', which no prepared user and no earlier step provides`, {
    hint: 'put a step that provides it before this one, or prepare users that have it',
  });
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
