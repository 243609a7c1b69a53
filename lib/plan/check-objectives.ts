import { describeObjective, minimumCount, type Objective } from '../contract/objective.ts';
import { UsageError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';

/** Throws a UsageError for an objective for a stage that the load does not have: it would never have data. */
export function checkObjectives(objectives: readonly Objective[], stages: number): void {
  const lost = objectives.find(({ stage }) => stage !== undefined && stage > stages);
  if (lost === undefined) return;
  throw new UsageError(`objective '${describeObjective(lost)}' is for a stage that the load does not have`, {
    hint: `it has ${stages === 1 ? 'one stage' : `stages 1 to ${stages}`}`,
  });
}

/** Warnings about objectives that will be NO_DATA no matter what the target does. */
export function objectiveWarnings({
  objectives,
  scheduledRequests,
  record,
}: Pick<RunPlan, 'objectives' | 'scheduledRequests' | 'record'>): string[] {
  const maxCount = Math.max(
    0,
    ...objectives.flatMap((objective) =>
      objective.kind === 'latency' && objective.step === undefined ? [minimumCount(objective)] : [],
    ),
  );
  const staged = objectives.find(({ stage }) => stage !== undefined);
  return [
    ...(scheduledRequests !== null && scheduledRequests < maxCount
      ? [`${scheduledRequests} requests are planned, but a percentile objective needs ${maxCount}: it will be NO_DATA`]
      : []),
    ...(staged !== undefined && record === 'none'
      ? [`'${describeObjective(staged)}' needs samples, and none are recorded: it will be NO_DATA`]
      : []),
  ];
}
