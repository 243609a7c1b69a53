import { isPoisson } from '../contract/poisson-arrivals.ts';
import type { RunPlan } from '../model/plan.ts';
import type { RunRequest } from '../model/run-request.ts';
import { isLong } from '../model/soak.ts';
import { objectiveWarnings } from './check-objectives.ts';
import { checkScenario } from './check-scenario.ts';
import { checkSize } from './check-size.ts';
import { planData } from './data-plan.ts';
import { arrivalMs, drainMs, loadMs } from './k6-options.ts';
import { journeysOf, type LoadPlan, planLoad, refuseLargeLoads } from './load-plan.ts';
import { planWarmUp } from './load-shape.ts';
import { planObjectives } from './objectives-plan.ts';
import type { PlanParts } from './plan-parts.ts';
import { extentOfScenario, planScenario } from './scenario-plan.ts';
import { planTarget } from './target-plan.ts';
import { thresholdsOf } from './thresholds.ts';
import { tracePrefixOf } from './trace-prefix.ts';
import { planUsers } from './users-plan.ts';
import { planVirtualUsers, vusWarnings } from './virtual-users-plan.ts';

/** k6's default request timeout, and how long it waits for open journeys at the end. */
const requestTimeoutMs = 60_000;
const defaultGracefulStopMs = 30_000;

/**
 * The plan of a run: pure, so that the same request always gives the same plan. Throws a UsageError for loads that make
 * no sense or are absurdly large.
 */
export function makePlan(
  request: RunRequest,
  parts: PlanParts,
  identity: { readonly runId: string; readonly toolVersion: string; readonly command: string },
): RunPlan {
  const { scenario, profile } = parts;
  const { changes, vus, allowLarge, abortOnFail } = request.load;
  // A journey that pauses ends later, through no fault of the target.
  const { pausesMs, requests } = extentOfScenario(scenario);
  const gracefulStopMs = (request.load.gracefulStopMs ?? defaultGracefulStopMs) + Math.ceil(pausesMs);
  checkScenario(scenario);
  const { warmUp: warmUpAsked, ...load } = planLoad(profile, changes, vus);
  const { scheduled } = load;
  const warmUp = warmUpAsked && planWarmUp(warmUpAsked, isPoisson(load.arrival) ? 'poisson' : 'even');
  const journeys = journeysOf(load, warmUp);
  if (!allowLarge) refuseLargeLoads((journeys ?? 0) * requests);
  const virtualUsers = planVirtualUsers(load, request.load, scenario);
  const users = planUsers(parts, request.users, virtualUsers.count, journeys);
  const data = planData(parts, journeys);
  checkSize({
    scheduleMs:
      (warmUp ? arrivalMs(warmUp.arrival) + drainMs(planScenario(scenario)) : 0) + loadMs(load) + gracefulStopMs,
    vus: virtualUsers.count,
    users: users?.count ?? 0,
    journeys: journeys ?? 0,
  });
  const objectives = planObjectives(parts, request.objectives, load);
  const mayGrow = isLongLoad(load, warmUp, requests);
  const draft = {
    schemaVersion: 1 as const,
    ...identity,
    scenario: planScenario(scenario),
    ...load,
    scheduledRequests: scheduled === null ? null : Math.round(scheduled * requests),
    ...(warmUp && { warmUp }),
    virtualUsers,
    requestTimeoutMs,
    gracefulStopMs,
    ...(users && { users }),
    ...(data && { data }),
    objectives,
    thresholds: thresholdsOf({
      objectives,
      scheduled,
      steps: scenario.steps.map((step) => step.name),
      hasWarmUp: warmUp !== undefined,
      hasPauses: pausesMs > 0,
      recordsSamples: request.record !== 'none',
    }),
    abortOnFail,
    record: request.record,
    ...(request.trace && { tracePrefix: tracePrefixOf(identity.runId) }),
    ...(mayGrow && request.record !== 'none' && { isSamplesOnly: true as const }),
    target: planTarget(request.target),
    ...(request.note !== undefined && { note: request.note }),
  };
  return {
    ...draft,
    warnings: [
      ...objectiveWarnings(draft),
      ...vusWarnings(virtualUsers),
      ...(pausesMs > load.durationMs ? [shortLoad(pausesMs, load.durationMs)] : []),
      ...(mayGrow && request.record === 'none' ? [keepsAll] : []),
    ],
  };
}

const keepsAll =
  'with --record none, k6 keeps every value until its end, and its memory grows; ' +
  'a load of this length is better recorded';

const shortLoad = (pausesMs: number, durationMs: number): string =>
  `the pauses of a journey may take ${pausesMs / 1_000} s, the load only ${durationMs / 1_000} s: ` +
  'later steps are then performed after it, at no steady rate';

const isLongLoad = (load: LoadPlan, warmUp: RunPlan['warmUp'], requests: number): boolean =>
  isLong(load.durationMs + (warmUp?.durationMs ?? 0), (journeysOf(load, warmUp) ?? 0) * requests);
