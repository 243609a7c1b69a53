import { expect, test } from 'vitest';
import { listNames } from '../../../lib/store/library.ts';
import { run } from '../run-command.ts';

test('names each scenario and each profile', async () => {
  const end = await run('list');
  expect(end).toMatchObject({ code: 0, stderr: '' });
  const names = [...listNames('scenarios'), ...listNames('profiles')];
  for (const name of names) expect(end.stdout).toMatch(new RegExp(`^ {2}${name} +\\S`, 'm'));
});

test('as JSON has the steps of a scenario and the journeys of a profile', async () => {
  const { scenarios, profiles } = JSON.parse((await run('list', '--json')).stdout);
  expect(scenarios).toContainEqual(expect.objectContaining({ name: 'e2e', steps: ['signup', 'charge', 'order'] }));
  expect(profiles).toContainEqual(expect.objectContaining({ name: 'case2', scheduled: 312 }));
});
