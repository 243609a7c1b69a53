import { checkName, type Scenario } from '../contract/scenario.ts';
import type { RunPlan } from '../model/plan.ts';

/** What of a plan the scenario alone decides. */
export const planScenario = (scenario: Scenario): RunPlan['scenario'] => ({
  name: scenario.name,
  steps: scenario.steps.map((step) => ({ name: step.name, check: checkName(step), timeLimitMs: step.timeLimitMs })),
  ...(scenario.pauses && { pauses: [...scenario.pauses] }),
  isList: scenario.run === undefined,
});
