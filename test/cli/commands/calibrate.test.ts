import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import type { Calibration } from '../../../lib/model/calibration.ts';
import type { Baseline } from '../../../lib/model/comparison.ts';
import { readCalibrations } from '../../../lib/store/calibrations.ts';
import { engine, Scratch } from '../../e2e/cli.ts';
import { StandInShop } from '../../e2e/stand-in-shop.ts';
import { run } from '../run-command.ts';

// What pairs say of the noise takes minutes of simulation, and has tests of its own.
vi.mock('../../../lib/steppers/calibration.ts', () => ({
  calibrationOf: ({ fingerprint, runs }: Baseline): Calibration => ({
    ...{ schemaVersion: 2, calibratedAt: '2026-01-01T00:00:00.000Z', fingerprint, pairs: runs.length },
    ...{ alpha: 0.05, latencyLimit: 0.1, recommendedPairs: 8, falseAlarms: { gates: 1, ratio: 0 } },
    noise: [{ kind: 'p50', step: null, sd: 0.02, detectable: 0.03 }],
  }),
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

test('runs the target against itself and keeps what gates need', { timeout: 180_000 }, async () => {
  const [runsDir, calibrationsDir] = [scratch.path('runs'), scratch.path('calibrations')];
  const load = ['-s', 'signup-only', '-p', 'constant', '--rate', '80', '--duration', '1s', '--target', shop.url];
  const folders = ['--runs-dir', runsDir, '--calibrations-dir', calibrationsDir];
  const end = await run('calibrate', ...load, '--pairs', '4', ...folders);
  expect(end.code).toBe(0);
  expect(end.stdout).toContain(`Calibration: ${shop.url} against itself`);
  const [stored] = readCalibrations(calibrationsDir);
  expect(stored?.file).toMatch(/signup-only-constant-[0-9a-f]{8}\.json$/);
  expect(stored?.calibration).toMatchObject({ pairs: 4, alpha: 0.05 });
  const name = readdirSync(runsDir).find((one) => one.includes('-calibration-')) ?? '';
  expect(readdirSync(join(runsDir, name)).sort()).toEqual(['calibration.json', 'experiment.json']);
  const shown = await run('runs', 'show', name, '--runs-dir', runsDir);
  expect(shown.stdout).toMatch(/A gate of this load on this host needs \d+ pairs? of runs/);
  expect(shown.stdout).toContain('npm run caseload -- calibrate -s signup-only');
});

test('needs at least four pairs', async () => {
  const end = await run('calibrate', '-s', 'e2e', '-p', 'smoke', '--pairs', '3');
  expect(end).toMatchObject({ code: 2, stdout: '' });
  expect(end.stderr).toContain('--pairs is 3: a calibration needs at least 4 pairs');
});
