import { describe, expect, it } from 'vitest';
import { parseProfile } from '../../lib/plan/profile-schema.ts';
import { listNames, loadProfile } from '../../lib/store/library.ts';
import { usageErrorOf } from '../usage-error.ts';

const constant = {
  name: 'steady',
  summary: 'one rate',
  executor: 'constant-arrival-rate',
  rateRps: 10,
  durationMs: 60_000,
};
const ramp = {
  name: 'hill',
  summary: 'up and down',
  executor: 'ramping-arrival-rate',
  stages: [
    { targetRps: 10, durationMs: 5_000 },
    { targetRps: 0, durationMs: 0 },
  ],
};

describe('a profile', () => {
  it.each([
    ['constant', constant],
    ['ramping', ramp],
    ['ramping from a start rate', { ...ramp, startRps: 0.5 }],
    ['with Poisson arrivals', { ...ramp, arrivals: 'poisson' }],
    ['with a warm-up', { ...constant, warmUp: { rateRps: 5, durationMs: 20_000 } }],
  ])('%s is taken as it is', (_what, raw) => {
    expect(parseProfile(raw, 'profiles/x.ts')).toEqual(raw);
  });

  it.each<[string, unknown, string]>([
    ['a misspelt field', { ...constant, rate: 10 }, 'the default export: Unrecognized key: "rate"'],
    [
      'a misspelt field of a stage',
      { ...ramp, stages: [{ targetRps: 1, durationMs: 1, d: 1 }] },
      'stages.0: Unrecognized key: "d"',
    ],
    ['unknown arrivals', { ...constant, arrivals: 'random' }, 'arrivals: '],
    ['no rate', { ...constant, rateRps: undefined }, 'rateRps: '],
    ['a rate of 0', { ...constant, rateRps: 0 }, 'rateRps: Too small: expected number to be >=0.001'],
    ['a rate in words', { ...constant, rateRps: '10' }, 'rateRps: Invalid input: expected number, received string'],
    ['a rate that is no number', { ...constant, rateRps: Number.NaN }, 'rateRps: '],
    ['an endless rate', { ...constant, rateRps: Number.POSITIVE_INFINITY }, 'rateRps: '],
    ['no time', { ...constant, durationMs: 0 }, 'durationMs: Too small: expected number to be >0'],
    ['more than a week', { ...constant, durationMs: 604_800_001 }, 'durationMs: Too big'],
    ['no stages', { ...ramp, stages: [] }, 'stages: Too small'],
    [
      'a falling rate below 0',
      { ...ramp, stages: [{ targetRps: -1, durationMs: 1 }] },
      'stages.0.targetRps: Too small',
    ],
    [
      'a negative time',
      {
        ...ramp,
        stages: [
          { targetRps: 1, durationMs: 1 },
          { targetRps: 1, durationMs: -1 },
        ],
      },
      'stages.1.durationMs: Too small',
    ],
    ['half a warm-up', { ...constant, warmUp: { rateRps: 1 } }, 'warmUp.durationMs: '],
    ['a warm-up without time', { ...constant, warmUp: { rateRps: 1, durationMs: 0 } }, 'warmUp.durationMs: Too small'],
    [
      'an executor that is not known',
      { ...constant, executor: 'externally-controlled' },
      "executor: Invalid discriminator value. Expected 'ramping-arrival-rate' | 'constant-arrival-rate' | 'ramping-vus'",
    ],
    ['the fields of the other executor', { ...constant, stages: [] }, 'the default export: Unrecognized key: "stages"'],
    ['a name that is no file name', { ...constant, name: 'Steady Rate' }, 'name: Invalid string'],
    ['no summary', { ...constant, summary: '' }, 'summary: Too small'],
    ['no default export', undefined, 'the default export: Invalid input: expected object'],
  ])('with %s is refused: file and field are named', (_what, raw, says) => {
    expect(usageErrorOf(() => parseProfile(raw, 'profiles/steady.ts'))).toContain(`profiles/steady.ts: ${says}`);
  });
});

describe('the profiles of this repository', () => {
  it.each(listNames('profiles'))('%s is one', async (name) => {
    expect(await loadProfile(name)).toMatchObject({ name });
  });
});
