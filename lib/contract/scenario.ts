import type { Objective } from './objective.ts';

/**
 * The values that flow from step to step of a journey, by key. Empty here: the file that describes an API declares its
 * keys and their types by interface merging (see scenarios/api/shop.ts), so that a misspelt key does not compile.
 * @public
 */
// biome-ignore lint/suspicious/noEmptyInterface: filled by interface merging in scenarios/api.
export interface Flow {}

export type FlowKey = keyof Flow & string;

export type JsonValue = string | number | boolean | null | readonly JsonValue[] | { readonly [key: string]: JsonValue };

/** What a request may carry. */
export type RequestBody = JsonValue | ArrayBuffer | Uint8Array;

/** One journey (or the preparation of one user), and what makes it unique. */
export interface Journey {
  /** Unique over all runs, fit for an e-mail address or an idempotency key. */
  readonly id: string;
  /** How many journeys this VU began before this one; for a prepared user, how many users were begun before it. */
  readonly index: number;
}

/** One HTTP request as data, which k6 sends. */
export interface StepRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /**
   * Starts with `/`; the host is the target's. All but printable ASCII is encoded, the rest is sent as it is written.
   */
  readonly path: string;
  /** The series this request is counted under; needed where the path holds an id: `/api/orders/:id`. */
  readonly name?: string | undefined;
  /**
   * Sent as JSON, serialized for each request. A string is sent unchanged, as `application/json` unless `headers` say
   * otherwise; so are bytes, as `application/octet-stream`.
   */
  readonly body?: RequestBody | undefined;
  /** Sent as `Authorization: Bearer …`. */
  readonly token?: string | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

type RequestExtras = Pick<StepRequest, 'name' | 'token' | 'headers'>;

// Performed for every request, so that fields are written one by one: a spread costs k6's engine several times as much.

/** Parameters of a URL; those that are undefined are left out. */
export type Query = Readonly<Record<string, string | number | boolean | undefined>>;

/**
 * A GET request as data. Its `query` is encoded and put behind the path; requests are counted under the path alone,
 * unless they have a name.
 * @public
 */
export const get = (path: string, extras?: RequestExtras & { readonly query?: Query | undefined }): StepRequest =>
  extras === undefined
    ? { method: 'GET', path }
    : extras.query === undefined
      ? { method: 'GET', path, token: extras.token, name: extras.name, headers: extras.headers }
      : {
          method: 'GET',
          path: path + queryText(extras.query),
          token: extras.token,
          name: extras.name ?? path,
          headers: extras.headers,
        };

const queryText = (query: Query): string => {
  const pairs: string[] = [];
  for (const key of Object.keys(query)) {
    const value = query[key];
    if (value !== undefined) pairs.push(`${encodeURIComponent(key)}=${encodeURIComponent(value)}`);
  }
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
};

/**
 * A POST request as data: its body is turned into JSON, unless it is a string (which spares k6 that work for a body
 * that never changes) or bytes.
 */
export const post = (path: string, body: RequestBody, extras?: RequestExtras): StepRequest =>
  extras === undefined
    ? { method: 'POST', path, body }
    : extras.name === undefined && extras.headers === undefined
      ? { method: 'POST', path, body, token: extras.token }
      : { method: 'POST', path, body, token: extras.token, name: extras.name, headers: extras.headers };

/** A field that a response may lack. Made by {@link optional}. */
export interface OptionalField {
  readonly optional: string;
}

/**
 * A field that may be missing or null, such as the next of a last page: the flow then has `undefined` under that key,
 * which its type must allow.
 * @public
 */
export const optional = (field: string): OptionalField => ({ optional: field });

type ProvidedField = string | OptionalField;

/** Which field it is, optional or not. */
export const fieldOf = (provided: ProvidedField): string =>
  typeof provided === 'string' ? provided : provided.optional;

interface StepSpec<Name extends string, Needs extends FlowKey, Provides extends FlowKey> {
  /** Short noun or verb, `^[a-z][a-z0-9_-]*$`: the value of the tag `step`. */
  readonly name: Name;
  /** Keys that a prepared user or an earlier step must have provided. */
  readonly needs?: readonly Needs[];
  /**
   * What this step passes on: flow key → field of the JSON response, dots for nesting (`data.accessToken`). A text,
   * number or boolean is passed on as text, large numbers with all their digits; anything else fails the step, unless
   * the field is `optional('…')` and missing or null.
   */
  readonly provides?: { readonly [Key in Provides]: string | (undefined extends Flow[Key] ? OptionalField : never) };
  request(flow: Readonly<Pick<Flow, Needs>>, journey: Journey): StepRequest;
  readonly expect: {
    /** Statuses that count as success; all others fail the journey. */
    readonly status: readonly number[];
    /** First word of the check's name (`register` gives `register 201`); the step's name by default. */
    readonly check?: string;
  };
  /**
   * How long this step may take before more VUs than planned would be needed, in ms (> 0; 5,000 by default). It sizes
   * the pool of VUs; it is not the request timeout (60 s, after which the request fails).
   */
  readonly timeLimitMs?: number;
}

/** One API call of a journey, typed by what it needs and what it provides. Made by {@link defineStep}. */
export interface Step<
  Name extends string = string,
  Needs extends FlowKey = FlowKey,
  Provides extends FlowKey = FlowKey,
> {
  readonly name: Name;
  readonly needs: readonly Needs[];
  readonly provides: { readonly [Key in Provides]: ProvidedField };
  request(flow: Readonly<Pick<Flow, Needs>>, journey: Journey): StepRequest;
  readonly expect: { readonly status: readonly number[]; readonly check?: string };
  readonly timeLimitMs: number;
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
  provides: spec.provides ?? ({} as { readonly [Key in Provides]: ProvidedField }),
  request: spec.request,
  expect: spec.expect,
  timeLimitMs: spec.timeLimitMs ?? defaultTimeLimitMs,
});

/** A step of which only the shape is known: what runs it hands over a flow that holds what it needs. */
export interface AnyStep {
  readonly name: string;
  readonly needs: readonly string[];
  readonly provides: Readonly<Record<string, ProvidedField>>;
  request(flow: never, journey: Journey): StepRequest;
  readonly expect: { readonly status: readonly number[]; readonly check?: string };
  readonly timeLimitMs: number;
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
  /** In order; for a `run:` scenario, the steps that it may perform. */
  readonly steps: readonly AnyStep[];
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
export const defineScenario = <const Steps extends readonly AnyStep[], F extends FlowKey = never>(spec: {
  readonly name: string;
  readonly summary: string;
  readonly users?: Users<F>;
  readonly steps: Steps & Checked<Steps, F>;
  readonly run?: Run;
  readonly objectives: readonly Objective[];
}): Scenario => spec as unknown as Scenario;
