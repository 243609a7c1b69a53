import type { BundlePlan } from '../contract/bundle-plan.ts';
import { stepSuccessMetric } from '../contract/metrics.ts';
import { type Objective, overrideObjectives } from '../contract/objective.ts';
import type { OpenProfile, Profile, WarmUp } from '../contract/profile.ts';
import { checkName, type Scenario } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import type { RunPlan, TargetPlan, UsersPlan } from '../model/plan.ts';
import {
  defaultMaxVus,
  type LoadChanges,
  type RunRequest,
  type TargetRequest,
  type UsersSpec,
} from '../model/run-request.ts';
import { checkObjectives, objectiveWarnings } from './check-objectives.ts';
import { checkScenario } from './check-scenario.ts';
import { checkSize } from './check-size.ts';
import { executors } from './executors/all.ts';
import type { ExecutorLoad } from './executors/executor.ts';
import { arrivalMs, loadMs, warmUpDrainMs } from './k6-options.ts';
import { warmUpArrival } from './load-shape.ts';
import { parseObjective } from './parse-objective.ts';
import { scheduledPerStage } from './schedule.ts';
import { thresholdsOf } from './thresholds.ts';
import { givenVirtualUsers, holdTimeMs, sizeVirtualUsers } from './virtual-users.ts';

/** k6's default request timeout, and how long it waits for open journeys at the end. */
const requestTimeoutMs = 60_000;
const gracefulStopMs = 30_000;

/** A load above this asks for `--yes`. */
const maxRequestsUnasked = 1_000_000;

/** What a request names, loaded. */
export interface PlanParts {
  readonly scenario: Scenario;
  readonly profile: Profile;
  /** The objectives of the project's configuration; those of the request come after them. */
  readonly projectObjectives?: readonly Objective[];
  /** What the file of the user's own users holds. */
  readonly ownUsers?: { readonly count: number; readonly duplicates: number };
}

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
  const { changes, vus, maxVus, allowLarge, abortOnFail } = request.load;
  checkScenario(scenario);
  const { warmUp: warmUpAsked, ...load } = planLoad(profile, changes, vus);
  const { scheduled, peakRps, closed } = load;
  const warmUp = warmUpAsked && planWarmUp(warmUpAsked);
  const ofLoad = scheduled ?? closed?.journeys ?? null;
  const journeys = ofLoad === null ? null : ofLoad + (warmUp?.scheduled ?? 0);
  if (!allowLarge) refuseLargeLoads((journeys ?? 0) * scenario.steps.length);
  const virtualUsers =
    closed === undefined
      ? sizeVirtualUsers({
          peakRps: peakRps ?? 0,
          holdMs: holdTimeMs(scenario.steps),
          journeys: scheduled ?? 0,
          chosen: vus,
          maxVus: maxVus ?? defaultMaxVus,
        })
      : givenVirtualUsers(closed.vus, vus !== undefined);
  const chosen = closed?.vus ?? vus;
  if (chosen !== undefined && maxVus !== undefined && chosen > maxVus) {
    throw new UsageError(
      `${vus === undefined ? `the profile's ${chosen} VUs are` : `--vus ${chosen} is`} above --max-vus ${maxVus}`,
      {
        hint: '--vus alone sets the number of VUs; --max-vus caps the number that is computed',
      },
    );
  }
  const users = planUsers(parts, request.users, virtualUsers.count, journeys);
  checkSize({
    scheduleMs: (warmUp ? arrivalMs(warmUp.arrival) + warmUpDrainMs : 0) + loadMs(load) + gracefulStopMs,
    vus: virtualUsers.count,
    users: users?.count ?? 0,
    journeys: journeys ?? 0,
  });
  const { steps, isList } = planScenario(scenario);
  const objectives = objectivesOfLoad(planObjectives(parts, request.objectives), scheduled);
  checkObjectives(objectives, load.stages.length);
  const draft = {
    schemaVersion: 1 as const,
    ...identity,
    scenario: { name: scenario.name, steps, isList },
    ...load,
    scheduledRequests: scheduled === null ? null : scheduled * scenario.steps.length,
    ...(warmUp && { warmUp }),
    virtualUsers,
    requestTimeoutMs,
    gracefulStopMs,
    ...(users && { users }),
    objectives,
    thresholds: thresholdsOf({
      objectives,
      scheduled,
      steps: steps.map((step) => step.name),
      hasWarmUp: warmUp !== undefined,
      recordsSamples: request.record !== 'none',
    }),
    abortOnFail,
    record: request.record,
    target: planTarget(request.target),
  };
  return { ...draft, warnings: planWarnings(draft) };
}

/** What of a plan the profile alone decides. */
export type LoadPlan = Omit<ExecutorLoad, 'executor' | 'warmUp'> & Pick<RunPlan, 'profile'>;

/** The load of a profile with the changes of the command line. */
export function planLoad(
  profile: Profile,
  changes: LoadChanges,
  vus?: number,
): LoadPlan & Pick<ExecutorLoad, 'warmUp'> {
  const given = isWholeLoad(changes) ? openProfile(profile) : profile;
  const planner = executors.find(({ name }) => name === given.executor);
  if (planner === undefined) throw new UsageError(`profile '${profile.name}' has an unknown executor`);
  const { executor, ...load } = planner.plan(given, changes, vus);
  return { profile: { name: profile.name, executor, changes: describeChanges(changes) }, ...load };
}

/** The changes are a load of their own, in the place of the profile's. */
const isWholeLoad = ({ stages, rateRps, durationMs }: LoadChanges): boolean =>
  stages !== undefined || (rateRps !== undefined && durationMs !== undefined);

