import { mkdtempSync, readdirSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { listRuns } from '../../lib/store/find-run.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { madeRun } from './made-runs.ts';

const runsDir = mkdtempSync(join(tmpdir(), 'no-load-'));
afterAll(() => rmSync(runsDir, { recursive: true }));

test('a load that never began leaves the runs and latest as they were', async () => {
  await madeRun(runsDir, '2026-01-01T00-00-00Z-e2e-smoke');
  const before = readdirSync(runsDir);
  const terminal = fakeTerminal();
  const words = ['load', '-s', 'order-only', '-p', 'smoke', '--target', 'http://127.0.0.1:9', '--runs-dir', runsDir];
  expect(await runCommand(words, terminal)).toBe(10);
  expect(terminal.stderr()).toContain('http://127.0.0.1:9 cannot be reached');
  expect(readdirSync(runsDir)).toEqual(before);
  expect(listRuns(runsDir)).toEqual(['2026-01-01T00-00-00Z-e2e-smoke']);
  expect(readlinkSync(join(runsDir, 'latest'))).toBe('2026-01-01T00-00-00Z-e2e-smoke');
});
