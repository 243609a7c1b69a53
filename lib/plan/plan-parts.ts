import type { Objective } from '../contract/objective.ts';
import type { Profile } from '../contract/profile.ts';
import type { Scenario } from '../contract/scenario.ts';
import type { RunPlan } from '../model/plan.ts';

/** What a request names, loaded. */
export interface PlanParts {
  readonly scenario: Scenario;
  readonly profile: Profile;
  /** The objectives of the project's configuration; those of the request come after them. */
  readonly projectObjectives?: readonly Objective[];
  /** The scenario's data, read. */
  readonly data?: RunPlan['data'];
  /** What the file of the user's own users holds. */
  readonly ownUsers?: { readonly count: number; readonly duplicates: number };
}
