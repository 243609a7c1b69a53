import type { Limit, Stress, Weighed } from '../limit.ts';
import databaseCpu from './database-cpu.ts';
import databaseIo from './database-io.ts';
import eventLoop from './event-loop.ts';
import externalWait from './external-wait.ts';
import garbageCollection from './garbage-collection.ts';
import noisyHost from './noisy-host.ts';
import poolExhausted from './pool-exhausted.ts';
import poolLeak from './pool-leak.ts';
import rowLock from './row-lock.ts';
import serviceTime from './service-time.ts';
import threadPool from './thread-pool.ts';
import threadPoolSize from './thread-pool-size.ts';

/** Everything that may limit a target, as far as it can be told from outside. */
const limits = [
  noisyHost,
  rowLock,
  threadPool,
  threadPoolSize,
  poolLeak,
  databaseIo,
  databaseCpu,
  garbageCollection,
  eventLoop,
  poolExhausted,
  serviceTime,
  externalWait,
] as const satisfies readonly Limit[];

export type LimitId = (typeof limits)[number]['id'];

export interface WeighedLimit extends Weighed {
  readonly id: string;
}

/** The limits that hold, the nearest to the root first. */
export function weighLimits(stress: Stress): WeighedLimit[] {
  const weighed = (all: readonly Limit[]) =>
    all.flatMap((limit) => {
      const one = limit.weigh(stress);
      return one === undefined ? [] : [{ id: limit.id, ...one }];
    });
  const isResidual = (limit: Limit) => limit.isResidual === true;
  const found = weighed(limits.filter((limit) => !isResidual(limit)));
  return (found.length > 0 ? found : weighed(limits.filter(isResidual))).sort((a, b) => b.rank - a.rank);
}
