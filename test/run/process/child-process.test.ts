import { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, test, vi } from 'vitest';
import { signalGroup, startChild } from '../../../lib/run/process/child-process.ts';
import { buildRecipe } from '../../../lib/run/target/recipe.ts';
import { neverAborted } from '../../target/shop-client.ts';

const root = mkdtempSync(join(tmpdir(), 'child-process-'));
afterAll(() => rmSync(root, { recursive: true }));
afterEach(() => vi.restoreAllMocks());

/** Catches signals instead of sending them: those that this is about would end the tests. */
function caughtSignals() {
  const byProcess = vi.spyOn(process, 'kill').mockReturnValue(true);
  const byChild = vi.spyOn(ChildProcess.prototype, 'kill').mockReturnValue(true);
  return () => [...byProcess.mock.calls, ...byChild.mock.calls];
}

describe('a program that cannot be started', () => {
  test('has no pid, and its stop signals nobody: Node would signal process 0, our own group', async () => {
    const signals = caughtSignals();
    const child = startChild('/no/such/program', []);
    expect(child.pid).toBeUndefined();
    expect(await child.stop()).toMatchObject({ exitCode: null, spawnError: { code: 'ENOENT' } });
    expect(signals()).toEqual([]);
  });

  test('as a command of a recipe whose folder is gone is one clear error, and nobody is signalled', async () => {
    const signals = caughtSignals();
    const recipe = { build: 'true', start: 'true' };
    const building = buildRecipe(
      { kind: 'recipe', recipe, folder: join(root, 'gone'), log: join(root, 'log') },
      { signal: neverAborted, onProgress: () => {} },
    );
    await expect(building).rejects.toThrow(/^target\.build \('true'\) could not be started: /);
    expect(signals()).toEqual([]);
  });
});

describe('a process group', () => {
  test.each([undefined, 0, -0, 1, Number.NaN, -1])('%s is never signalled', (pid) => {
    const signals = caughtSignals();
    expect(signalGroup(pid, 'SIGTERM')).toBe(false);
    expect(signals()).toEqual([]);
  });

  test('that lives is signalled, one that is gone is not', async () => {
    const child = startChild('sleep', ['60']);
    expect(signalGroup(child.pid, 0)).toBe(true);
    signalGroup(child.pid, 'SIGKILL');
    expect(await child.ended).toMatchObject({ signal: 'SIGKILL' });
    expect(signalGroup(child.pid, 0)).toBe(false);
  });
});
