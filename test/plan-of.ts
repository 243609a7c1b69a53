import type { Profile } from '../lib/contract/profile.ts';
import type { Scenario } from '../lib/contract/scenario.ts';
import type { RunPlan } from '../lib/model/plan.ts';
import { defaultRequest, type LoadSpec, type RunRequest } from '../lib/model/run-request.ts';
import { makePlan } from '../lib/plan/make-plan.ts';
import type { PlanParts } from '../lib/plan/plan-parts.ts';

/** What a request, or its load, has other than usual. */
export type PlanChanges = Partial<LoadSpec & Omit<RunRequest, 'load'> & Pick<PlanParts, 'ownUsers' | 'data'>>;

/** A plan with a schedule. */
export type OpenPlan = RunPlan &
  Required<Pick<RunPlan, 'arrival'>> & { readonly scheduled: number; readonly scheduledRequests: number };

/** The plan of a scenario under a profile, as the request changes it. */
export function planOf(
  scenario: Scenario,
  profile: Profile,
  { ownUsers, data, ...changes }: PlanChanges = {},
  identity = { runId: 'r1', toolVersion: '0.1.0', command: 'caseload load' },
): OpenPlan {
  const usual = defaultRequest(scenario.name, profile.name);
  const request = { ...usual, ...changes, load: { ...usual.load, ...changes } };
  return makePlan(
    request,
    { scenario, profile, ...(ownUsers && { ownUsers }), ...(data && { data }) },
    identity,
  ) as OpenPlan;
}
