import type { BodyChecks, Take } from './answer.ts';
import type { DataSpec } from './data.ts';
import { type Choose, type Element, hasBranches, type Repeat, stepsOf, type When } from './elements.ts';
import type { Objective } from './objective.ts';
import type { PlannedPause, Think } from './pause.ts';
import type { Poll, Retry } from './repeating.ts';
import type { StepRequest } from './request.ts';

export * from './answer.ts';
export * from './data.ts';
export { think } from './pause.ts';
export type { Poll, Retry } from './repeating.ts';
export * from './request.ts';

/**
 * The values that flow from step to step of a journey, by key. Empty here: the file that describes an API declares its
 * keys and their types by interface merging (see scenarios/api/shop.ts), so that a misspelt key does not compile.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by interface merging in scenarios/api.
export interface Flow {}

export type FlowKey = keyof Flow & string;

/** One journey (or the preparation of one user), and what makes it unique. */
export interface Journey {
  /** Unique over all runs, fit for an e-mail address or an idempotency key. */
  readonly id: string;
  /** How many journeys this VU began before this one; for a prepared user, how many users were begun before it. */
  readonly index: number;
}

/** A field that a response may lack. Made by {@link optional}. */
export interface OptionalField {
  readonly optional: string | Take;
}

/**
 * A field that may be missing or null, such as the next of a last page: the flow then has `undefined` under that key,
 * which its type must allow.
 * @public
 */
export const optional = (field: string | Take): OptionalField => ({ optional: field });

/** A field of the JSON, something else of the answer, or either of them if it is there. */
export type Provided = string | Take<unknown> | OptionalField;

/** What is taken, optional or not. */
export const takenBy = (provided: Provided): string | Take<unknown> =>
  typeof provided === 'object' && 'optional' in provided ? provided.optional : provided;

interface StepSpec<Name extends string, Needs extends FlowKey, Provides extends FlowKey> {
  /** Short noun or verb, `^[a-z][a-z0-9_-]*$`: the value of the tag `step`. */
  readonly name: Name;
  /** Keys that a prepared user or an earlier step must have provided. */
  readonly needs?: readonly Needs[];
  /**
   * What this step passes on: flow key → field of the JSON response, dots for nesting (`data.accessToken`). A text,
   * number or boolean is passed on as text, large numbers with all their digits; anything else fails the step, unless
   * the field is `optional('…')` and missing or null. Other parts of the answer are taken by `randomOf`, `fromHeader`,
   * `fromCookie`, `fromPattern`, `fromHtml` and `fromAnswer`.
   */
  readonly provides?: {
    readonly [Key in Provides]: string | Take<Flow[Key]> | (undefined extends Flow[Key] ? OptionalField : never);
  };
  request(flow: Readonly<Pick<Flow, Needs>>, journey: Journey): StepRequest;
  readonly expect: {
    /** Statuses that count as success; all others fail the journey. */
    readonly status: readonly number[];
    /** First word of the check's name (`register` gives `register 201`); the step's name by default. */
    readonly check?: string;
    /**
     * Checks of the answer after its status, by name, in this order; the first that is not true fails the journey, and
     * so does one that throws.
     */
    readonly body?: BodyChecks;
  };
  /**
   * How long this step may take before more VUs than planned would be needed, in ms (> 0; 5,000 by default). It sizes
   * the pool of VUs; it is not the request timeout.
   */
  readonly timeLimitMs?: number;
  /** After how long its request fails, in ms (> 0; 60,000 by default). */
  readonly timeoutMs?: number;
  readonly retry?: Retry;
  readonly poll?: Poll;
}

interface Expectation {
  readonly status: readonly number[];
  readonly check?: string;
  readonly body?: BodyChecks;
}

/** One API call of a journey, typed by what it needs and what it provides. Made by {@link defineStep}. */
export interface Step<
  Name extends string = string,
  Needs extends FlowKey = FlowKey,
  Provides extends FlowKey = FlowKey,
> {
  readonly name: Name;
  readonly needs: readonly Needs[];
  readonly provides: { readonly [Key in Provides]: Provided };
  request(flow: Readonly<Pick<Flow, Needs>>, journey: Journey): StepRequest;
  readonly expect: Expectation;
  readonly timeLimitMs: number;
  readonly timeoutMs?: number | undefined;
  readonly retry?: Retry | undefined;
  readonly poll?: Poll | undefined;
}

/** Time limit of a step that names none. */
export const defaultTimeLimitMs = 5_000;

// Every VU of k6 evaluates these: arrow functions, which take a quarter of a declaration's memory there, and no checks,
// which are made once on the Node side (lib/plan/check-scenario.ts).

/** A step from its description. */
// @__NO_SIDE_EFFECTS__
export const defineStep = <
  const Name extends string,
  const Needs extends FlowKey = never,
  const Provides extends FlowKey = never,
