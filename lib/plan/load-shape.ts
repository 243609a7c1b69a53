import { maxDrawn } from '../contract/poisson-arrivals.ts';
import type { Arrivals, OpenProfile, Stage, WarmUp } from '../contract/profile.ts';
import { UsageError } from '../model/errors.ts';
import type { ArrivalRate, RunPlan, StagePlan } from '../model/plan.ts';
import type { LoadChanges } from '../model/run-request.ts';
import { arrivalRate, closingStages } from './arrival-rate.ts';
import { dueArrivals, scheduledPerStage } from './schedule.ts';

export interface LoadShape {
  readonly executor: OpenProfile['executor'];
  readonly startRps: number;
  readonly stages: readonly Stage[];
  readonly warmUp: WarmUp | undefined;
  readonly arrivals: Arrivals;
}

/** A profile with the changes of the command line applied, in the one form that all open profiles share. */
export function shapeOf(profile: OpenProfile, changes: LoadChanges): LoadShape {
  const shape = withChanges(profile, changes);
  const scale = changes.scale ?? 1;
  const stages = shape.stages.map((stage) => ({ ...stage, targetRps: stage.targetRps * scale }));
  const startRps = shape.startRps * scale;
  const warmUpMs = changes.warmUpMs;
  const firstRps = [startRps, ...stages.map((stage) => stage.targetRps)].find((rateRps) => rateRps > 0);
  if (firstRps === undefined)
    throw new UsageError('every rate of the load is 0, so nothing would be sent', {
      hint: 'give at least one stage a rate above 0',
    });
  if (!stages.some((stage) => stage.durationMs > 0))
    throw new UsageError('the load has no duration', { hint: 'give at least one stage a duration above 0s' });
  const profileWarmUp = profile.warmUp && { ...profile.warmUp, rateRps: profile.warmUp.rateRps * scale };
  return {
    executor: shape.executor,
    startRps,
    stages,
    warmUp:
      warmUpMs === undefined ? profileWarmUp : warmUpMs === 0 ? undefined : { rateRps: firstRps, durationMs: warmUpMs },
    arrivals: changes.arrivals ?? profile.arrivals ?? 'even',
  };
}

type BareShape = Omit<LoadShape, 'warmUp' | 'arrivals'>;

function withChanges(profile: OpenProfile, { stages, rateRps, durationMs, startRps }: LoadChanges): BareShape {
  if (stages !== undefined) {
    if (rateRps !== undefined || durationMs !== undefined) {
      throw new UsageError('--stages was given together with --rate or --duration', {
        hint: 'use --stages for a ramp, or --rate and --duration for a constant rate',
      });
    }
    return { executor: 'ramping-arrival-rate', startRps: startRps ?? 0, stages };
  }
  if (profile.executor === 'constant-arrival-rate' || (rateRps !== undefined && durationMs !== undefined)) {
    if (startRps !== undefined)
      throw new UsageError('--start-rate was given for a constant rate', { hint: 'use --stages for a ramp' });
    const constant = profile.executor === 'constant-arrival-rate' ? profile : { rateRps: 0, durationMs: 0 };
    const rate = rateRps ?? constant.rateRps;
    return {
      executor: 'constant-arrival-rate',
      startRps: rate,
      stages: [{ targetRps: rate, durationMs: durationMs ?? constant.durationMs }],
    };
  }
  if (rateRps !== undefined || durationMs !== undefined) {
    throw new UsageError(
      `profile '${profile.name}' is a ramp: use --rate with --duration, or with a constant profile`,
      {
        hint: 'for example --profile constant --rate 12 --duration 5m',
      },
    );
  }
  return { executor: profile.executor, startRps: startRps ?? profile.startRps ?? 0, stages: profile.stages };
}

/**
 * The executor of the load: the shape's stages in k6's fields, and the closing stages. Where k6's sums in doubles would
 * lose the last arrival (15/s × 6 s is 89.99999999999999 there), the last loaded stage is a microsecond longer.
 */
export function loadArrival(shape: Pick<LoadShape, 'startRps' | 'stages'> & Partial<LoadShape>): ArrivalRate {
  const arrival = arrivalRate(shape.startRps, shape.stages);
  const due = dueArrivals(arrival);
  if (shape.arrivals === 'poisson') refuseLongDraws(due);
  const isShort = Math.floor(due + 1e-6) > Math.floor(due);
  const fromOf = (index: number) => (index === 0 ? arrival.startRate : (arrival.stages[index - 1]?.target ?? 0));
  const last = arrival.stages.findLastIndex((stage, index) => stage.durationMs > 0 && stage.target + fromOf(index) > 0);
  const stages = arrival.stages.map((stage, index) =>
    isShort && index === last ? { ...stage, durationMs: stage.durationMs + 0.001 } : stage,
  );
  const even = { ...arrival, stages: [...stages, ...closingStages] };
  return shape.arrivals === 'poisson' ? { ...even, seed: seedOf(even) } : even;
}

function refuseLongDraws(due: number): void {
  if (due <= maxDrawn) return;
  const count = (journeys: number) => Math.round(journeys).toLocaleString('en');
  throw new UsageError(`Poisson arrivals were asked for, of about ${count(due)} journeys`, {
    hint: `they are drawn one by one, at most ${count(maxDrawn)}: use less --rate or --duration, or --arrivals even`,
  });
}

/** The same load is drawn alike each time: a run can be repeated, and runs that are compared have the same arrivals. */
function seedOf(arrival: ArrivalRate): number {
  let hash = 0x811c9dc5;
  for (const character of JSON.stringify(arrival)) hash = Math.imul(hash ^ character.charCodeAt(0), 0x01000193);
  return hash >>> 0;
}

/** A warm-up as planned: a constant rate, ended like the load. */
export function planWarmUp(warmUp: WarmUp, arrivals: Arrivals = 'even'): NonNullable<RunPlan['warmUp']> {
  const { rateRps, durationMs } = warmUp;
  const arrival = loadArrival({ startRps: rateRps, stages: [{ targetRps: rateRps, durationMs }], arrivals });
  return { ...warmUp, arrival, scheduled: scheduledPerStage(arrival).reduce((sum, due) => sum + due, 0) };
}

/** The stages of a shape, each with the journeys that are due in it. */
export function planStages(shape: LoadShape, arrival = loadArrival(shape)): StagePlan[] {
  const scheduled = scheduledPerStage(arrival);
  let startMs = 0;
  let fromRps = shape.startRps;
  return shape.stages.map(({ targetRps, durationMs }, index) => {
    const stage: StagePlan = {
      index,
      fromRps,
      toRps: targetRps,
      startMs,
      durationMs,
      scheduled: scheduled[index] ?? 0,
      shape: durationMs === 0 ? 'step' : fromRps === targetRps ? 'plateau' : 'ramp',
    };
    startMs += durationMs;
    fromRps = targetRps;
    return stage;
  });
}
