import type { BundlePlan } from '../contract/bundle-plan.ts';
import { stepSuccessMetric } from '../contract/metrics.ts';
import { type Objective, overrideObjectives } from '../contract/objective.ts';
import type { Profile, WarmUp } from '../contract/profile.ts';
import { checkName, type Scenario } from '../contract/scenario.ts';
import { UsageError } from '../model/errors.ts';
import { defaultMaxVus, type RunPlan, type TargetPlan, type UsersPlan } from '../model/plan.ts';
import { checkObjectives, objectiveWarnings } from './check-objectives.ts';
import { checkScenario } from './check-scenario.ts';
import { type LoadShape, loadArrival, planStages, type ShapeChanges, shapeOf, warmUpArrival } from './load-shape.ts';
import { scheduledPerStage } from './schedule.ts';
import { thresholdsOf } from './thresholds.ts';
import { holdTimeMs, sizeVirtualUsers } from './virtual-users.ts';

/** k6's default request timeout, and how long it waits for open journeys at the end. */
const requestTimeoutMs = 60_000;
const gracefulStopMs = 30_000;

/** A load above this asks for `--yes`. */
const mostRequestsUnasked = 1_000_000;

/** The words of a run, parsed: what the command line decides beside the scenario and the profile. */
export interface RunWords {
  readonly shape: ShapeChanges;
  readonly vus?: number;
  readonly maxVus?: number;
  /** How prepared users are shared out, or test users of the user's own. */
  readonly users:
    | { readonly mode: 'per-vu' | 'per-journey' }
    | { readonly mode: 'file'; readonly file: string; readonly rows: number; readonly duplicates: number };
  readonly record: RunPlan['record'];
  /** More objectives, or others in the place of the scenario's own about the same. */
  readonly objectives?: readonly Objective[];
  readonly abortOnFail?: boolean;
  readonly target: TargetPlan;
  readonly mayBeHuge: boolean;
}

/**
 * The plan of a run: pure, so that the same words always give the same plan. Throws a UsageError for loads that make no sense or are absurdly large.
 */
export function makePlan(
  scenario: Scenario,
  profile: Profile,
  words: RunWords,
  identity: { readonly runId: string; readonly toolVersion: string; readonly command: string },
): RunPlan {
  checkScenario(scenario);
  const shape = shapeOf(profile, words.shape);
  const load = planLoad(profile.name, shape, words.shape);
  const { scheduled, peakRps } = load;
  const warmUp = shape.warmUp && planWarmUp(shape.warmUp);
  const journeys = scheduled + (warmUp?.scheduled ?? 0);
  if (!words.mayBeHuge) refuseHugeLoads(journeys * scenario.steps.length);
  const virtualUsers = sizeVirtualUsers({
    peakRps,
    holdMs: holdTimeMs(scenario.steps),
    journeys: scheduled,
    chosen: words.vus,
    maxVus: words.maxVus ?? defaultMaxVus,
  });
  if (words.vus !== undefined && words.maxVus !== undefined && words.vus > words.maxVus) {
    throw new UsageError(`--vus ${words.vus} is above --max-vus ${words.maxVus}`, {
      hint: '--vus alone sets the number of VUs; --max-vus caps the number that is computed',
    });
  }
  const users = planUsers(scenario, words.users, virtualUsers.count, journeys);
  const { steps, isList } = planScenario(scenario);
  const objectives = overrideObjectives(scenario.objectives, words.objectives ?? []);
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
      recordsSamples: words.record !== 'none',
    }),
    abortOnFail: words.abortOnFail ?? false,
    record: words.record,
    target: words.target,
  };
  return { ...draft, warnings: planWarnings(draft) };
}

/** What of a plan the profile alone decides. */
export type LoadPlan = Pick<RunPlan, 'profile' | 'arrival' | 'stages' | 'peakRps' | 'durationMs' | 'scheduled'>;

/** The load of a profile with the changes of the command line. */
export function planLoad(name: string, shape: LoadShape, changes: ShapeChanges): LoadPlan {
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

function refuseHugeLoads(requests: number): void {
  if (requests <= mostRequestsUnasked) return;
  const count = (n: number) => n.toLocaleString('en');
  throw new UsageError(`the load is ${count(requests)} requests, above ${count(mostRequestsUnasked)}`, {
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

function planUsers(scenario: Scenario, words: RunWords['users'], vus: number, journeys: number): UsersPlan | undefined {
  if (scenario.users === undefined) {
    if (words.mode !== 'per-vu')
      throw new UsageError(`scenario '${scenario.name}' has no prepared users, but --users was given`, {
        hint: 'leave --users out',
      });
    return undefined;
  }
  const { name, provides } = scenario.users;
  if (words.mode !== 'file')
    return { name, provides, mode: words.mode, count: words.mode === 'per-journey' ? journeys : vus, duplicates: 0 };
  if (words.rows < vus) {
    throw new UsageError(
      `${words.file} holds ${words.rows} users, but the plan has ${vus} VUs and each needs one of its own`,
      {
        hint: `add users, or run with --vus ${words.rows}`,
      },
    );
  }
  return { name, provides, mode: 'file', count: words.rows, file: words.file, duplicates: words.duplicates };
}

function describeChanges(changes: ShapeChanges): string[] {
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
  return [
    ...objectiveWarnings(plan),
    ...(plan.virtualUsers.capped
      ? [
          `${plan.virtualUsers.wanted.toLocaleString('en')} VUs would be needed if every step took its time limit; capped at ${plan.virtualUsers.count.toLocaleString('en')} (--max-vus)`,
        ]
      : []),
  ];
}
