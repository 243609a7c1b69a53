// What the compiler checks of a scenario: that each step finds what it needs. No code runs.

type NeedsOf<S> = S extends { readonly needs: readonly (infer Needs)[] } ? Needs : never;
type ProvidesOf<S> = S extends { readonly provides: infer Provides } ? keyof Provides & string : never;
type NameOf<S> = S extends { readonly name: infer Name extends string } ? Name : 'unnamed';

type Missing<S, Have> = Exclude<NeedsOf<S>, Have> & string;
type NotProvided = 'which no prepared user and no earlier step provides';

/** The same tuple where each step finds what it needs; a sentence that names the missing key where it does not. */
export type Checked<Steps, Have> = Steps extends readonly [infer First, ...infer Rest]
  ? [
      [Missing<First, Have>] extends [never]
        ? First
        : `step '${NameOf<First>}' needs '${Missing<First, Have>}', ${NotProvided}`,
      ...Checked<Rest, Have | ProvidesOf<First>>,
    ]
  : [];

/** What elements need of the flow, and what all of them provide. */
export type AllNeeds<Elements, Have = never> = Elements extends readonly [infer First, ...infer Rest]
  ? Exclude<NeedsOf<First>, Have> | AllNeeds<Rest, Have | ProvidesOf<First>>
  : never;
export type AllProvide<Elements> = Elements extends readonly [infer First, ...infer Rest]
  ? ProvidesOf<First> | AllProvide<Rest>
  : never;

/** What elements need and provide as one: for the compiler alone, no element has these fields. */
export interface Part<Name extends string, Needs, Provides extends PropertyKey> {
  readonly name: Name;
  readonly needs: readonly Needs[];
  readonly provides: { readonly [Key in Provides]: unknown };
}
