import { spawnSync } from 'node:child_process';
import { mkdirSync, rmdirSync, writeFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { caseload, Scratch } from './cli.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

const dryRun = ['load', '-s', 'order-only', '-p', 'smoke', '--dry-run'];
const run = (cwd: string, args: readonly string[], nodeArgs: readonly string[] = []) =>
  spawnSync(process.execPath, [...nodeArgs, caseload, ...args], { cwd, encoding: 'utf8', timeout: 60_000 });

describe('what the configuration does after it was read is its own fault: exit 2, one line', () => {
  test.each([
    'Promise.reject(new Error("later"));',
    'Promise.reject();',
    'Promise.reject("a text");',
    'setTimeout(() => { throw new TypeError("later"); }, 1);',
    'process.nextTick(() => { throw new TypeError("later"); });',
    'setTimeout(() => process.exit(0), 1);',
    'process.exit(0);',
    'await new Promise(() => {});',
    'await new Promise(() => setInterval(() => {}, 1000));',
  ])('%s', (code) => {
    const folder = scratch.folder('project');
    writeFileSync(join(folder, 'caseload.config.ts'), `${code}\nexport default {};\n`);
    const { status, stderr } = run(folder, dryRun);
    expect([status, stderr]).toEqual([2, expect.stringMatching(/^caseload: \S*caseload\.config\.ts .*\n$/)]);
  });
});

describe('what is nobody else’s fault is a bug: exit 70', () => {
  /** The system accepts connections for it, and nobody answers: the command is still busy when the error comes. */
  const silent = createServer();
  beforeAll(() => new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve)));
  afterAll(() => silent.close());

  test.each([
    ['an error in a timer', 'setTimeout(() => { throw new Error("lost"); }, 900)'],
    ['a rejected promise', 'setTimeout(() => Promise.reject(new Error("lost")), 900)'],
    ['an end before the command is over', 'setTimeout(() => process.exit(0), 900)'],
  ])('%s', (_, code) => {
    const hook = `data:text/javascript,${encodeURIComponent(code)}`;
    const { status, stderr } = run(
      scratch.root,
      [...dryRun.slice(0, -1), '--target', `http://127.0.0.1:${(silent.address() as AddressInfo).port}`],
      ['--import', hook],
    );
    expect([status, stderr]).toEqual([70, expect.stringContaining('a bug in caseload, please report it')]);
  });
});

test.runIf(process.platform === 'linux')('too few files at once are no fault of the scenario: exit 10', () => {
  const load = ['load', '-s', 'order-only', '-p', 'smoke', '--target', 'http://127.0.0.1:1'];
  // Node itself needs 19.
  for (const files of [20, 22, 24, 26, 28, 29, 30, 32, 40]) {
    const limited = ['-c', `ulimit -n ${files}; exec "$@"`, 'sh', process.execPath, caseload, ...load];
    const { status, stderr } = spawnSync('sh', limited, { cwd: scratch.root, encoding: 'utf8' });
    expect([files, status, stderr]).toEqual([files, 10, expect.not.stringContaining('a bug')]);
  }
});

test('a working folder that is gone is one line, exit 10', () => {
  const gone = scratch.path('gone');
  mkdirSync(gone);
  const { status, stderr } = spawnSync(
    'sh',
    ['-c', 'rmdir "$0"; exec "$@"', gone, process.execPath, caseload, ...dryRun],
    { cwd: gone, encoding: 'utf8' },
  );
  expect([status, stderr]).toEqual([
    10,
    'caseload: the current folder does not exist any more: change to another one\n',
  ]);
  expect(() => rmdirSync(gone)).toThrow('ENOENT');
});
