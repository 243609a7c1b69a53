import { type Branch, type Element, visit } from './elements.ts';

/** How many journeys it takes to go each way of each `choose` once. */
export const waysIn = (elements: readonly Element<object>[]): number =>
  Math.max(1, ...elements.map((element) => visit(element, { ...counted, choose: waysOf })));

const waysOf = (branches: readonly Branch<Element<object>>[]): number =>
  branches.reduce((sum, { steps }) => sum + waysIn(steps), 0);

const counted = { step: () => 1, pause: () => 1, repeat: waysIn, when: waysIn };

/** The branch of a `choose` that a journey goes, and the number of its way within that. @param way from 0 */
export const branchOfWay = <E extends Element<object>>(
  branches: readonly Branch<E>[],
  way: number,
): { readonly branch: Branch<E>; readonly way: number } => {
  const ways = branches.flatMap((branch) =>
    Array.from({ length: waysIn(branch.steps) }, (_, own) => ({ branch, way: own })),
  );
  return ways[way % ways.length] as (typeof ways)[number];
};

/** The names of the branches that a journey goes on its way, in order. */
export const branchNames = (elements: readonly Element<object>[], way: number): string[] =>
  elements.flatMap((element) =>
    visit<object, string[]>(element, {
      step: () => [],
      pause: () => [],
      choose: (branches) => {
        const chosen = branchOfWay(branches, way);
        return [chosen.branch.name, ...branchNames(chosen.branch.steps, chosen.way)];
      },
      repeat: (repeated) => branchNames(repeated, way),
      when: (steps) => branchNames(steps, way),
    }),
  );
