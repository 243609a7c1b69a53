import { type Extent, extentOf, outlineOf } from '../contract/elements.ts';
import { maxSent } from '../contract/repeating.ts';
import { type AnyStep, checkName, type Scenario } from '../contract/scenario.ts';
import type { RunPlan } from '../model/plan.ts';

/** What of a plan the scenario alone decides. */
export const planScenario = (scenario: Scenario): RunPlan['scenario'] => ({
  name: scenario.name,
  steps: scenario.steps.map((step) => ({
    name: step.name,
    check: checkName(step),
    timeLimitMs: step.timeLimitMs,
    ...(maxSent(step) > 1 && { isRepeated: true as const }),
  })),
  ...(scenario.pauses && { pauses: [...scenario.pauses] }),
  ...(hasWays(scenario) && {
    branches: { outline: outlineOf<AnyStep>(scenario.elements ?? []), ...extentOfScenario(scenario) },
  }),
  isList: scenario.run === undefined && !hasWays(scenario),
});

/** Whether parts of a journey are chosen, repeated or left out. */
const hasWays = ({ elements, pauses }: Scenario): boolean => elements !== undefined && pauses === undefined;

/** How long a journey may take, and how many requests it is likely to send. */
export const extentOfScenario = ({ elements, steps }: Scenario): Extent => extentOf<AnyStep>(elements ?? steps);
