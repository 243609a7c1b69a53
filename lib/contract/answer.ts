// What a step reads of the answer to its request. What is here runs in k6, for every request that asks for it.

/** The answer to a request, as checks and `fromAnswer` see it: a part of k6's Response. */
export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  readonly cookies: Readonly<Record<string, readonly { readonly value: string }[]>>;
  /** A field of its JSON by a gjson path (`items.#.id`), or all of it. Throws for a body that is no JSON. */
  json(path?: string): unknown;
  /** Elements of its HTML by a CSS selector. */
  html(selector?: string): { text(): string; attr(name: string): string | undefined; size(): number };
}

/** What a step takes from an answer, besides a field of its JSON. Made by `randomOf`, `fromHeader` and their like. */
export interface Take<Value = string> {
  /** For messages: `header 'Location'`. */
  readonly what: string;
  readonly needsBody: boolean;
  /** undefined where it is not there. @param chance a number in [0, 1) */
  read(answer: Answer, chance: () => number): Value | undefined;
}

/**
 * A field of the JSON in an answer as text; undefined when it is missing or null, is an object or an array, or there is
 * no JSON. A number that JavaScript would round is taken from the text, digit by digit.
 */
export const readField = (answer: Pick<Answer, 'json'>, field: string): string | undefined => {
  try {
    const value = answer.json(field);
    const type = typeof value;
    if (type === 'string') return value as string;
    if (type === 'number') return Number.isSafeInteger(value) ? String(value) : String(answer.json(`${field}|@tostr`));
    return type === 'boolean' ? String(value) : undefined;
  } catch {
    return undefined;
  }
};

/**
 * A random element of a list: `randomOf('items.#.id')` is the `id` of one of the `items`, `randomOf('#')` one of a list
 * that is all of the JSON. An empty list fails the step.
 * @public
 */
export const randomOf = (path: string): Take => ({
  what: `element of '${path}'`,
  needsBody: true,
  read: (answer, chance) => {
    let count: unknown;
    try {
      count = answer.json(path.replace(/#.*$/, '#'));
    } catch {
      return undefined;
    }
    const index = Math.floor(chance() * Number(count));
    return readField(answer, path.replace('#', String(index)));
  },
});

/**
 * A header of the answer, whatever the case of its letters.
 * @public
 */
export const fromHeader = (name: string): Take => ({
  what: `header '${name}'`,
  needsBody: false,
  read: ({ headers }) => {
    const own = Object.keys(headers).find((one) => one.toLowerCase() === name.toLowerCase());
    return own === undefined ? undefined : headers[own];
  },
});

/**
 * A cookie that the answer sets. k6 sends cookies back by itself: this is for those that go elsewhere, such as a token
 * against CSRF.
 * @public
 */
export const fromCookie = (name: string): Take => ({
  what: `cookie '${name}'`,
  needsBody: false,
  read: ({ cookies }) => cookies[name]?.[0]?.value,
});

/**
 * What a regular expression finds in the body: its first group, or all of it where it has none.
 * @public
 */
export const fromPattern = (pattern: RegExp): Take => ({
  what: `match of ${pattern}`,
  needsBody: true,
  read: ({ body }) => {
    const match = pattern.exec(String(body ?? ''));
    return match === null ? undefined : (match[1] ?? match[0]);
  },
});

/**
 * The first element of the HTML that a CSS selector finds: its text, or one of its attributes.
 * @public
 */
export const fromHtml = (selector: string, attribute?: string): Take => ({
  what: attribute === undefined ? `element '${selector}'` : `'${attribute}' of an element '${selector}'`,
  needsBody: true,
  read: (answer) => {
    const found = answer.html(selector);
    if (found.size() === 0) return undefined;
    return attribute === undefined ? found.text().trim() : found.attr(attribute);
  },
});

/**
 * What a function makes of the answer, passed on as it is; undefined fails the step.
 * @public
 */
export const fromAnswer = <Value>(read: (answer: Answer) => Value | undefined): Take<Value> => ({
  what: 'value that its function takes',
  needsBody: true,
  read,
});

/**
 * A check that GraphQL reported no errors, which it does with status 200: `expect: { status: [200], body:
 * noGraphqlErrors }`.
 * @public
 */
export const noGraphqlErrors: BodyChecks = {
  'no GraphQL errors': (answer) => (answer.json('errors') ?? null) === null,
};

/** Checks of an answer by their names. */
export type BodyChecks = Readonly<Record<string, (answer: Answer) => boolean>>;
