import { expect, test } from 'vitest';
import {
  capacityExitCode,
  confirmationExitCode,
  overloadExitCode,
  sweepExitCode,
} from '../../../lib/judge/verdict/experiment-exit-code.ts';
import type { CapacityFlag } from '../../../lib/model/capacity.ts';
import type { Overload } from '../../../lib/model/overload.ts';
import type { SweepPoint } from '../../../lib/model/sweep.ts';

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

test.each<[changes: Partial<Overload>, code: number]>([
  [{}, 0],
  [{ behaviour: 'collapses' }, 0],
  [{ behaviour: 'unknown' }, 5],
  [{ behaviour: 'metastable' }, 1],
  [{ isConsistent: false }, 1],
  [{ hasDied: true, behaviour: 'unknown' }, 1],
])('an overload with %j ends with %d', (changes, code) => {
  expect(overloadExitCode({ behaviour: 'keeps', isConsistent: true, hasDied: false, ...changes })).toBe(code);
});

test.each<[results: SweepPoint['result'][], code: number]>([
  [['best', 'worse', 'failing'], 0],
  [['failing', 'inconsistent'], 1],
  [['same', 'same'], 5],
  [['unknown', 'failing'], 5],
])('a sweep with %j ends with %d', (results, code) => {
  const points = results.map((result) => ({
    values: [],
    runs: [],
    value: null,
    interval: null,
    againstBest: null,
    result,
  }));
  expect(sweepExitCode({ points })).toBe(code);
});

test.each([
  ['confirmed', 0],
  ['predicted', 0],
  ['target-died', 1],
  ['nothing-limits', 0],
  ['refuted', 1],
  ['failing', 1],
  ['open', 5],
  ['undetermined', 5],
  ['noisy-host', 5],
  ['no-change', 5],
  ['no-room', 5],
] as const)('a diagnosis that is %s ends with %d', (outcome, code) => {
  expect(confirmationExitCode({ outcome })).toBe(code);
});
