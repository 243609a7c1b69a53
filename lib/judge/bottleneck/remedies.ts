import type { SettingRole } from '../../model/config.ts';
import type { Prediction } from '../../model/confirmation.ts';
import type { Stress } from './limit.ts';
import type { LimitId } from './limits/all.ts';

/** How many journeys a second something lets through at most. */
export type Bound = readonly [Prediction['nextLimit'], number];

/** CPU time of one journey, ms, and what lets only so many through whatever the CPUs do. */
export interface Demand {
  readonly mainMs: number;
  readonly othersMs: number;
  /** The database, k6 and everything else on this host. */
  readonly elsewhereMs: number;
  readonly scarce: Bound | undefined;
  /** The connections of the pool, once nobody waits for a lock in one. */
  readonly pool: Bound | undefined;
}

/** A change that would move a limit. */
export interface Remedy {
  readonly role: SettingRole;
  /** Undefined where the setting cannot be moved further. */
  next(value: number): number | undefined;
  apply(demand: Demand, from: number, to: number): Demand;
}

const minHashCost = 4;
const manyRows = 100;

const twice: Pick<Remedy, 'next' | 'apply'> = {
  next: (value) => 2 * value,
  apply: (demand) => ({ ...demand, scarce: demand.scarce && ['same-limit', 2 * demand.scarce[1]] }),
};

/** By the limit that each would move; other limits have no setting that would show them. */
export const remedies: Partial<Record<LimitId, Remedy>> = {
  'thread-pool-cpu': {
    role: 'hashCost',
    next: (cost) => (cost - 2 < minHashCost ? undefined : cost - 2),
    // The work of bcrypt doubles with each step of its cost.
    apply: (demand, from, to) => ({ ...demand, othersMs: demand.othersMs * 2 ** (to - from), scarce: undefined }),
  },
  'thread-pool-size': { role: 'threadPool', ...twice },
  'pool-exhausted': { role: 'pool', ...twice },
  'row-lock': {
    role: 'hotRows',
    next: (rows) => (rows >= manyRows ? undefined : manyRows),
    apply: (demand) => ({ ...demand, scarce: demand.pool }),
  },
};

/** What a journey needs now; undefined where the CPUs were not read, or nothing was completed. */
export function demandOf({ threads, host, pool, sessions, completedRps }: Stress): Demand | undefined {
  if (threads === null || host === null || completedRps === 0) return undefined;
  const ms = (cores: number) => (1_000 * cores) / completedRps;
  const working = pool === null || sessions === null ? 0 : pool.inUse - sessions.lock;
  return {
    mainMs: ms(threads.main),
    othersMs: ms(threads.others),
    elsewhereMs: ms(Math.max(0, host.busy - threads.main - threads.others)),
    scarce: ['same-limit', completedRps],
    pool: working > 0 && pool !== null ? ['pool', (completedRps * pool.max) / working] : undefined,
  };
}
