import type { BundlePlan } from '../contract/bundle-plan.ts';
import { stepSuccessMetric } from '../contract/metrics.ts';
import { longestPausesMs, type RunPlan } from '../model/plan.ts';

/** What of a plan is baked into the k6 script, beside its options. */
export function bundlePlan(plan: RunPlan): BundlePlan {
  return {
    scenario: plan.scenario.name,
    profile: plan.profile.name,
    scheduled: plan.scheduled,
    requestTimeoutMs: plan.requestTimeoutMs,
    hasWarmUp: plan.warmUp !== undefined,
    ...(longestPausesMs(plan.scenario) > 0 && { hasPauses: true }),
    ...(plan.tracePrefix !== undefined && { tracePrefix: plan.tracePrefix }),
    successMetrics: Object.fromEntries(countedSteps(plan).map((step) => [step, stepSuccessMetric(step)])),
    ...(plan.data && { data: plan.data }),
    ...(plan.users && {
      users: { mode: plan.users.mode, provides: plan.users.provides, count: plan.users.count },
    }),
  };
}

/** Steps with a success rate of their own: those with such an objective, and those that may send several requests. */
const countedSteps = ({ objectives, scenario }: RunPlan): string[] => [
  ...objectives.flatMap((objective) => (objective.kind === 'step-success' ? [objective.step] : [])),
  ...scenario.steps.flatMap(({ name, isRepeated }) => (isRepeated ? [name] : [])),
];
