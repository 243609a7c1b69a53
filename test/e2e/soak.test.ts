import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { engine, readRun, runCli, Scratch } from './cli.ts';
import { StandInShop } from './stand-in-shop.ts';

const scratch = new Scratch();
beforeAll(engine);
afterAll(() => scratch.remove());

const minutes = { timeout: 240_000 };

describe.runIf(process.platform === 'linux')('a soak of forty seconds', () => {
  test.concurrent('finds that the shop leaks connections', minutes, async () => {
    const runsDir = scratch.path('runs');
    const load = ['-s', 'e2e', '-p', 'soak', '--rate', '40', '--duration', '40s', '--warmup', '0s'];
    const end = await runCli(scratch, ['load', ...load, '--runs-dir', runsDir], {
      env: { BCRYPT_COST: '4', FAULT_LEAK: 'connections' },
    });
    expect(end.leftovers).toEqual([]);
    const { result, findings, facts, text } = readRun(runsDir);
    const drift = findings.find(({ id }) => id === 'drift');
    const absent = facts.collectors.filter(({ absentBecause }) => absentBecause !== null);
    expect(absent.map(({ id }) => id)).toEqual(['cpu-profile', 'target-metrics']);
    expect(result.soak?.series.length).toBeGreaterThan(10);
    expect(drift).toMatchObject({ status: 'note', variant: 'drift' });
    expect(JSON.stringify(drift?.values?.drifting)).toContain('database.connections');
    expect(text('report.md')).toContain('| connections of the database |');
  });
});

test.concurrent(
  'a load of hours ends when an objective fails, with its result from the samples alone',
  minutes,
  async () => {
    const shop = await StandInShop.open(({ journey }) => (journey >= 0 ? 500 : undefined));
    try {
      const runsDir = scratch.path('runs');
      const load = ['-s', 'signup-only', '-p', 'soak', '--rate', '20', '--duration', '2h', '--warmup', '0s'];
      const args = ['load', ...load, '--target', shop.url, '--abort-on-fail', '--runs-dir', runsDir];
      const end = await runCli(scratch, args);
      expect(end).toMatchObject({ code: 1, leftovers: [] });
      expect(end.stderr).toContain('k6 keeps no metrics of its own');
      expect(end.stderr).toMatch(/failed [1-9]/);
      const { result, plan, facts } = readRun(runsDir);
      expect(plan.isSamplesOnly).toBe(true);
      expect(facts.ending).toMatchObject({ kind: 'objective-failed', detail: 'an objective failed (--abort-on-fail)' });
      expect(result.provenance).toMatchObject({ source: 'samples', hasSummary: false, isSamplesOnly: true });
      expect(result.accounting.failed).toBeGreaterThan(100);
    } finally {
      shop.close();
    }
  },
);
