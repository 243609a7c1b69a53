import { describe, expect, it } from 'vitest';
import { planRun } from '../../lib/cli/parse-run-words.ts';
import type { RunOptions } from '../../lib/cli/run-options.ts';

const planOf = async (words: Partial<RunOptions>) =>
  (await planRun({ scenario: 'order-only', header: [], out: [], ...words } as RunOptions, '')).plan;

describe('a load without a profile', () => {
  it('is what the stages say', async () => {
    const { profile, scheduled, stages } = await planOf({ stages: '5/10s,10/10s,20/5s' });
    expect(profile.name).toBe('custom');
    expect(stages.map(({ durationMs }) => durationMs)).toEqual([10_000, 10_000, 5_000]);
    expect(scheduled).toBe(175);
  });

  it('is what rate and duration say', async () => {
    const { profile, scheduled } = await planOf({ rate: '12', duration: '5s' });
    expect(profile.name).toBe('custom');
    expect(scheduled).toBe(60);
  });

  it.each<Partial<RunOptions>>([{}, { rate: '12' }, { duration: '5s' }])(
    'is refused where the words leave something open: %o',
    async (words) => {
      await expect(planOf(words)).rejects.toThrow('--profile is missing');
    },
  );
});

describe('VUs', () => {
  it('cannot be more than their own cap', async () => {
    await expect(planOf({ profile: 'case3', vus: '100', maxVus: '50' })).rejects.toThrow(
      '--vus 100 is above --max-vus 50',
    );
  });
});