/** A profile of which nothing but its name and its warm-up is left. */
const openProfile = (profile: Profile): OpenProfile =>
  profile.executor === 'ramping-arrival-rate' || profile.executor === 'constant-arrival-rate'
    ? profile
    : {
        ...{ name: profile.name, summary: profile.summary, ...(profile.warmUp && { warmUp: profile.warmUp }) },
        ...{ executor: 'constant-arrival-rate', rateRps: 1, durationMs: 1_000 },
      };

/** What of a plan the scenario alone decides. */
export const planScenario = (scenario: Scenario): RunPlan['scenario'] => ({
  name: scenario.name,
  steps: scenario.steps.map((step) => ({ name: step.name, check: checkName(step), timeLimitMs: step.timeLimitMs })),
  isList: scenario.run === undefined,
});

function refuseLargeLoads(requests: number): void {
  if (requests <= maxRequestsUnasked) return;
  const count = (n: number) => n.toLocaleString('en');
  throw new UsageError(`the load is ${count(requests)} requests, above ${count(maxRequestsUnasked)}`, {
    hint: 'add --yes to confirm it',
  });
}

function planWarmUp(warmUp: WarmUp): NonNullable<RunPlan['warmUp']> {
  const arrival = warmUpArrival(warmUp);
  return { ...warmUp, arrival, scheduled: scheduledPerStage(arrival).reduce((sum, due) => sum + due, 0) };
}

/** What of a plan is baked into the k6 script, beside its options. */
export function bundlePlan(plan: RunPlan): BundlePlan {
  return {
    scenario: plan.scenario.name,
    profile: plan.profile.name,
    scheduled: plan.scheduled,
    requestTimeoutMs: plan.requestTimeoutMs,
    hasWarmUp: plan.warmUp !== undefined,
    successMetrics: Object.fromEntries(
      plan.objectives.flatMap((objective) =>
        objective.kind === 'step-success' ? [[objective.step, stepSuccessMetric(objective.step)]] : [],
      ),
    ),
    ...(plan.users && {
      users: { mode: plan.users.mode, provides: plan.users.provides, count: plan.users.count },
    }),
  };
}

/** The scenario's objectives, then the project's, then the request's: the last about the same holds. */
function planObjectives({ scenario, projectObjectives = [] }: PlanParts, own: readonly string[]): Objective[] {
  const steps = scenario.steps.map((step) => step.name);
  const added = [...projectObjectives, ...own.map((text) => parseObjective(text, steps))];
  return overrideObjectives(scenario.objectives, added);
}

/** Without a schedule, journeys succeed of those that started. */
export const objectivesOfLoad = (objectives: readonly Objective[], scheduled: number | null): Objective[] =>
  objectives.map((one) =>
    one.kind === 'journey-success' && scheduled === null ? { ...one, ofStarted: true as const } : one,
  );

/** What of a target is stored in a plan: no secrets. */
export function planTarget(target: TargetRequest): TargetPlan {
  if (target.kind === 'shop') return { kind: 'shop' };
  if (target.kind === 'recipe') return { kind: 'recipe', start: target.recipe.start };
  const { url, insecure, headers } = target;
  return { kind: 'url', url, headerNames: Object.keys(headers), insecure };
}

function planUsers(
  { scenario, ownUsers }: PlanParts,
  users: UsersSpec,
  vus: number,
  journeys: number | null,
): UsersPlan | undefined {
  if (scenario.users === undefined) {
    if (users.mode !== 'per-vu')
      throw new UsageError(`scenario '${scenario.name}' has no prepared users, but --users was given`, {
        hint: 'leave out --users',
      });
    return undefined;
  }
  const { name, provides } = scenario.users;
  if (users.mode !== 'file')
    return { name, provides, mode: users.mode, count: usersNeeded(users.mode, vus, journeys), duplicates: 0 };
  const { count, duplicates } = ownUsers ?? { count: 0, duplicates: 0 };
  if (count < vus) {
    throw new UsageError(
      `${users.file} has ${count} users, but the plan has ${vus} VUs and each needs a different one`,
      { hint: `add users, or run with --vus ${count}` },
    );
  }
  return { name, provides, mode: 'file', count, file: users.file, duplicates };
}

function usersNeeded(mode: 'per-vu' | 'per-journey', vus: number, journeys: number | null): number {
  if (mode === 'per-vu') return vus;
  if (journeys !== null) return journeys;
  throw new UsageError('--users per-journey was given, but the number of journeys of a closed load is not known', {
    hint: 'use --users per-vu, or a profile of arrivals or iterations',
  });
}

function describeChanges(changes: LoadChanges): string[] {
  const seconds = (ms: number) => `${ms / 1_000}s`;
  return [
    ...(changes.stages
      ? [`--stages ${changes.stages.map((stage) => `${stage.targetRps}/${seconds(stage.durationMs)}`).join(',')}`]
      : []),
    ...(changes.rateRps === undefined ? [] : [`--rate ${changes.rateRps}`]),
    ...(changes.durationMs === undefined ? [] : [`--duration ${seconds(changes.durationMs)}`]),
    ...(changes.scale === undefined ? [] : [`--scale ${changes.scale}`]),
    ...(changes.startRps === undefined ? [] : [`--start-rate ${changes.startRps}`]),
    ...(changes.warmUpMs === undefined ? [] : [`--warmup ${seconds(changes.warmUpMs)}`]),
  ];
}

function planWarnings(plan: Omit<RunPlan, 'warnings'>): string[] {
  const { wanted, count, capped } = plan.virtualUsers;
  return [
    ...objectiveWarnings(plan),
    ...(capped
      ? [
          `${wanted.toLocaleString('en')} VUs would be needed if every step took its time limit; ` +
            `capped at ${count.toLocaleString('en')} (--max-vus)`,
        ]
      : []),
  ];
}
