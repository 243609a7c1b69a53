import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { signalGroup, startChild } from '../../../lib/run/process/child-process.ts';

test('a program that cannot be started has no pid, and its stop resolves', async () => {
  const child = startChild('/no/such/program', []);
  expect(child.pid).toBeUndefined();
  expect(await child.stop()).toMatchObject({ exitCode: null, spawnError: { code: 'ENOENT' } });
});

test.each([undefined, 0, -0, 1, Number.NaN, -1])('a group %s is never signalled', (pid) => {
  expect(signalGroup(pid, 0)).toBe(false);
});

test('a group that lives is signalled, one that is gone is not', async () => {
  const child = startChild('sleep', ['60']);
  expect(signalGroup(child.pid, 0)).toBe(true);
  signalGroup(child.pid, 'SIGKILL');
  expect(await child.ended).toMatchObject({ signal: 'SIGKILL' });
  expect(signalGroup(child.pid, 0)).toBe(false);
});

test('a recipe whose folder is gone does not end the process that asked for it', async () => {
  // In a process of its own: what the fault ends is the group of whoever starts the recipe.
  const script = fileURLToPath(new URL('./lost-folder.ts', import.meta.url));
  const process = fork(script, { execArgv: ['--import', 'tsx'], detached: true, silent: true });
  let output = '';
  process.stdout?.on('data', (text) => {
    output += text;
  });
  const [exitCode, signal] = await once(process, 'close');
  expect({ exitCode, signal, output }).toEqual({
    exitCode: 0,
    signal: null,
    output: expect.stringContaining('could not be started'),
  });
});
