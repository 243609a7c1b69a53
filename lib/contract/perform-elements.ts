import { type Branch, type Element, visit } from './elements.ts';
import { pauseMs } from './pause.ts';
import { branchOfWay } from './ways.ts';

/** What performs the parts of a journey; each returns why the journey failed, or undefined. */
export interface Performers<S, Flow, Failure> {
  step(step: S, flow: Flow): Failure | undefined;
  pause(ms: number): void;
  /** A number in [0, 1) by chance. */
  chance(): number;
}

/** Performs elements in order until one fails. @param way the number of the way to go, instead of one by chance */
export const performAll = <S extends object, Flow, Failure>(
  elements: readonly Element<S>[],
  flow: Flow,
  performers: Performers<S, Flow, Failure>,
  way?: number,
): Failure | undefined => {
  for (const element of elements) {
    const failure = performOne(element, flow, performers, way);
    if (failure !== undefined) return failure;
  }
  return undefined;
};

const performOne = <S extends object, Flow, Failure>(
  element: Element<S>,
  flow: Flow,
  performers: Performers<S, Flow, Failure>,
  way: number | undefined,
): Failure | undefined => {
  const { chance } = performers;
  return visit<S, Failure | undefined>(element, {
    step: (step) => performers.step(step, flow),
    pause: (pause) => {
      performers.pause(pauseMs(pause, chance()));
      return undefined;
    },
    choose: (branches) => {
      const chosen = way === undefined ? { branch: chosenOf(branches, chance()), way } : branchOfWay(branches, way);
      return performAll(chosen.branch.steps, flow, performers, chosen.way);
    },
    repeat: (repeated, { from, to }) => {
      // On a way that is to be gone, once at least.
      const times = way === undefined ? from + Math.floor(chance() * (to - from + 1)) : Math.min(to, Math.max(1, from));
      for (let time = 0; time < times; time++) {
        const failure = performAll(repeated, flow, performers, way);
        if (failure !== undefined) return failure;
      }
      return undefined;
    },
    when: (steps, isTrue) => (isTrue(flow as never) ? performAll(steps, flow, performers, way) : undefined),
  });
};

const chosenOf = <E>(branches: readonly Branch<E>[], chance: number): Branch<E> => {
  let left = chance * branches.reduce((sum, { weight }) => sum + weight, 0);
  for (const branch of branches) {
    left -= branch.weight;
    if (left < 0) return branch;
  }
  return branches.at(-1) as Branch<E>;
};
