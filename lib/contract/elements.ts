import type { Pause, Think } from './pause.ts';
import { longestWaitsMs, maxSent, type Poll, type Retry } from './repeating.ts';

// What stands between the steps of a journey, as data: pauses, and parts that are chosen, repeated or left out.

/** As much of a step as its place among others needs. */
interface PlacedStep {
  readonly name: string;
  readonly timeLimitMs: number;
  readonly retry?: Retry | undefined;
  readonly poll?: Poll | undefined;
}

/** One of several ways to go on, and how often it is gone: weights are relative to each other. */
export interface Branch<E> {
  readonly name: string;
  readonly weight: number;
  readonly steps: readonly E[];
}

/** Made by `choose`. */
export interface Choose<E> {
  readonly choose: readonly Branch<E>[];
}

/** Made by `repeat`. */
export interface Repeat<E> {
  readonly repeat: readonly E[];
  readonly times: { readonly from: number; readonly to: number };
}

/** Made by `when`. */
export interface When<E> {
  readonly when: (flow: never) => boolean;
  readonly steps: readonly E[];
}

/** A step, or what stands between steps. */
export type Element<S> = S | Think | Choose<Element<S>> | Repeat<Element<S>> | When<Element<S>>;

/** What a journey does at an element of each kind. */
interface Visit<S, Result> {
  step(step: S): Result;
  pause(pause: Pause): Result;
  choose(branches: readonly Branch<Element<S>>[]): Result;
  repeat(elements: readonly Element<S>[], times: Repeat<S>['times']): Result;
  when(elements: readonly Element<S>[], isTrue: (flow: never) => boolean): Result;
}

export const visit = <S extends object, Result>(element: Element<S>, on: Visit<S, Result>): Result => {
  if ('think' in element) return on.pause(element.think);
  if ('choose' in element) return on.choose(element.choose);
  if ('repeat' in element) return on.repeat(element.repeat, element.times);
  if ('when' in element) return on.when(element.steps, element.when);
  return on.step(element as S);
};

/** All steps, each once, as they come first. */
export const stepsOf = <S extends object>(elements: readonly Element<S>[]): S[] => {
  const all = elements.flatMap((element) =>
    visit<S, S[]>(element, {
      step: (step) => [step],
      pause: () => [],
      choose: (branches) => branches.flatMap(({ steps }) => stepsOf(steps)),
      repeat: stepsOf,
      when: stepsOf,
    }),
  );
  return [...new Set(all)];
};

/** Whether there is more than steps and pauses, one after the other. */
export const hasBranches = (elements: readonly Element<object>[]): boolean =>
  elements.some((element) => 'choose' in element || 'repeat' in element || 'when' in element);

/** How long a journey may take, and how many requests it is likely to send. */
export interface Extent {
  /** The time limits of its steps, on the longest way, ms. */
  readonly limitMs: number;
  /** Its pauses, on the longest way, ms. */
  readonly pausesMs: number;
  /** On average; where a condition decides, as if it always held. */
  readonly requests: number;
  readonly maxRequests: number;
}

const nothing: Extent = { limitMs: 0, pausesMs: 0, requests: 0, maxRequests: 0 };

/** The longest way for limits and pauses each, since either may be what a VU is held by. */
export const extentOf = <S extends PlacedStep>(elements: readonly Element<S>[]): Extent =>
  elements.map((element) => extentOfOne(element)).reduce(sumOf, nothing);

const sumOf = (a: Extent, b: Extent): Extent => ({
  limitMs: a.limitMs + b.limitMs,
  pausesMs: a.pausesMs + b.pausesMs,
  requests: a.requests + b.requests,
  maxRequests: a.maxRequests + b.maxRequests,
});

const extentOfOne = <S extends PlacedStep>(element: Element<S>): Extent =>
  visit<S, Extent>(element, {
    step: (step) => {
      const sent = maxSent(step);
      // Those that are polled for answer soon, or there would be no point in asking so often.
      const limitMs = (1 + (step.retry?.times ?? 0)) * step.timeLimitMs + longestWaitsMs(step);
      return { limitMs, pausesMs: 0, requests: 1, maxRequests: sent };
    },
    pause: ({ toMs }) => ({ ...nothing, pausesMs: toMs }),
    choose: (branches) => {
      const whole = branches.reduce((sum, { weight }) => sum + weight, 0);
      const extents = branches.map(({ weight, steps }) => ({ ...extentOf(steps), part: weight / whole }));
      return {
        limitMs: Math.max(...extents.map(({ limitMs }) => limitMs)),
        pausesMs: Math.max(...extents.map(({ pausesMs }) => pausesMs)),
        maxRequests: Math.max(...extents.map(({ maxRequests }) => maxRequests)),
        requests: extents.reduce((sum, { requests, part }) => sum + part * requests, 0),
      };
    },
    repeat: (repeated, { from, to }) => {
      const { limitMs, pausesMs, requests, maxRequests } = extentOf(repeated);
      return {
        limitMs: to * limitMs,
        pausesMs: to * pausesMs,
        requests: ((from + to) / 2) * requests,
        maxRequests: to * maxRequests,
      };
    },
    when: extentOf,
  });

/** A line that says how a journey goes: `search → (pause of 2 s) → 70 %: view | 30 %: add → pay`. */
export const outlineOf = <S extends PlacedStep>(elements: readonly Element<S>[]): string =>
  elements
    .map((element) =>
      visit<S, string>(element, {
        step: ({ name }) => name,
        pause: pauseText,
        choose: (branches) => {
          const whole = branches.reduce((sum, { weight }) => sum + weight, 0);
          const ways = branches.map(({ name, weight, steps }) => {
            const way = outlineOf(steps);
            return `${name} ${Math.round((100 * weight) / whole)} %${way === '' ? '' : `: ${way}`}`;
          });
          return `[${ways.join(' | ')}]`;
        },
        repeat: (repeated, { from, to }) => `${from === to ? to : `${from} to ${to}`} × [${outlineOf(repeated)}]`,
        when: (steps) => `perhaps [${outlineOf(steps)}]`,
      }),
    )
    .join(' → ');

const pauseText = ({ fromMs, toMs, meanMs }: Pause): string => {
  if (meanMs !== undefined) return `(pause of ${meanMs / 1_000} s on average)`;
  return fromMs === toMs ? `(pause of ${toMs / 1_000} s)` : `(pause of ${fromMs / 1_000} to ${toMs / 1_000} s)`;
};
