import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Capacity, CapacityAnswer, CapacityGoal, Trial } from '../../../lib/model/capacity.ts';
import { engine, Scratch } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { run } from '../run-command.ts';

const { answer, abort } = vi.hoisted(() => ({
  answer: {
    limits: [{ rateRps: 11, interval: { lowRps: 10, highRps: 12 } }],
    ...{ decidedBy: 0, rateRps: 11, interval: { lowRps: 10, highRps: 12 }, confirmedRps: 10, saturationRps: null },
    ...{ loadSeconds: 4, flags: [] },
  },
  abort: { badRatio: 0.5, windowSeconds: 10 },
}));

// The search itself has tests of its own: here are two trials and an answer.
vi.mock('../../../lib/steppers/capacity.ts', () => ({
  answerSoFar: (): CapacityAnswer => answer,
  nextTrial: (_goal: CapacityGoal, { length }: readonly Trial[]) =>
    length === 2
      ? { done: answer }
      : {
          run: {
            ...{ purpose: 'scout', rateRps: 10 * (length + 1), settleSeconds: 1, measureSeconds: 1 },
            ...{ drainBefore: length === 1, abort },
          },
        },
}));

const scratch = new Scratch();
let shop: StandInShop;
beforeAll(async () => {
  await engine();
  shop = await StandInShop.open();
});
afterAll(() => {
  shop.close();
  scratch.remove();
});

test('makes trials at one target with the same users, and keeps all of it', { timeout: 180_000 }, async () => {
  const runsDir = scratch.path('runs');
  const end = await run('capacity', '-s', 'order-only', '--target', shop.url, '--runs-dir', runsDir);
  expect(end.code).toBe(0);
  expect(end.stdout).toContain(
    '11/s is the highest rate that meets the objectives; nominal 90 % interval 10/s to 12/s.',
  );
  expect(end.stderr).toMatch(/2 +scout +10\.0 .* 10\.0 – 12\.0/);

  const name = readdirSync(runsDir).find((one) => one.includes('-capacity-')) ?? '';
  const stored = JSON.parse(readFileSync(join(runsDir, name, 'capacity.json'), 'utf8')) as Capacity;
  expect(stored.trials.map(({ rateRps }) => rateRps)).toEqual([2, 10, 20]);
  for (const { rateRps, seconds } of stored.trials.slice(1)) {
    const started = seconds.started.reduce((sum, count) => sum + count, 0);
    // The last one is due when the load ends.
    expect([2 * rateRps - 1, 2 * rateRps]).toContain(started);
    expect(seconds.units).toHaveLength(4);
  }
  expect(stored.trials.map(({ drain }) => drain?.isRecovered ?? null)).toEqual([null, null, true]);
  expect(readdirSync(join(runsDir, name)).sort()).toEqual(
    ['capacity.json', 'experiment.json', 'report.html', 'report.md'].sort(),
  );
  // 24 VUs at the most, whose users serve all trials; the pre-check and the probes have one more each.
  expect(shop.count('/register')).toBeLessThanOrEqual(24 + 1 + 5 + 3);

  const shown = await run('runs', 'show', name, '--runs-dir', runsDir);
  expect(shown.stdout).toContain('npm run caseload -- capacity -s order-only');
});

test.each([
  [['--budget', '10s'], '--budget is 10s, too little to find a rate: allow at least 1m of load'],
  [['--width', '0'], "--width is '0': a percentage from 1 to 50 is allowed"],
  [['--min-rate', '9', '--max-rate', '8'], '--min-rate is 9 and --max-rate 8: the first must be below the second'],
  [['--objective', 'journey success > 1'], "objective 'journey success > 1'"],
])('refuses %j', async (options, message) => {
  const end = await run('capacity', '-s', 'order-only', '--target', shop.url, ...options);
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain(message);
});
