import { expect, test } from 'vitest';
import { capacityVerdict } from '../../../lib/judge/verdict/capacity-verdict.ts';
import type { CapacityAnswer } from '../../../lib/model/capacity.ts';

const answer: CapacityAnswer = {
  limits: [{ rateRps: 44, interval: { lowRps: 42, highRps: 46 } }],
  ...{ decidedBy: 0, rateRps: 44, interval: { lowRps: 42, highRps: 46 }, confirmedRps: 42, saturationRps: 50 },
  ...{ loadSeconds: 270, flags: [] },
};

test.each<[changes: Partial<CapacityAnswer>, aboveRps: number, objectives: string, exitCode: number]>([
  [{}, 40, 'PASS', 0],
  [{}, 44, 'NO_DATA', 5],
  [{}, 46, 'FAIL', 1],
  [{ flags: ['not-confirmed'], confirmedRps: null }, 40, 'NO_DATA', 5],
  [{ interval: null, rateRps: null }, 40, 'NO_DATA', 5],
  [{ interval: null, rateRps: null, confirmedRps: 80, flags: ['never-saturated'] }, 40, 'PASS', 0],
  [{ interval: null, rateRps: null, confirmedRps: null, flags: ['never-saturated'] }, 40, 'NO_DATA', 5],
  [{ flags: ['generator-limited'] }, 40, 'NO_DATA', 5],
  [{ flags: ['generator-limited'] }, 99, 'NO_DATA', 5],
  [{ flags: ['target-died'] }, 40, 'FAIL', 1],
  [{ flags: ['did-not-recover'] }, 40, 'FAIL', 1],
  [{ flags: ['limit-missed-unloaded'], interval: null, rateRps: null }, 1, 'FAIL', 1],
  [{ flags: ['stopped'] }, 40, 'NO_DATA', 130],
])('of %j, above %d: %s, exit %d', (changes, aboveRps, objectives, exitCode) => {
  expect(capacityVerdict({ ...answer, ...changes }, aboveRps)).toMatchObject({ objectives, exitCode });
});
