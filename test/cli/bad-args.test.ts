import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { formatNames } from '../../reports/formats/formats.ts';
import { linesOf, runCli, Scratch } from '../e2e/cli.ts';
import { run } from './run-command.ts';

const scratch = new Scratch();
afterAll(() => scratch.remove());

const smoke = ['load', '-s', 'e2e', '-p', 'smoke'];
const ramp = ['load', '-s', 'e2e', '-p', 'case1'];
const constant = ['load', '-s', 'e2e', '-p', 'constant'];
const file = (name: string, text: string) => {
  const path = scratch.path(name);
  writeFileSync(path, text);
  return path;
};

/** Words, and what the one line must say: what is wrong with the value seen, and what is allowed or what to do. */
type Case = [words: readonly string[], ...says: (string | RegExp)[]];
const cases: readonly Case[] = [
  [['lod'], "unknown command 'lod'", 'did you mean load? known: load, '],
  [['xyzzy'], "unknown command 'xyzzy'", /known: .*load/],
  [['report', 'runs/one'], "too many arguments for 'report'", 'name the run by its flag: caseload report --run …'],
  [['list', 'all'], "too many arguments for 'list'", 'caseload list --help'],
  [['load', '--scenaro', 'e2e'], "unknown option '--scenaro'", 'did you mean --scenario? '],
  [['load', '--xyzzy'], "unknown option '--xyzzy'", 'caseload load --help'],
  [['load', '-s', 'ordr-only', '-p', 'smoke'], "unknown scenario 'ordr-only'", 'known: order-only, '],
  [['load', '-s', 'e2e', '-p', 'smok'], "unknown profile 'smok'", 'known: smoke, '],
  [['load', '-p', 'smoke'], '--scenario is missing', 'charge-only, e2e, order-only, signup-only'],
  [['load', '-s', 'e2e'], '--profile is missing', 'case1, case2, case3'],
  [['try', '-s', 'e3e'], "unknown scenario 'e3e'", 'known: e2e, '],
  [['build', '-p', 'case9'], "unknown profile 'case9'", 'known: case1, '],
  [[...smoke, '--record', 'some'], "'some' is invalid", 'samples, journeys, none'],
  [[...smoke, '--arrivals', 'random'], "'random' is invalid", 'even, poisson'],
  [[...smoke, '--stages'], "'--stages <list>' argument missing", 'caseload load --help'],
  [[...smoke, '--stages', '5'], "stage 1 of --stages is '5'", '--stages 5/10s,10/10s,20/5s'],
  [[...smoke, '--stages', '5/10s,,10/5s'], "stage 2 of --stages is ''", 'rate/duration'],
  [[...smoke, '--stages', '5/10s,-3/10s'], "the rate of stage 2 of --stages is '-3'", 'from 0 to 1,000,000'],
  [[...smoke, '--stages', '5/10'], "the time of stage 1 of --stages is '10'", '10s, 5m, 4h, 1m30s or 500ms'],
  [[...smoke, '--stages', '0/10s'], 'every rate of the load is 0', 'a rate above 0'],
  [[...smoke, '--stages', '5/0s'], 'the load has no duration', 'a duration above 0s'],
  [
    [...smoke, '--stages', '5/10s', '--rate', '3'],
    '--stages was given together with --rate',
    'use --stages for a ramp',
  ],
  [[...constant, '--rate', '-5'], "--rate is '-5', which is not a rate", 'from 0.001 to 1,000,000'],
  [[...constant, '--rate', '0'], "--rate is '0', which is not a rate", 'from 0.001 to 1,000,000'],
  [[...constant, '--rate', 'ten'], "--rate is 'ten', which is not a rate", 'from 0.001 to 1,000,000'],
  [[...constant, '--rate', 'Infinity'], "--rate is 'Infinity'", 'from 0.001 to 1,000,000'],
  [[...constant, '--duration', '5'], "--duration is '5', which is not a duration", '10s, 5m, 4h, 1m30s or 500ms'],
  [[...constant, '--duration', '-5s'], "--duration is '-5s', which is not a duration", '10s'],
  [[...constant, '--duration', '5x'], "--duration is '5x', which is not a duration", '10s'],
  [[...constant, '--duration', '0s'], '--duration is 0s', 'like 30s or 5m'],
  [[...constant, '--duration', '200h'], '--duration is 200h, longer than a week', 'the maximum is 168h'],
  [[...constant, '--warmup', 'long'], "--warmup is 'long', which is not a duration", '10s'],
  [[...constant, '--start-rate', '3'], '--start-rate was given for a constant rate', '--stages'],
  [[...smoke, '--scale', '0'], "--scale is '0'", 'above 0, at most 1000'],
  [[...smoke, '--scale', '-1'], "--scale is '-1'", 'above 0, at most 1000'],
  [[...smoke, '--vus', '0'], "--vus is '0'", 'from 1 to 100,000'],
  [[...smoke, '--max-vus', '1.5'], "--max-vus is '1.5'", 'from 1 to 100,000'],
  [[...ramp, '--rate', '20'], "profile 'case1' is a ramp", '--profile constant --rate 12 --duration 5m'],
  [
    [...constant, '--rate', '0.001', '--duration', '1s'],
    'too slow to start a single journey',
    'raise the rate or the duration',
  ],
  [[...constant, '--rate', '1000', '--duration', '10m'], '1,800,000 requests, above 1,000,000', 'add --yes'],
  [
    [...smoke, '--target', '127.0.0.1:3000'],
    "--target is '127.0.0.1:3000', which is not an http(s) URL",
    'http://127.0.0.1:3000',
  ],
  [[...smoke, '--target', 'http://10.0.0.1'], '10.0.0.1 is not this machine', '--allow-host 10.0.0.1'],
  [[...smoke, '--target', 'http://me:pw@127.0.0.1'], 'contains a user name or password', "--header 'Authorization: …'"],
  [[...smoke, '--allow-host', 'a.test'], '--allow-host was given without --target', '--target'],
  [[...smoke, '--header', 'no colon'], "--header 1 is not of the form 'Name: value'", "'X-Api-Key: …'"],
  [[...smoke, '--k6-arg=-e', '--k6-arg=BASE_URL=http://127.0.0.1:1'], '--k6-arg sets BASE_URL', 'use --target'],
  [[...smoke, '--target', 'http://127.0.0.1:1', '--k6-arg=--env=BASE_URL=http://127.0.0.1:2'], 'use --target'],
  [[...smoke, '--users', 'users.json'], "scenario 'e2e' has no prepared users", 'leave out --users'],
  [['users', '-s', 'order-only', '-p', 'smoke'], "'-o, --output <file>' not specified", 'caseload users --help'],
  [['users', '-s', 'order-only', '-p', 'smoke', '--output', 'x'], '--target is missing', 'caseload target'],
  [[...smoke, '--report', 'htm'], "unknown format 'htm'", /known: html, .*markdown/],
  [[...smoke, '--report', 'html,,csv'], "unknown format ''", 'known: csv, '],
  [[...smoke, '--report', 'html,Junit'], "unknown format 'Junit'", 'known: junit, '],
  [[...smoke, '--lang', 'fr'], "'fr' is invalid", 'en, ko'],
  [
    ['report', '--run', 'x', '--summary', 'y.json'],
    '--run was given together with --summary',
    'or the files of another',
  ],
  [
    ['report', '--run', 'x', '--samples', 'y.csv'],
    'together with --summary or --samples',
    'name either a run of caseload',
  ],
  ...['--scenario', '--profile', '--stages', '--scale', '--log'].map(
    (flag): Case => [
      ['report', flag, '5/10s'],
      flag,
      'only go with --summary or --samples',
      'add --summary FILE or --samples',
    ],
  ),
  [['report', '--format', 'htm'], "'htm' is invalid", formatNames.join(', ')],
  [['report', '--lang', 'fr'], "'fr' is invalid", 'en, ko'],
  [['report', '--runs-dir', 'nowhere'], "there is no run 'latest' in nowhere", 'make one with: caseload load'],
  [['runs', 'shw'], "unknown command 'shw'", 'known: show, '],
  [['runs', 'prnue', '--keep', '3'], "unknown command 'prnue'", 'known: prune, '],
  [['runs', 'show'], "missing required argument 'run'", 'caseload runs show --help'],
  [['runs', 'list', 'all'], "too many arguments for 'list'", 'caseload runs list --help'],
  [['runs', 'prune', '--kep', '3'], "unknown option '--kep'", 'did you mean --keep', 'caseload runs prune --help'],
  [['runs', 'prune', '--keep', '0'], "--keep is '0'", 'from 1 to 1,000,000'],
  [['runs', 'prune', '--older-than', '7'], "--older-than is '7', which is not a duration", '10s, 5m'],
  [['target', '--port', '70000'], "--port is '70000'", 'from 1 to 65535 is allowed, or 0'],
];

