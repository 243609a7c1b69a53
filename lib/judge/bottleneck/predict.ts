import type { SettingRole } from '../../model/config.ts';
import type { Prediction } from '../../model/confirmation.ts';
import { ownValue } from '../../model/own-value.ts';
import type { CpuProfile } from '../../model/result-signals.ts';
import type { Stress } from './limit.ts';
import { type Bound, type Demand, demandOf, type Remedy, remedies } from './remedies.ts';

/** A setting of the target as it is. */
export interface Setting {
  readonly role: SettingRole;
  readonly name: string;
  readonly value: string;
}

/** CPUs are never used wholly; and what a journey costs changes a little with all else. */
const usable = { low: 0.8, likely: 0.92, high: 1 };

/**
 * What the remedy of a limit would do to the journeys completed per second, by the asymptotic bounds of operational
 * analysis (Denning & Buzen 1978): no resource can do more than its time divided by what a journey takes of it.
 * Undefined where the limit has no remedy, the target no setting for it, or too little was read.
 */
export function predict(
  limit: string,
  stress: Stress,
  settings: readonly Setting[],
  profile?: CpuProfile,
): Prediction | undefined {
  const remedy = ownValue<Remedy>(remedies, limit);
  const demand = demandOf(stress);
  const setting = settings.find(({ role }) => role === remedy?.role);
  const to = setting && remedy?.next(setting.value);
  const changed = demand && remedy?.apply(demand, profile);
  if (setting === undefined || to === undefined || changed === undefined) return undefined;
  const likely = boundsOf(changed, stress, usable.likely);
  const [nextLimit, rateRps] = likely.reduce((least, bound) => (bound[1] < least[1] ? bound : least));
  const factorAt = (part: number) =>
    Math.min(...boundsOf(changed, stress, part).map(([, rps]) => rps)) / stress.completedRps;
  return {
    change: { name: setting.name, from: setting.value, to },
    factor: rateRps / stress.completedRps,
    low: factorAt(usable.low),
    high: factorAt(usable.high),
    nextLimit,
  };
}

/** What each thing lets through, where that part of its time can be used. */
function boundsOf(demand: Demand, { threads, host, offeredRps }: Stress, part: number): readonly Bound[] {
  const { mainMs, othersMs, elsewhereMs, scarce } = demand;
  return [
    ['offered-load', offeredRps],
    ...(scarce === undefined ? [] : [[scarce[0], part * scarce[1]] as const]),
    ['host-cpu', (part * 1_000 * (host?.cores ?? 0)) / (mainMs + othersMs + elsewhereMs)],
    ['main-thread', (part * 1_000 * (threads?.processes ?? 1)) / mainMs],
  ];
}
