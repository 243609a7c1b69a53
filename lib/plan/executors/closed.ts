import type { ClosedProfile } from '../../contract/profile.ts';
import { UsageError } from '../../model/errors.ts';
import type { ClosedLoad } from '../../model/plan.ts';
import type { LoadChanges } from '../../model/run-request.ts';
import type { ExecutorLoad } from './executor.ts';

interface ClosedNeed extends ClosedLoad {
  readonly durationMs: number;
}

/** A closed load: so many VUs, each of which starts its next journey when the last has ended; it has no schedule. */
export function closedLoad(
  profile: ClosedProfile,
  changes: LoadChanges,
  { durationMs, ...closed }: ClosedNeed,
): ExecutorLoad {
  refuseArrivals(profile, changes);
  refuseRates(profile, changes);
  const { warmUp } = profile;
  return {
    executor: profile.executor,
    closed,
    stages: [],
    peakRps: null,
    durationMs,
    scheduled: null,
    warmUp:
      warmUp && changes.warmUpMs !== 0 ? { ...warmUp, durationMs: changes.warmUpMs ?? warmUp.durationMs } : undefined,
  };
}

/** The number of VUs under `--vus` and `--scale`. */
export const scaledVus = (vus: number, { scale = 1 }: LoadChanges): number => Math.max(1, Math.round(vus * scale));

function refuseArrivals({ name, executor }: ClosedProfile, { arrivals }: LoadChanges): void {
  if (arrivals === undefined) return;
  throw new UsageError(`--arrivals was given, and profile '${name}' is ${executor}: its journeys have no schedule`, {
    hint: 'use a profile of arrivals, or give a load of its own: --rate 10 --duration 1m',
  });
}

function refuseRates({ name, executor, warmUp }: ClosedProfile, { rateRps, startRps, warmUpMs }: LoadChanges): void {
  const given = rateRps !== undefined ? '--rate' : startRps !== undefined ? '--start-rate' : undefined;
  if (given !== undefined) {
    throw new UsageError(`profile '${name}' is ${executor}, which has VUs and no rate: ${given} says nothing of it`, {
      hint: 'change --vus or --scale; or give a whole load of its own: --rate 10 --duration 1m',
    });
  }
  if (warmUpMs && warmUp === undefined) {
    throw new UsageError(`--warmup was given, and profile '${name}' (${executor}) has no rate for it`, {
      hint: 'give the profile a warmUp: { rateRps, durationMs }',
    });
  }
}

/** Refuses an option that such a profile has no use for. */
export function refuseOption(profile: ClosedProfile, option: string, value: number | undefined, hint: string): void {
  if (value === undefined) return;
  throw new UsageError(`${option} was given, and profile '${profile.name}' is ${profile.executor}`, { hint });
}
