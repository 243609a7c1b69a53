import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseload } from '../../e2e/cli.ts';
import { sampleResult } from '../../judge/findings/sample-result.ts';
import { madeRun } from '../made-runs.ts';

const folder = mkdtempSync(join(tmpdir(), 'caseload-output-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const terminal = fileURLToPath(new URL('../../../lib/cli/terminal/terminal.ts', import.meta.url));
const program = join(folder, 'program.ts');
writeFileSync(
  program,
  [
    `import { openTerminal } from ${JSON.stringify(terminal)};`,
    'const terminal = openTerminal({ isQuiet: false, isPlain: true });',
    "for (let i = 0; i < 40; i++) terminal.out('x'.repeat(9_999).concat('\\n'));",
    "terminal.warn('y'.repeat(200_000));",
    'terminal.close(Number(process.argv[2])).then((code) => process.exit(code));',
  ].join('\n'),
);

const runs = `${JSON.stringify(process.execPath)} --import tsx ${JSON.stringify(program)}`;
const shell = (script: string) => spawnSync('bash', ['-c', script], { encoding: 'utf8', maxBuffer: 10_000_000 });

test('a pipe that is read slowly gets all of it', { timeout: 60_000 }, () => {
  const { stdout } = shell(`${runs} 0 2> /dev/null | (sleep 1; wc -c); echo "exit \${PIPESTATUS[0]}"`);
  expect(stdout.split(/\s+/).filter(Boolean)).toEqual(['400000', 'exit', '0']);
});

test('so does one that gets the messages', { timeout: 60_000 }, () => {
  const { stdout } = shell(`(${runs} 0 > /dev/null) 2>&1 | (sleep 1; wc -c)`);
  expect(Number(stdout)).toBe(200_000 + 'caseload: \n'.length);
});

test('a reader that has enough is no error', { timeout: 60_000 }, () => {
  const { stdout } = shell(`${runs} 4 2> /dev/null | head -c 5; echo " exit \${PIPESTATUS[0]}"`);
  expect(stdout).toBe('xxxxx exit 4\n');
});

test.runIf(existsSync('/dev/full')).each([
  [0, 10],
  [1, 10],
  [70, 70],
  [130, 130],
])('a full disk behind stdout makes exit code %i to %i', { timeout: 60_000 }, (own, expected) => {
  const full = openSync('/dev/full', 'w');
  const { status, stderr } = spawnSync(process.execPath, ['--import', 'tsx', program, String(own)], {
    stdio: ['ignore', full, 'pipe'],
    encoding: 'utf8',
  });
  closeSync(full);
  expect(status).toBe(expected);
  expect(stderr).toContain('cannot write to stdout: the disk is full');
});

test('a file that may not grow further is an error, not a part', { timeout: 60_000 }, () => {
  const file = join(folder, 'limited');
  const { stdout, stderr } = shell(`(ulimit -f 100; trap '' XFSZ; ${runs} 0 > ${file}; echo "exit $?")`);
  expect(stdout).toBe('exit 10\n');
  expect(stderr).toContain('cannot write to stdout');
  expect(readFileSync(file).length).toBeLessThan(400_000);
});

describe('a page of more than a pipe holds, of the program itself', () => {
  const page = join(folder, 'report.html');
  const report = `"${process.execPath}" "${caseload}" report --run latest --runs-dir ${join(folder, 'runs')} -f html`;
  beforeAll(async () => {
    const { result } = await madeRun(join(folder, 'runs'), '2026-11-21T08-00-00Z-e2e-smoke');
    const checks = Array.from({ length: 2_000 }, (_, index) => ({ name: `check ${index}`, passes: 1, fails: 1 }));
    writeFileSync(result, JSON.stringify(sampleResult({ checks })));
  });

  test('is whole where it is read slowly, as in a file', { timeout: 60_000 }, () => {
    const { stdout } = shell(`${report} 2> /dev/null | (sleep 1; wc -c); echo "exit \${PIPESTATUS[0]}"`);
    const file = shell(`${report} -o ${page}; echo "exit $?"`);
    const bytes = readFileSync(page).length;
    expect(bytes).toBeGreaterThan(3 * 65_536);
    expect(stdout.split(/\s+/).filter(Boolean)).toEqual([String(bytes), 'exit', '0']);
    expect(file.stdout).toBe('exit 0\n');
  });

  test.runIf(existsSync('/dev/full'))('is exit 10 on a full disk', { timeout: 60_000 }, () => {
    const { stdout, stderr } = shell(`${report} > /dev/full; echo "exit $?" >&2`);
    expect([stdout, stderr]).toEqual([
      '',
      expect.stringMatching(/^caseload: cannot write to stdout: the disk is full.*\nexit 10\n$/),
    ]);
  });
});
