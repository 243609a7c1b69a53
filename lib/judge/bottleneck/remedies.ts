import type { SettingRole } from '../../model/config.ts';
import type { Prediction } from '../../model/confirmation.ts';
import type { CpuProfile } from '../../model/result-signals.ts';
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
  next(value: string): string | undefined;
  /** Undefined where too little is known. */
  apply(demand: Demand, profile: CpuProfile | undefined): Demand | undefined;
}

const minHashCost = 4;
const costSteps = 2;
const manyRows = 100;

/** Of a setting that is a number. */
const numeric =
  (next: (value: number) => number | undefined) =>
  (text: string): string | undefined => {
    const value = Number(text);
    const changed = value > 0 ? next(value) : undefined;
    return changed === undefined ? undefined : String(changed);
  };

const twice: Pick<Remedy, 'next' | 'apply'> = {
  next: numeric((value) => 2 * value),
  apply: (demand) => ({ ...demand, scarce: demand.scarce && ['same-limit', 2 * demand.scarce[1]] }),
};

/** What of the main thread's work goes to making a key out of a text, for each token anew. */
const keyRatio = ({ functions }: CpuProfile): number =>
  functions
    .filter(({ name }) => name === 'createPublicKey' || name === 'createSecretKey')
    .reduce((sum, { inclusiveRatio }) => sum + inclusiveRatio, 0);

/** By the limit that each would move; other limits have no setting that would show them. */
export const remedies: Partial<Record<LimitId, Remedy>> = {
  'thread-pool-cpu': {
    role: 'hashCost',
    next: numeric((cost) => (cost - costSteps < minHashCost ? undefined : cost - costSteps)),
    // The work of bcrypt doubles with each step of its cost.
    apply: (demand) => ({ ...demand, othersMs: demand.othersMs / 2 ** costSteps, scarce: undefined }),
  },
  'thread-pool-size': { role: 'threadPool', ...twice },
  'pool-exhausted': { role: 'pool', ...twice },
  'row-lock': {
    role: 'hotRows',
    next: numeric((rows) => (rows >= manyRows ? undefined : manyRows)),
    apply: (demand) => ({ ...demand, scarce: demand.pool }),
  },
  'event-loop': {
    role: 'jwtKey',
    next: (kind) => (kind === 'string' ? 'keyobject' : undefined),
    apply: (demand, profile) =>
      profile && { ...demand, mainMs: demand.mainMs * (1 - keyRatio(profile)), scarce: undefined },
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
