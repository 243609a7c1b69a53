import type { Stress } from '../../../lib/judge/bottleneck/limit.ts';
import type { LimitId } from '../../../lib/judge/bottleneck/limits/all.ts';
import { type SessionClass, sessionClasses } from '../../../lib/model/signal.ts';

const sessions = (given: Partial<Record<SessionClass, number>>) =>
  Object.fromEntries(sessionClasses.map((name) => [name, given[name] ?? 0])) as Record<SessionClass, number>;

/** A Node.js service with a pool of 10 on two cores, of which nothing is at its limit. */
export const calm: Stress = {
  ...{ startMs: 0, durationMs: 10_000, offeredRps: 50, completedRps: 50, droppedRatio: 0, failedRatio: 0 },
  ...{ inFlight: 2, p95Ms: 60, threadPoolMs: 0.4, databaseCores: 0.2 },
  host: { cores: 2, busy: 0.9, steal: 0, foreign: 0.1 },
  threads: { main: 0.4, others: 0.05, runDelay: 0.02, processes: 1 },
  loop: { utilization: 0.4, delayMs: 0.5, delayP99Ms: 4, gc: 0.02 },
  pool: { max: 10, inUse: 1, waiting: 0, waitingRatio: 0 },
  sessions: sessions({ idle: 9, cpu: 0.2, idleInTransaction: 0.4 }),
  blockers: sessions({}),
  activity: { addons: [], statements: [], blockers: [], relations: [], hottest: null },
};

const full = { max: 10, inUse: 10, waiting: 80, waitingRatio: 1 };
const crowd = { inFlight: 93, completedRps: 40, p95Ms: 2_000 };

/** What is read under stress, and what limits the target then, the nearest to the root first. */
export const cases: readonly (readonly [what: string, given: Partial<Stress>, expected: readonly LimitId[]])[] = [
  ['what is left where nothing else holds', {}, ['external-wait']],
  [
    'password hashes on all cores',
    {
      ...{ inFlight: 89, completedRps: 25, threadPoolMs: 900 },
      host: { cores: 2, busy: 1.95, steal: 0, foreign: 0.05 },
      threads: { main: 0.12, others: 1.7, runDelay: 0.1, processes: 1 },
    },
    ['thread-pool-cpu'],
  ],
  [
    'a thread pool of one thread',
    {
      ...{ inFlight: 86, completedRps: 13, threadPoolMs: 1_500 },
      host: { cores: 2, busy: 1.2, steal: 0, foreign: 0.05 },
      threads: { main: 0.06, others: 0.98, runDelay: 0.02, processes: 1 },
    },
    ['thread-pool-size'],
  ],
  [
    'one hot row, with a full pool as a consequence',
    { ...crowd, pool: full, sessions: sessions({ lock: 8.9, idleInTransaction: 1 }) },
    ['row-lock', 'pool-exhausted'],
  ],
  [
    'a pool whose holders wait for the application',
    {
      ...{ ...crowd, pool: { max: 3, inUse: 3, waiting: 90, waitingRatio: 1 } },
      sessions: sessions({ idleInTransaction: 2.9 }),
    },
    ['pool-exhausted'],
  ],
  ['a pool that leaks', { ...crowd, pool: full, sessions: sessions({ idle: 10 }) }, ['pool-leak']],
  [
    'JavaScript on the main thread',
    {
      ...{ inFlight: 60, completedRps: 45, threadPoolMs: 40 },
      threads: { main: 1, others: 0.05, runDelay: 0.05, processes: 1 },
      loop: { utilization: 1, delayMs: 30, delayP99Ms: 90, gc: 0.05 },
    },
    ['event-loop'],
  ],
  [
    'a garbage collector without memory to spare',
    {
      ...{ inFlight: 60, completedRps: 20 },
      threads: { main: 0.95, others: 0.3, runDelay: 0.05, processes: 1 },
      loop: { utilization: 1, delayMs: 30, delayP99Ms: 200, gc: 0.4 },
    },
    ['garbage-collection'],
  ],
  [
    'statements that burn the database’s CPUs',
    {
      ...{ ...crowd, databaseCores: 1.7, pool: full },
      sessions: sessions({ cpu: 8.3, idleInTransaction: 1.5 }),
      host: { cores: 2, busy: 2, steal: 0, foreign: 0.05 },
    },
    ['database-cpu', 'pool-exhausted'],
  ],
  [
    'a disk that is too slow',
    { ...crowd, pool: full, sessions: sessions({ io: 7, idleInTransaction: 2 }) },
    ['database-io', 'pool-exhausted'],
  ],
  [
    'a service outside',
    {
      ...{ inFlight: 22, completedRps: 55, p95Ms: 900 },
      threads: { main: 0.3, others: 0.02, runDelay: 0.01, processes: 1 },
    },
    ['external-wait'],
  ],
  [
    'other programs on the host',
    {
      ...{ inFlight: 30, completedRps: 40 },
      host: { cores: 2, busy: 2, steal: 0, foreign: 1.2 },
      threads: { main: 0.3, others: 0.05, runDelay: 0.7, processes: 1 },
      loop: { utilization: 0.95, delayMs: 20, delayP99Ms: 90, gc: 0.1 },
    },
    ['noisy-host'],
  ],
  [
    'the work of a journey alone',
    {
      ...{ inFlight: 4.7, completedRps: 18, p95Ms: 315 },
      threads: { main: 0.2, others: 1.2, runDelay: 0.2, processes: 1 },
      host: { cores: 2, busy: 1.7, steal: 0, foreign: 0.05 },
    },
    // 78 ms of CPU time of 261 ms: two cores for four hashes at once.
    ['service-time'],
  ],
  [
    'more threads of hashes than cores, which starve the main thread',
    {
      ...{ inFlight: 245, completedRps: 21, threadPoolMs: 1_400 },
      host: { cores: 2, busy: 2, steal: 0, foreign: 0.03 },
      threads: { main: 0.11, others: 1.76, runDelay: 0.88, processes: 1 },
      loop: { utilization: 1, delayMs: 37, delayP99Ms: 64, gc: 0.03 },
    },
    ['thread-pool-cpu'],
  ],
  [
    'hashes that get less than half of the CPUs, of which the database has the others',
    {
      ...{ inFlight: 120, completedRps: 15, threadPoolMs: 900, databaseCores: 0.6 },
      host: { cores: 2, busy: 1.95, steal: 0, foreign: 0.1 },
      threads: { main: 0.2, others: 0.8, runDelay: 0.6, processes: 1 },
    },
    ['thread-pool-cpu'],
  ],
  [
    'hashes on all cores, where most journeys wait, and locks that are held longer for it',
    {
      ...{ inFlight: 1_455, completedRps: 12, threadPoolMs: 1_150 },
      host: { cores: 2, busy: 2, steal: 0, foreign: 0.03 },
      threads: { main: 0.3, others: 1.33, runDelay: 0.69, processes: 1 },
      loop: { utilization: 1, delayMs: 40, delayP99Ms: 90, gc: 0.05 },
      pool: { max: 10, inUse: 10, waiting: 555, waitingRatio: 1 },
      sessions: sessions({ lock: 6.1, idleInTransaction: 3.1, idle: 0.6 }),
    },
    ['thread-pool-cpu', 'row-lock', 'pool-exhausted'],
  ],
];
