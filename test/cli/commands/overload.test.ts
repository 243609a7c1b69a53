import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Trial } from '../../../lib/model/capacity.ts';
import type { Overload } from '../../../lib/model/overload.ts';
import type { OverloadGoal } from '../../../lib/steppers/overload.ts';
import { engine, Scratch } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { run } from '../run-command.ts';

// Which trials there are has tests of its own: here they take a second each.
vi.mock('../../../lib/steppers/overload.ts', async (original) => {
  const own = (await original()) as typeof import('../../../lib/steppers/overload.ts');
  return {
    ...own,
    nextOverload: (goal: OverloadGoal, history: readonly Trial[]) => {
      const point = own.nextOverload(goal, history);
      return point && { ...point, settleSeconds: 0, measureSeconds: 1 };
    },
  };
});

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

test('says of a target that takes it all that it was not overloaded', { timeout: 180_000 }, async () => {
  const runsDir = scratch.path('runs');
  const target = ['-s', 'signup-only', '--target', shop.url, '--runs-dir', runsDir];
  const end = await run('overload', ...target, '--capacity', '50', '--factors', '1.2', '--report', 'markdown,csv');
  expect(end.code).toBe(5);
  expect(end.stdout).toContain(`Overload: ${shop.url}`);
  expect(end.stdout).toContain('It was not overloaded, so that nothing can be said: find its sustainable rate');
  expect(end.stderr).toMatch(/overload at 60\.0\/s: \d+\.\d\/s succeeded/);

  const name = readdirSync(runsDir).find((one) => one.includes('-overload-')) ?? '';
  const stored = JSON.parse(readFileSync(join(runsDir, name, 'overload.json'), 'utf8')) as Overload;
  expect(stored.trials.map(({ purpose }) => purpose)).toEqual(['reference', 'overload', 'after']);
  expect(stored.steps).toMatchObject([{ factor: 1.2, isRecovered: true, isMetAfter: true }]);
  expect(readFileSync(join(runsDir, name, 'stages.csv'), 'utf8')).toMatch(/^factor,rate_rps,throughput_rps/);

  const shown = await run('runs', 'show', name, '--runs-dir', runsDir);
  expect(shown).toMatchObject({ code: 0 });
  expect(shown.stdout).toContain('npm run caseload -- overload -s signup-only');
});

test.each([
  [[], '--capacity is missing: the rate that the target sustains: find it: caseload capacity --scenario signup-only'],
  [['--capacity', '40', '--factors', '0.5'], "--factors is '0.5': up to 10 numbers above 1, at most 10"],
])('refuses %j', async (options, message) => {
  const end = await run('overload', '-s', 'signup-only', '--target', shop.url, ...options);
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain(message);
});
