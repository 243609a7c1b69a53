import type { BodyChecks, Take } from './answer.ts';
import type { Flow, FlowKey, Journey } from './flow.ts';
import type { Poll, Retry } from './repeating.ts';
import type { StepRequest } from './request.ts';

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
  ...spec,
  needs: spec.needs ?? [],
  provides: spec.provides ?? ({} as { readonly [Key in Provides]: Provided }),
  timeLimitMs: spec.timeLimitMs ?? defaultTimeLimitMs,
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
