import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, expect, test } from 'vitest';

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
