import type { Choose, Element, Repeat, When } from './elements.ts';
import type { Flow, FlowKey } from './flow.ts';
import type { AnyStep } from './step.ts';
import type { AllNeeds, AllProvide, Part } from './step-order.ts';

/** A step, or what stands between steps. */
export type ScenarioElement = Element<AnyStep>;

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
