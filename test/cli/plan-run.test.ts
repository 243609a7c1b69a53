import { writeFileSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { planRun } from '../../lib/app/plan-run.ts';
import type { RunOptions } from '../../lib/cli/args/run-options.ts';
import { parseRunRequest } from '../../lib/cli/args/run-request.ts';
import type { RunPlan } from '../../lib/model/plan.ts';
import { k6Options } from '../../lib/plan/k6-options.ts';
import { Scratch } from '../e2e/cli.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

const planOf = async (options: Partial<RunOptions>) =>
  (await planRun(parseRunRequest({ scenario: 'order-only', header: [], ...options }), '')).plan;

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

  it.each<[Partial<RunOptions>, string]>([
    [{}, '--profile is missing'],
    [{ rate: '12' }, '--rate alone does not define a load'],
    [{ duration: '5s' }, '--duration alone does not define a load'],
  ])('is refused where the words leave something open: %o', async (words, says) => {
    await expect(planOf(words)).rejects.toThrow(says);
  });
});

describe('traces', () => {
  it('need rows that carry their VU, and are of this run alone', async () => {
    const [one, other] = [
      await planOf({ profile: 'smoke', trace: true }),
      await planOf({ profile: 'smoke', trace: true }),
    ];
    expect(one).toMatchObject({ record: 'journeys', tracePrefix: expect.stringMatching(/^[0-9a-f]{16}$/) });
    expect(one.tracePrefix).not.toBe(other.tracePrefix);
    await expect(planOf({ profile: 'smoke', trace: true, record: 'none' })).rejects.toThrow(
      '--trace and --record none were given',
    );
  });
});

describe('VUs', () => {
  it('cannot be more than their own cap', async () => {
    await expect(planOf({ profile: 'case3', vus: '100', maxVus: '50' })).rejects.toThrow(
      '--vus 100 is above --max-vus 50',
    );
  });
});

describe("a user's own users", () => {
  it.each<[file: string, text: string, count: number, duplicates: number]>([
    ['all-different.json', '[{"token":"a"},{"token":"b"},{"token":"c"}]', 3, 0],
    ['one-twice.json', '[{"token":"a"},{"token":"b"},{"token":"a"}]', 3, 1],
    ['all-the-same.json', '[{"token":"a"},{"token":"a"},{"token":"a"}]', 3, 2],
    // Only what the scenario uses of a user makes another one of it.
    ['other-names.json', '[{"token":"a","name":"x"},{"token":"a","name":"y"}]', 2, 1],
    ['one-twice.csv', 'token,name\na,x\nb,y\n a ,z\n', 3, 1],
    ['all-different.csv', 'token\na\nA\n', 2, 0],
  ])('of %s: those that stand there again are counted', async (file, text, count, duplicates) => {
    const path = `${scratch.path('users')}-${file}`;
    writeFileSync(path, text);
    const { users } = await planOf({ profile: 'smoke', vus: '2', users: path });
    expect(users).toMatchObject({ mode: 'file', file: path, count, duplicates });
  });

  it.each(['per-vu', 'per-journey'])('are none twice where they are made %s', async (users) => {
    expect((await planOf({ profile: 'smoke', users })).users?.duplicates).toBe(0);
  });
});

describe('what is recorded', () => {
  it.each<[word: RunPlan['record'] | undefined, record: RunPlan['record'], hasVu: boolean]>([
    [undefined, 'samples', false],
    ['samples', 'samples', false],
    ['journeys', 'journeys', true],
    ['none', 'none', false],
  ])('with --record %s is %s; the VU is a column of the samples: %s', async (word, record, hasVu) => {
    const plan = await planOf({ profile: 'smoke', ...(word === undefined ? {} : { record: word }) });
    expect(plan.record).toBe(record);
    expect(k6Options(plan).systemTags.includes('vu' as never)).toBe(hasVu);
    // Steps are told apart by the samples, or by sub-metrics of k6 where there are none.
    expect('journeys_failed{failed_step:order}' in plan.thresholds).toBe(record === 'none');
  });
});