describe('a mistake in the words is one clear line and exit 2', () => {
  test.each(cases)('%j', async (words, ...says) => {
    const runsDir = scratch.path('runs');
    const isLoad = words[0] === 'load' && words.at(-1) !== '--stages';
    const end = await run(...words, ...(isLoad ? ['--runs-dir', runsDir] : []));
    expect(linesOf(end.stderr)).toHaveLength(1);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    for (const words of says) expect(end.stderr).toMatch(words);
    // Nothing was begun.
    expect(existsSync(runsDir)).toBe(false);
  });
});

describe('users of the user’s own that do not fit are one clear line and exit 2', () => {
  const order = ['load', '-s', 'order-only', '-p', 'smoke', '--users'];
  const rows: readonly [name: string, text: string | undefined, ...says: string[]][] = [
    ['absent.json', undefined, 'cannot be read', 'name a JSON or CSV file'],
    ['cut.json', '[{"token": "a"', 'is not JSON', '[{"token": "…"}]'],
    ['object.json', '{"token": "a"}', 'is not an array of objects', '[{"token": "…"}'],
    ['empty.json', '[]', 'contains no users', 'each needs token'],
    ['bare.json', '[{"token": "a"}, {"name": "b"}]', "user 2 has no 'token'", 'needs: token'],
    ['few.json', '[{"token": "a"}]', 'has 1 users, but the plan has 30 VUs', '--vus 1'],
    ['ragged.csv', 'token,name\na,b\nc\n', 'line 3 has 1 fields, the header has 2', 'correct the line'],
    ['quoted.csv', 'token\n"a\n', 'line 2 has an unclosed or stray quote', 'for a field with quotes in it'],
    ['empty.csv', '', 'contains no users', 'each needs token'],
  ];
  test.each(rows)('%s', async (name, text, ...says) => {
    const path = text === undefined ? join(scratch.root, name) : file(name, text);
    const end = await run(...order, path, '--runs-dir', scratch.path('runs'));
    expect(linesOf(end.stderr)).toHaveLength(1);
    expect(end).toMatchObject({ code: 2, stdout: '' });
    for (const words of [name, ...says]) expect(end.stderr).toContain(words);
  });
});

