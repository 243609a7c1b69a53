import { expect, test } from 'vitest';
import { capacityExitCode } from '../../../lib/judge/verdict/capacity-exit-code.ts';
import type { CapacityFlag } from '../../../lib/model/capacity.ts';

test.each<[flags: CapacityFlag[], rateRps: number | null, code: number]>([
  [[], 40, 0],
  [['irregular'], 40, 0],
  [[], null, 5],
  [['limit-missed-unloaded'], null, 1],
  [['target-died'], 40, 1],
  [['did-not-recover'], 40, 1],
  [['generator-limited'], 40, 3],
  [['target-died', 'stopped'], 40, 130],
])('a search with %j and the rate %j ends with %d', (flags, rateRps, code) => {
  expect(capacityExitCode({ flags, rateRps })).toBe(code);
});
