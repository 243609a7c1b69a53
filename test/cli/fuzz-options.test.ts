import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import type { Command } from '../../lib/cli/command.ts';
import { commands } from '../../lib/cli/commands/all.ts';
import { exitCodes } from '../../lib/model/exit-codes.ts';
import { randomOf } from '../../lib/stats/random.ts';
import { linesOf, Scratch } from '../e2e/cli.ts';
import { forbidden } from '../reports/escapes.ts';
import { measuredRun } from './made-runs.ts';
import { run } from './run-command.ts';

const closed = 'http://127.0.0.1:1';
const smoke = ['-s', 'order-only', '-p', 'smoke'];

/** What each command is called with besides: it prints, or finds no k6 and no target, and so sends nothing. */
const baseOf: Readonly<Record<string, readonly string[]>> = {
  load: [...smoke, '--dry-run'],
  try: ['-s', 'order-only', '--target', closed],
  report: ['--run', 'r1'],
  'runs list': [],
  'runs show': ['r1'],
  'runs open': ['r1'],
  'runs prune': ['--keep', '1', '--dry-run'],
  'baseline set': ['main', 'r1'],
  'baseline list': [],
  'baseline show': ['main'],
  'baseline rm': ['none'],
  capacity: ['-s', 'order-only', '--target', closed],
  overload: ['-s', 'order-only', '--capacity', '40', '--target', closed],
  sweep: [...smoke, '--vary', 'DB_POOL_SIZE=2,5'],
  diagnose: ['-s', 'order-only', '-p', 'smoke', '--target', closed],
  compare: ['r1', 'r2'],
  gate: [...smoke, '--target', closed, '--against', closed],
  calibrate: [...smoke, '--target', closed],
  list: [],
  init: [],
  new: ['step', 'NO'],
  doctor: [],
  users: [...smoke, '--target', closed, '--output', 'users.json'],
  target: ['--port', 'none'],
  build: [...smoke],
  k6: ['version'],
};

const values = [
  ...[
    '',
    ' ',
    '-1',
    'NaN',
    '1e999',
    '\u0000',
    '__proto__',
    'toString',
    'a'.repeat(10_000),
    '/dev/null/x',
    '../../etc/passwd',
  ],
  ...['1e6/168h', '\uff11\uff12s', '\u202e', '\u001b[31m'],
];

/** Of those values, so many or so for each option of a command that plans a run. */
const perLongOption = 2;

/** The commands that do something, by what is typed. */
const leavesOf = (list: readonly Command[], path: readonly string[] = []): [path: string, command: Command][] =>
  list.flatMap((command) => [
    ...(command.run === undefined ? [] : [[[...path, command.name].join(' '), command] as [string, Command]]),
    ...leavesOf(command.subcommands ?? [], [...path, command.name]),
  ]);
const leaves = leavesOf(commands as readonly Command[]);

const scratch = new Scratch();
const before = process.cwd();
beforeAll(() => {
  // So deep that no `../..` leaves it.
  const folder = join(scratch.root, 'a/b/c/d');
  mkdirSync(folder, { recursive: true });
  process.chdir(folder);
  for (const name of ['r1', 'r2']) measuredRun('runs', name);
  for (const name of ['CASELOAD_K6', 'CASELOAD_POSTGRES']) vi.stubEnv(name, join(scratch.root, 'none'));
  for (const name of ['DATABASE_URL', 'DISPLAY', 'WAYLAND_DISPLAY', 'LC_ALL', 'LANG']) vi.stubEnv(name, '');
  // Without a display, no browser is opened there.
  vi.spyOn(process, 'platform', 'get').mockReturnValue('linux');
});
afterAll(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
  process.chdir(before);
  scratch.remove();
});

const codes: readonly number[] = Object.values(exitCodes).filter((code) => code !== exitCodes.bug);
const holes = /\b(NaN|Infinity|undefined)\b|\[object |native code/;

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
const listeners = new Set(signals.flatMap((name) => process.listeners(name)));

/** A command listens to signals until its process ends. */
function stopListening(): void {
  for (const name of signals) {
    for (const one of process.listeners(name).filter((listener) => !listeners.has(listener))) process.off(name, one);
  }
}

/** What is wrong with how a command line ended. */
async function problemsOf(args: readonly string[], value: string): Promise<string[]> {
  const runs = readdirSync('runs').length;
  const { code, stdout, stderr } = await run(...args);
  stopListening();
  const problems: readonly [what: string, isSo: boolean][] = [
    [`it ends with ${code}`, !codes.includes(code)],
    ['it prints a control character', forbidden.test(`${stdout}${stderr}`)],
    ['it says nothing', code !== 0 && `${stdout}${stderr}` === ''],
    ['it prints a hole', holes.test(value === '' ? stdout + stderr : `${stdout}${stderr}`.replaceAll(value, ''))],
    ['it is a mistake of more than a line', code === 2 && (stdout !== '' || linesOf(stderr).length !== 1)],
    ['it is a mistake, but something was made', code === 2 && readdirSync('runs').length !== runs],
  ];
  return problems.filter(([, isSo]) => isSo).map(([what]) => `${JSON.stringify(args)}: ${what}: ${stdout}${stderr}`);
}

describe('an odd value of an option is taken, or refused in one line, by', () => {
  test.each(leaves)('%s', async (path, { options = [] }) => {
    const base = baseOf[path];
    if (base === undefined) throw new Error(`${path} is not in the table above`);
    const flags = options.flatMap(({ short, long }) => [short, long]).filter((flag) => flag !== undefined);
    // What plans a run takes longer, and has most options.
    const isLong = flags.includes('--k6');
    const random = randomOf(options.length);
    for (const flag of ['--no-color', ...flags]) {
      const picked = values.filter(() => !isLong || random() < perLongOption / values.length);
      for (const value of picked) {
        const words = random() < 0.5 ? [`${flag}=${value}`] : [flag, value];
        expect(await problemsOf([...path.split(' '), ...base, ...words], value)).toEqual([]);
      }
    }
  });
});
