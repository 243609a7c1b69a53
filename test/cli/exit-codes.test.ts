import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { runCommand } from '../../lib/cli/main.ts';
import { type ExitCode, exitCodes } from '../../lib/model/exit-codes.ts';
import type { Experiment } from '../../lib/model/experiment.ts';
import type { Verdict } from '../../lib/model/verdict.ts';
import { writeJson } from '../../lib/store/artifacts.ts';
import { experimentFolderAt, writeExperiment } from '../../lib/store/experiments.ts';
import { packageFolder } from '../../lib/store/package-folder.ts';
import { fakeTerminal } from './fake-terminal.ts';
import { run } from './run-command.ts';

const runsDir = mkdtempSync(join(tmpdir(), 'exit-codes-'));
afterAll(() => rmSync(runsDir, { recursive: true }));

const experiment: Experiment = {
  schemaVersion: 1,
  ...{ kind: 'gate', toolVersion: '0', startedAt: '2026-01-01T00:00:00Z', scenario: 'e2e', profile: 'constant' },
  ...{ subject: 'this checkout against main', command: 'caseload gate', budgetMs: null },
  ...{ state: 'finished', detail: null, runs: [] },
};

/** An experiment on disk, with the verdict that it came to. */
function storedGate(name: string, verdict?: Verdict): void {
  mkdirSync(join(runsDir, name));
  const folder = experimentFolderAt(join(runsDir, name));
  writeExperiment(folder, experiment);
  if (verdict !== undefined) writeJson(folder.verdict, verdict);
}

test('a gate that found its candidate worse is 4', async () => {
  const exitCode: ExitCode = exitCodes.regression;
  storedGate('worse', { schemaVersion: 2, validity: 'VALID', objectives: 'PASS', baseline: 'WORSE', exitCode });
  expect(await run('report', '--run', 'worse', '--runs-dir', runsDir)).toMatchObject({ code: 4 });
});

test('an experiment without an answer is 5', async () => {
  storedGate('unanswered');
  expect(await run('report', '--run', 'unanswered', '--runs-dir', runsDir)).toMatchObject({ code: 5 });
});

test('an error that nobody foresaw is 70, with its stack', async () => {
  const fake = fakeTerminal();
  const broken = {
    ...fake,
    out: () => {
      throw new TypeError('not foreseen');
    },
  };
  expect(await runCommand(['list'], broken)).toBe(70);
  expect(fake.stderr()).toMatch(/a bug in caseload, please report it:\nTypeError: not foreseen\n +at /);
});

describe('docs/exit-codes.md', () => {
  const rows = readFileSync(join(packageFolder, 'docs/exit-codes.md'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, code, name = '', , proof = ''] = /^\| (\d+) \| (\w+) \| (.*) \| (.*) \|$/.exec(line) ?? [];
      return code === undefined ? [] : [{ code: Number(code), name, proof }];
    });

  test('has a row for each code, and none for another', () => {
    expect(Object.fromEntries(rows.map(({ name, code }) => [name, code]))).toEqual(exitCodes);
  });

  test.each(rows)('names a test that proves $code', ({ proof }) => {
    const [, file = '', title = ''] = /^`(test\/[\w./-]+\.test\.ts)`: (.+)$/.exec(proof) ?? [];
    expect(readFileSync(join(packageFolder, file), 'utf8')).toContain(`'${title}`);
  });
});
