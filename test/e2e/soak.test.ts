import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, readRun, runCli, Scratch } from './cli.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minutes = { timeout: 240_000 };

/** The series that drifted in a soak of the shop with this leak. */
async function soakOf(leak: string) {
  const runsDir = scratch.path('runs');
  const load = ['-s', 'e2e', '-p', 'soak', '--rate', '40', '--duration', '40s', '--warmup', '0s'];
  const end = await runCli(scratch, ['load', ...load, '--runs-dir', runsDir], {
    env: { BCRYPT_COST: '4', FAULT_LEAK: leak },
  });
  const { result, findings, facts, text } = readRun(runsDir);
  const drift = findings.find(({ id }) => id === 'drift');
  const { drifting = [] } = drift?.values ?? {};
  return { end, result, facts, drift, report: text('report.md'), drifting: JSON.stringify(drifting) };
}

describe.runIf(process.platform === 'linux')('a soak of forty seconds', () => {
  test('finds that the shop leaks connections', minutes, async () => {
    const { end, result, facts, drift, report, drifting } = await soakOf('connections');
    expect(end.leftovers).toEqual([]);
    expect(facts.collectors.filter(({ absentBecause }) => absentBecause !== null)).toEqual([]);
    expect(result.soak?.series.length).toBeGreaterThan(10);
    expect(drift).toMatchObject({ status: 'note', variant: 'drift' });
    expect(drifting).toContain('database.connections');
    expect(report).toContain('| connections of the database |');
  });

  test('finds that it leaks memory', minutes, async () => {
    const { drift, drifting } = await soakOf('memory');
    expect(drift).toMatchObject({ status: 'note', variant: 'drift' });
    expect(drifting).toContain('shop.memory');
  });
});
