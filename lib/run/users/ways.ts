import type { Scenario } from '../../contract/scenario.ts';
import { branchNames, waysIn } from '../../contract/ways.ts';

/** A way through a scenario. */
export interface Way {
  readonly way: number;
  /** Of the branches that it goes; none where there is but one way. */
  readonly names: readonly string[];
}

/** The ways through a scenario which together go each branch once. */
export function waysOf({ elements = [] }: Scenario): Way[] {
  return Array.from({ length: waysIn(elements) }, (_, way) => ({ way, names: branchNames(elements, way) }));
}
