import { type Objective, overrideObjectives } from '../contract/objective.ts';
import type { RunPlan } from '../model/plan.ts';
import { checkObjectives } from './check-objectives.ts';
import { objectivesOfLoad } from './load-plan.ts';
import { parseObjective } from './parse-objective.ts';
import type { PlanParts } from './plan-parts.ts';

/**
 * The scenario's objectives, then the project's, then the request's: the last about the same holds. Throws a UsageError
 * for what the load cannot meet or miss.
 */
export function planObjectives(
  { scenario, projectObjectives = [] }: PlanParts,
  ofRequest: readonly string[],
  load: Pick<RunPlan, 'scheduled' | 'stages'>,
): Objective[] {
  const steps = scenario.steps.map((step) => step.name);
  const added = [...projectObjectives, ...ofRequest.map((text) => parseObjective(text, steps))];
  const objectives = objectivesOfLoad(overrideObjectives(scenario.objectives, added), load.scheduled);
  checkObjectives(objectives, load.stages.length);
  return objectives;
}
