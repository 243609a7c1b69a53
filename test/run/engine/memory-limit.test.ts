import { existsSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { isOutOfMemory, limitMemory, memoryLimitMiB } from '../../../lib/run/engine/memory-limit.ts';
import { runToEnd } from '../../../lib/run/engine/run-to-end.ts';
import { neverAborted } from '../../target/shop-client.ts';

const plan = (count: number, scheduledRequests: number | null) => ({
  virtualUsers: { count, wanted: count, capped: false, chosen: false, memoryMiB: 45 + count / 4 },
  scheduledRequests,
});

describe('the memory that k6 may take', () => {
  test.each([
    [undefined, {}, 1_024, 1_024],
    [plan(10, 300), {}, 1_024, 1_800],
    [plan(2_000, 1_000_000), {}, 10_000, 30_000],
    [plan(10, 300), { CASELOAD_K6_MEMORY_MIB: '512' }, 512, 512],
    [plan(10, 300), { CASELOAD_K6_MEMORY_MIB: 'much' }, 1_024, 1_800],
  ])('of %j with %j is between %i and %i MiB', (of, env, min, max) => {
    const limitMiB = memoryLimitMiB(of, env);
    expect(limitMiB).toBeGreaterThanOrEqual(min);
    expect(limitMiB).toBeLessThanOrEqual(max);
  });

  test('is more for Poisson arrivals, which k6 takes one by one', () => {
    const arrival = { startRate: 50, timeUnitMs: 1_000, stages: [{ target: 50, durationMs: 1_000_000 }] };
    const even = memoryLimitMiB({ ...plan(10, 50_000), arrival }, {});
    expect(memoryLimitMiB({ ...plan(10, 50_000), arrival: { ...arrival, seed: 1 } }, {}) - even).toBeGreaterThan(400);
  });

  test('of a load without a schedule is a part of the machine’s', () => {
    expect(memoryLimitMiB(plan(10, null), {})).toBeGreaterThan(0);
  });
});

test.runIf(existsSync('/usr/bin/prlimit'))('a program has its limit', async () => {
  const command = { command: 'sh', args: ['-c', 'sleep 1; ulimit -d'], env: process.env };
  const end = await runToEnd({ ...command, limitMs: 10_000, memoryMiB: 512, signal: neverAborted });
  expect(end.stdout).toBe(`${512 * 1_024}\n`);
});

test('a process that is not there has none, and that is no error', () => {
  const ended = new Promise<never>(() => {});
  expect(() => limitMemory({ pid: undefined, ended }, 512)).not.toThrow();
  expect(() => limitMemory({ pid: 2 ** 30, ended }, 512)).not.toThrow();
});

test('only what Go says before it gives up is a lack of memory', () => {
  expect(isOutOfMemory(2, 'fatal error: out of memory allocating heap arena metadata')).toBe(true);
  expect(isOutOfMemory(2, 'runtime: cannot allocate memory')).toBe(true);
  expect(isOutOfMemory(2, 'panic')).toBe(false);
  expect(isOutOfMemory(107, 'out of memory')).toBe(false);
});
