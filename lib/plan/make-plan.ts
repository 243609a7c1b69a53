import type { BundlePlan } from '../contract/bundle-plan.ts';
import { stepSuccessMetric } from '../contract/metrics.ts';
import { type Objective, overrideObjectives } from '../contract/objective.ts';
import type { Profile, WarmUp } from '../contract/profile.ts';
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
import { type LoadShape, loadArrival, planStages, shapeOf, warmUpArrival } from './load-shape.ts';
import { parseObjective } from './parse-objective.ts';
import { scheduledPerStage } from './schedule.ts';
import { thresholdsOf } from './thresholds.ts';
import { holdTimeMs, sizeVirtualUsers } from './virtual-users.ts';

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
  const shape = shapeOf(profile, changes);
  const load = planLoad(profile.name, shape, changes);
  const { scheduled, peakRps } = load;
  const warmUp = shape.warmUp && planWarmUp(shape.warmUp);
  const journeys = scheduled + (warmUp?.scheduled ?? 0);
  if (!allowLarge) refuseLargeLoads(journeys * scenario.steps.length);
  const virtualUsers = sizeVirtualUsers({
    peakRps,
    holdMs: holdTimeMs(scenario.steps),
    journeys: scheduled,
    chosen: vus,
    maxVus: maxVus ?? defaultMaxVus,
  });
  if (vus !== undefined && maxVus !== undefined && vus > maxVus) {
    throw new UsageError(`--vus ${vus} is above --max-vus ${maxVus}`, {
      hint: '--vus alone sets the number of VUs; --max-vus caps the number that is computed',
    });
  }
  const users = planUsers(parts, request.users, virtualUsers.count, journeys);
  const { steps, isList } = planScenario(scenario);
  const objectives = planObjectives(parts, request.objectives);
  checkObjectives(objectives, load.stages.length);
  const draft = {
    schemaVersion: 1 as const,
    ...identity,
    scenario: { name: scenario.name, steps, isList },
    ...load,
    scheduledRequests: scheduled * scenario.steps.length,
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
export type LoadPlan = Pick<RunPlan, 'profile' | 'arrival' | 'stages' | 'peakRps' | 'durationMs' | 'scheduled'>;

/** The load of a profile with the changes of the command line. */
export function planLoad(name: string, shape: LoadShape, changes: LoadChanges): LoadPlan {
  const stages = planStages(shape);
  const scheduled = stages.reduce((sum, stage) => sum + stage.scheduled, 0);
  if (scheduled === 0) {
    throw new UsageError('the load is so short or so slow that not one journey is due', {
      hint: 'raise the rate or the duration',
    });
  }
  return {
    profile: { name, executor: shape.executor, changes: describeChanges(changes) },
    arrival: loadArrival(shape),
    stages,
    peakRps: Math.max(shape.startRps, ...shape.stages.map((stage) => stage.targetRps)),
    durationMs: stages.reduce((sum, stage) => sum + stage.durationMs, 0),
    scheduled,
  };
}

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
    hint: 'add --yes if you mean it',
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
  journeys: number,
): UsersPlan | undefined {
  if (scenario.users === undefined) {
    if (users.mode !== 'per-vu')
      throw new UsageError(`scenario '${scenario.name}' has no prepared users, but --users was given`, {
        hint: 'leave --users out',
      });
    return undefined;
  }
  const { name, provides } = scenario.users;
  if (users.mode !== 'file')
    return { name, provides, mode: users.mode, count: users.mode === 'per-journey' ? journeys : vus, duplicates: 0 };
  const { count, duplicates } = ownUsers ?? { count: 0, duplicates: 0 };
  if (count < vus) {
    throw new UsageError(
      `${users.file} holds ${count} users, but the plan has ${vus} VUs and each needs one of its own`,
      { hint: `add users, or run with --vus ${count}` },
    );
  }
  return { name, provides, mode: 'file', count, file: users.file, duplicates };
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
