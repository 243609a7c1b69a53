import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Confirmation } from '../../lib/model/confirmation.ts';
import { engine, runCli, Scratch } from './cli.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

// Two connections, each held for 100 ms: 20 journeys a second on any machine, and 40 with twice as many.
const env = { BCRYPT_COST: '4', DB_POOL_SIZE: '2', FAULT_CONN_HOLD_MS: '100' };
const load = ['-s', 'charge-only', '-p', 'constant', '--rate', '60', '--duration', '6s', '--vus', '60'];

test('a pool that is too small is diagnosed, and twice as many connections confirm it', {
  timeout: 240_000,
}, async () => {
  const runsDir = scratch.path('runs');
  const words = ['diagnose', '--confirm', '--pairs', '2', ...load, '--runs-dir', runsDir];
  const end = await runCli(scratch, words, { env });
  expect(end.leftovers).toEqual([]);
  if (end.stdout.includes('Other programs took the CPUs of this host')) return expect(end.code).toBe(5);
  expect(end.code).toBe(0);
  expect(end.stdout).toContain('Confirmed: DB_POOL_SIZE from 2 to 4 changed the journeys completed per second by +');
  expect(end.stderr).toMatch(/run 4 of 4 {2}as it is {2}[\d.]+ journeys\/s {2}limit: pool-exhausted/);
  const name = readdirSync(runsDir).find((one) => one.includes('-diagnosis-')) ?? '';
  const confirmation = JSON.parse(readFileSync(join(runsDir, name, 'confirmation.json'), 'utf8')) as Confirmation;
  expect(confirmation.diagnosis?.verdict).toBe('pool-exhausted');
  expect(confirmation.runs.map(({ isChanged }) => isChanged)).toEqual([false, true, true, false]);
  expect(confirmation.measured?.factor).toBeGreaterThan(1.5);
  expect(confirmation.measured?.factor).toBeLessThan(2.3);
  const again = await runCli(scratch, ['report', '--run', name, '--runs-dir', runsDir]);
  expect(again).toMatchObject({ code: 0, stdout: end.stdout });
});