describe('a password in a target is shown by no message, however the target is written wrongly', () => {
  const targets = [
    'https://user:LEAKME@[::1',
    'https://user:LEAKME@127.0.0.1:70000',
    'user:LEAKME@127.0.0.1',
    '//u:LEAKME',
  ];
  test.each(targets)('%s', async (target) => {
    for (const words of [
      smoke,
      ['gate', '-s', 'e2e', '-p', 'smoke'],
      ['capacity', '-s', 'e2e'],
      ['try', '-s', 'e2e'],
    ]) {
      const end = await run(...words, '--target', target);
      expect(end).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining("--target is '") });
      expect(end.stderr).not.toContain('LEAKME');
    }
  });
});

test('a huge load is taken with --yes', async () => {
  const end = await run(...constant, '--rate', '1000', '--duration', '10m', '--yes', '--dry-run');
  expect(end.code).toBe(0);
  expect(end.stdout).toContain('600,000 journeys in 600 s, 1,800,000 requests');
});

describe('the program itself', () => {
  const samples: readonly (readonly string[])[] = [['lod'], ['load', '--scenaro', 'e2e'], [...smoke, '--scale', '0']];
  test.concurrent.each(samples)('ends as the command does: %j', { timeout: 60_000 }, async (...words) => {
    const inProcess = await run(...words);
    const end = await runCli(scratch, words);
    expect(end).toMatchObject({ ...inProcess, code: 2, leftovers: [] });
  });
});
