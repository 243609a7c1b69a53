import type { Objective } from '../contract/objective.ts';
import type { OpenProfile, Profile } from '../contract/profile.ts';
import { UsageError } from '../model/errors.ts';
import type { RunPlan } from '../model/plan.ts';
import type { LoadChanges } from '../model/run-request.ts';
import { executors } from './executors/all.ts';
import type { ExecutorLoad } from './executors/executor.ts';

/** A load above this asks for `--yes`. */
const maxRequestsUnasked = 1_000_000;

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
    ...(changes.arrivals === undefined ? [] : [`--arrivals ${changes.arrivals}`]),
  ];
}

/** Journeys of the load and of its warm-up; null where time alone ends it. */
export function journeysOf(
  { scheduled, closed }: Pick<RunPlan, 'scheduled' | 'closed'>,
  warmUp: RunPlan['warmUp'],
): number | null {
  const ofLoad = scheduled ?? closed?.journeys ?? null;
  return ofLoad === null ? null : ofLoad + (warmUp?.scheduled ?? 0);
}

/** Throws a UsageError for a load that is more than anybody means to send unless they say so. */
export function refuseLargeLoads(requests: number): void {
  if (requests <= maxRequestsUnasked) return;
  const count = (n: number) => n.toLocaleString('en');
  throw new UsageError(`the load is ${count(requests)} requests, above ${count(maxRequestsUnasked)}`, {
    hint: 'add --yes to confirm it',
  });
}

/** Without a schedule, journeys succeed of those that started. */
export const objectivesOfLoad = (objectives: readonly Objective[], scheduled: number | null): Objective[] =>
  objectives.map((one) =>
    one.kind === 'journey-success' && scheduled === null ? { ...one, ofStarted: true as const } : one,
  );