>(
  spec: StepSpec<Name, Needs, Provides>,
): Step<Name, Needs, Provides> => ({
  name: spec.name,
  needs: spec.needs ?? [],
  provides: spec.provides ?? ({} as { readonly [Key in Provides]: Provided }),
  request: spec.request,
  expect: spec.expect,
  timeLimitMs: spec.timeLimitMs ?? defaultTimeLimitMs,
  timeoutMs: spec.timeoutMs,
  retry: spec.retry,
  poll: spec.poll,
});

/** A step of which only the shape is known: what runs it hands over a flow that holds what it needs. */
export interface AnyStep {
  readonly name: string;
  readonly needs: readonly string[];
  readonly provides: Readonly<Record<string, Provided>>;
  request(flow: never, journey: Journey): StepRequest;
  readonly expect: Expectation;
  readonly timeLimitMs: number;
  readonly timeoutMs?: number | undefined;
  readonly retry?: Retry | undefined;
  readonly poll?: Poll | undefined;
}

/** Name of the check of a step: `order 200/201`. */
export const checkName = ({ name, expect }: AnyStep): string => `${expect.check ?? name} ${expect.status.join('/')}`;

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

type NeedsOf<S> = S extends { readonly needs: readonly (infer Needs)[] } ? Needs : never;
type ProvidesOf<S> = S extends { readonly provides: infer Provides } ? keyof Provides & string : never;
type NameOf<S> = S extends { readonly name: infer Name extends string } ? Name : 'unnamed';

type Missing<S, Have> = Exclude<NeedsOf<S>, Have> & string;
type NotProvided = 'which no prepared user and no earlier step provides';

/** The same tuple where each step finds what it needs; a sentence that names the missing key where it does not. */
type Checked<Steps, Have> = Steps extends readonly [infer First, ...infer Rest]
  ? [
      [Missing<First, Have>] extends [never]
        ? First
        : `step '${NameOf<First>}' needs '${Missing<First, Have>}', ${NotProvided}`,
      ...Checked<Rest, Have | ProvidesOf<First>>,
    ]
  : [];

/** A step, or what stands between steps. */
export type ScenarioElement = Element<AnyStep>;

/** What elements need of the flow, and what all of them provide. */
type AllNeeds<Elements, Have = never> = Elements extends readonly [infer First, ...infer Rest]
  ? Exclude<NeedsOf<First>, Have> | AllNeeds<Rest, Have | ProvidesOf<First>>
  : never;
type AllProvide<Elements> = Elements extends readonly [infer First, ...infer Rest]
  ? ProvidesOf<First> | AllProvide<Rest>
  : never;

/** What elements need and provide as one: for the compiler alone, no element has these fields. */
interface Part<Name extends string, Needs, Provides extends PropertyKey> {
  readonly name: Name;
  readonly needs: readonly Needs[];
  readonly provides: { readonly [Key in Provides]: unknown };
}

const asPart = <E, P>(element: E): E & P => element as E & P;

type Ways = Readonly<Record<string, { readonly weight: number; readonly steps: readonly ScenarioElement[] }>>;
type NeedsOfWays<W extends Ways> = { readonly [Name in keyof W]: AllNeeds<W[Name]['steps']> }[keyof W];
/** Only what every way provides counts for later steps. */
type ProvidedByWays<W extends Ways> = keyof {
  readonly [Name in keyof W]: { readonly [Key in AllProvide<W[Name]['steps']>]: unknown };
}[keyof W];

/**
 * One of several ways to go on, by their weights: `choose({ browse: { weight: 70, steps: [view] }, buy: { weight: 30,
 * steps: [add, pay] } })`.
 * @public
 */
export const choose = <const W extends Ways>(ways: W) =>
  asPart<Choose<ScenarioElement>, Part<'choose', NeedsOfWays<W>, ProvidedByWays<W>>>({
    choose: Object.entries(ways).map(([name, { weight, steps }]) => ({ name, weight, steps })),
  });

/**
 * Elements so many times, or a random number of times: `repeat(3, [view])`, `repeat([1, 5], [view])`.
 * @public
 */
export const repeat = <const Elements extends readonly ScenarioElement[]>(
  times: number | readonly [from: number, to: number],
  elements: Elements,
) => {
  const [from, to] = typeof times === 'number' ? [times, times] : times;
  return asPart<Repeat<ScenarioElement>, Part<'repeat', AllNeeds<Elements>, AllProvide<Elements>>>({
    repeat: elements,
    times: { from, to },
  });
};

/**
 * Elements that are left out unless the flow says so: `when(['next'], ({ next }) => next !== undefined, [more])`.
 * @public
 */
export const when = <const Needs extends FlowKey, const Elements extends readonly ScenarioElement[]>(
  _needs: readonly Needs[],
  isTrue: (flow: Readonly<Pick<Flow, Needs>>) => boolean,
  elements: Elements,
) =>
  asPart<When<ScenarioElement>, Part<'when', Needs | AllNeeds<Elements>, never>>({
    when: isTrue as (flow: never) => boolean,
    steps: elements,
  });

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
