import type { ScenarioElement } from './branches.ts';
import type { DataSpec } from './data.ts';
import { hasBranches, stepsOf } from './elements.ts';
import type { Flow, FlowKey, Journey } from './flow.ts';
import type { Objective } from './objective.ts';
import type { PlannedPause, Think } from './pause.ts';
import type { AnyStep, Step } from './step.ts';
import type { Checked } from './step-order.ts';

export * from './answer.ts';
export * from './branches.ts';
export * from './data.ts';
export * from './flow.ts';
export { think } from './pause.ts';
export type { Poll, Retry } from './repeating.ts';
export * from './request.ts';
export * from './step.ts';

/** What `run` is handed. */
export interface Session {
  readonly journey: Journey;
  /**
   * Performs a step with what the prepared user and earlier steps provided, and returns what it provides. A step that
   * fails ends the journey: the promise rejects, and a scenario lets it pass.
   */
  perform<Name extends string, Needs extends FlowKey, Provides extends FlowKey>(
    step: Step<Name, Needs, Provides>,
  ): Promise<Readonly<Pick<Flow, Provides>>>;
  /** Waits as a user would think, in seconds. */
  pause(seconds: number): Promise<void>;
}

/** Test users prepared before the load starts, by performing steps once for each. Made by {@link defineUsers}. */
export interface Users<Provides extends FlowKey = FlowKey> {
  readonly name: string;
  /** What each user has, for its journeys to start with. */
  readonly provides: readonly Provides[];
  readonly steps: readonly AnyStep[];
}

/** Users from their description; the steps are checked like those of a scenario. */
// @__NO_SIDE_EFFECTS__
export const defineUsers = <const Steps extends readonly AnyStep[], const Provides extends FlowKey>(spec: {
  readonly name: string;
  readonly provides: readonly Provides[];
  readonly steps: Steps & Checked<Steps, never>;
}): Users<Provides> => spec as unknown as Users<Provides>;

/** One user journey and its objectives. Made by {@link defineScenario}. */
export interface Scenario {
  /** The file's name without `.ts`, and the value of `--scenario`. */
  readonly name: string;
  /** One line for `caseload list`. */
  readonly summary: string;
  readonly users?: Users;
  /** What each journey starts with, by key of the flow: rows of test data. */
  readonly data?: DataSpec;
  /** In order; for a `run:` scenario, the steps that it may perform. */
  readonly steps: readonly AnyStep[];
  /** Between them, in order, if there is nothing else between them. */
  readonly pauses?: readonly PlannedPause[];
  /** The whole, where it is more than steps. */
  readonly elements?: readonly ScenarioElement[];
  /** For journeys that are not a fixed list of steps. */
  readonly run?: Run;
  readonly objectives: readonly Objective[];
}

type Run = (session: Session) => Promise<void>;

/**
 * A scenario from its description. Steps in a wrong order do not compile: each step's needs must be provided by the
 * prepared users or by a step before it. With `run`, the steps are those that the function may perform, in an order
 * that would work.
 */
// @__NO_SIDE_EFFECTS__
export const defineScenario = <
  const Steps extends readonly ScenarioElement[],
  F extends FlowKey = never,
  D extends FlowKey = never,
>(spec: {
  readonly name: string;
  readonly summary: string;
  readonly users?: Users<F>;
  readonly data?: { readonly [Key in D]: DataSpec[string] };
  readonly steps: Steps & Checked<Steps, F | D>;
  readonly run?: Run;
  readonly objectives: readonly Objective[];
}): Scenario => {
  const own = spec as unknown as Scenario;
  const elements = spec.steps as unknown as readonly ScenarioElement[];
  // Most scenarios: what is done for them, a VU pays with memory.
  let isList = true;
  for (const element of elements) if (!('request' in element)) isList = false;
  return isList ? own : { ...own, elements, ...arranged(elements) };
};

/** The steps among elements, and the pauses between them where each step comes once, and nothing else between them. */
const arranged = (elements: readonly ScenarioElement[]): Pick<Scenario, 'steps' | 'pauses'> => {
  const steps = stepsOf<AnyStep>(elements);
  if (hasBranches(elements)) return { steps };
  const pauses: PlannedPause[] = [];
  let before = 0;
  for (const element of elements as readonly (AnyStep | Think)[]) {
    if ('think' in element) pauses.push({ ...element.think, before });
    else before++;
  }
  return before === steps.length ? { steps, pauses } : { steps };
};
