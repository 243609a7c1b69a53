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
