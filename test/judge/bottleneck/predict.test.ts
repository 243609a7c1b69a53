import { describe, expect, it } from 'vitest';
import type { Stress } from '../../../lib/judge/bottleneck/limit.ts';
import { predict, type Setting } from '../../../lib/judge/bottleneck/predict.ts';
import type { CpuProfile } from '../../../lib/model/result-signals.ts';
import { calm } from './cases.ts';

const settings: readonly Setting[] = [
  { role: 'hashCost', name: 'BCRYPT_COST', value: '10' },
  { role: 'threadPool', name: 'UV_THREADPOOL_SIZE', value: '1' },
  { role: 'pool', name: 'DB_POOL_SIZE', value: '3' },
  { role: 'hotRows', name: 'STOCK_SKUS', value: '1' },
];
const host = { cores: 2, busy: 2, steal: 0, foreign: 0 };
const threads = { main: 0.1, others: 1.7, runDelay: 0.2, processes: 1 };
const crowded: Stress = { ...calm, offeredRps: 200, completedRps: 25, host, threads };
const busy = (changes: Partial<Stress>): Stress => ({ ...crowded, ...changes });

describe('what a change does, by operational bounds', () => {
  it('a hash of a quarter of the work makes room for all else', () => {
    // Of 80 ms of CPU time, 68 are hashes: 12 + 17 = 29 ms, and two cores give 69/s, of which 92 % are likely.
    expect(predict('thread-pool-cpu', crowded, settings)).toEqual({
      change: { name: 'BCRYPT_COST', from: '10', to: '8' },
      factor: expect.closeTo((0.92 * 2_000) / 29 / 25, 5),
      low: expect.closeTo((0.8 * 2_000) / 29 / 25, 5),
      high: expect.closeTo(2_000 / 29 / 25, 5),
      nextLimit: 'host-cpu',
    });
  });

  it('twice as many threads are worth what the CPUs have left', () => {
    const oneThread = busy({ threads: { ...threads, others: 1 }, host: { ...host, busy: 1.2 } });
    expect(predict('thread-pool-size', oneThread, settings)).toMatchObject({ nextLimit: 'host-cpu' });
    expect(predict('thread-pool-size', oneThread, settings)?.factor).toBeCloseTo((0.92 * 2) / 1.2, 5);
    const manyCores = busy({ threads: { ...threads, others: 1 }, host: { ...host, cores: 8, busy: 1.2 } });
    expect(predict('thread-pool-size', manyCores, settings)).toMatchObject({ nextLimit: 'same-limit', high: 2 });
  });

  it('twice as many connections are twice as many journeys, unless the main thread is next', () => {
    const idle = busy({ threads: { ...threads, main: 0.3, others: 0 }, host: { ...host, cores: 4, busy: 0.8 } });
    expect(predict('pool-exhausted', idle, settings)).toMatchObject({ factor: 1.84, nextLimit: 'same-limit' });
    const near = { ...idle, threads: { ...threads, main: 0.8, others: 0 } };
    expect(predict('pool-exhausted', near, settings)).toMatchObject({ nextLimit: 'main-thread' });
  });

  it('without the hot row the connections that did not wait for it count', () => {
    const sessions = { ...calm.sessions, lock: 8, cpu: 1, idleInTransaction: 1 } as NonNullable<Stress['sessions']>;
    const pool = { max: 10, inUse: 10, waiting: 80, waitingRatio: 1 };
    const locked = busy({
      sessions,
      pool,
      threads: { ...threads, main: 0.1, others: 0 },
      host: { ...host, busy: 0.3 },
    });
    // Two of ten did something: five times as many journeys at most.
    expect(predict('row-lock', locked, settings)).toMatchObject({ high: 5, nextLimit: 'pool' });
  });

  it('a key that is made once is as much more as the profile shows it to take', () => {
    const loop = busy({ threads: { ...threads, main: 1, others: 0.1 }, host: { ...host, cores: 4, busy: 1.5 } });
    const profile = { functions: [{ name: 'createPublicKey', inclusiveRatio: 0.25 }] } as unknown as CpuProfile;
    const known: Setting[] = [{ role: 'jwtKey', name: 'JWT_KEY', value: 'string' }];
    expect(predict('event-loop', loop, known, profile)).toMatchObject({
      ...{ change: { name: 'JWT_KEY', from: 'string', to: 'keyobject' }, nextLimit: 'main-thread' },
      high: expect.closeTo(1 / 0.75, 5),
    });
    expect(predict('event-loop', loop, known)).toBeUndefined();
    expect(predict('event-loop', loop, [{ ...(known[0] as Setting), value: 'keyobject' }], profile)).toBeUndefined();
  });

  it('never promises more than is offered', () => {
    expect(predict('thread-pool-cpu', busy({ offeredRps: 30 }), settings)).toMatchObject({
      ...{ factor: 1.2, low: 1.2, high: 1.2, nextLimit: 'offered-load' },
    });
  });

  it.each<[string, string, Stress, readonly Setting[]]>([
    ['no remedy', 'garbage-collection', crowded, settings],
    ['no such setting', 'row-lock', crowded, settings.slice(0, 1)],
    ['a setting at its end', 'row-lock', crowded, [{ role: 'hotRows', name: 'STOCK_SKUS', value: '100' }]],
    ['the cheapest hash', 'thread-pool-cpu', crowded, [{ role: 'hashCost', name: 'BCRYPT_COST', value: '4' }]],
    ['a setting that is no number', 'pool-exhausted', crowded, [{ role: 'pool', name: 'DB_POOL_SIZE', value: '' }]],
    ['no CPU times', 'thread-pool-cpu', busy({ threads: null }), settings],
    ['nothing completed', 'thread-pool-cpu', busy({ completedRps: 0 }), settings],
  ])('promises nothing with %s', (_, limit, stress, known) => {
    expect(predict(limit, stress, known)).toBeUndefined();
  });
});
