import { parseArgs } from 'node:util';
import { describe, expect, test } from 'vitest';
import { planRun } from '../../lib/app/plan-run.ts';
import type { RunOptions } from '../../lib/cli/args/run-options.ts';
import { parseRunRequest } from '../../lib/cli/args/run-request.ts';
import type { Experiment } from '../../lib/model/finding.ts';
import type { RunResult } from '../../lib/model/result.ts';
import { experimentCommands } from '../../reports/views/experiments.ts';
import { changed, type FlatResult } from '../flat-result.ts';
import { cases } from '../judge/findings/cases.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages, troubled } from './inputs.ts';

/** The words of a command line as its shell hands them over. */
const wordsOf = (command: string): string[] =>
  [...command.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, bare]) => quoted ?? bare ?? '');

function optionsOf(command: string): RunOptions {
  const words = wordsOf(command);
  const names = [
    'scenario',
    'profile',
    'stages',
    'rate',
    'duration',
    'scale',
    'start-rate',
    'warmup',
    'target',
    'allow-host',
  ];
  const { values } = parseArgs({
    args: words.slice(words.indexOf('--') + 1),
    options: Object.fromEntries(names.map((name) => [name, { type: 'string' as const }])),
  });
  const { 'start-rate': startRate, 'allow-host': allowHost, ...rest } = values;
  return {
    header: [],
    ...rest,
    ...(startRate && { startRate }),
    ...(allowHost && { allowHost }),
  } as unknown as RunOptions;
}

const suggesting = (experiments: readonly Experiment[], result: RunResult): string[] => {
  const input = { ...inputOf(result), hypotheses: [] };
  const findings = [{ ...(input.findings[0] as (typeof input.findings)[number]), experiments }];
  return experimentCommands({ ...input, findings }, languages.en).map(({ command }) => command);
};
const half: Experiment = { why: 'lower-rate', words: ['--scale', '0.5'] };

describe('a suggested command', () => {
  test.each<[what: string, experiment: Experiment, changes: Partial<FlatResult>, command: string]>([
    ['has the scenario and the profile of the run', half, {}, '--scenario e2e --profile case1 --scale 0.5'],
    [
      'halves the rate of the run, not that of its profile',
      half,
      { changes: ['--scale 4'] },
      '--scenario e2e --profile case1 --scale 2',
    ],
    [
      'keeps what the run changed of its profile',
      half,
      { changes: ['--warmup 10s', '--scale 0.1'] },
      '--scenario e2e --profile case1 --warmup 10s --scale 0.05',
    ],
    [
      'keeps the stages of a run without a profile',
      half,
      { profile: 'custom', changes: ['--stages 10/5s,20/5s'] },
      '--scenario e2e --stages 10/5s,20/5s --scale 0.5',
    ],
    [
      'replaces the whole load where it has its own',
      { why: 'hold-rate', words: ['--scenario', 'e2e', '--rate', '13', '--duration', '5m'] },
      { changes: ['--scale 4'] },
      '--scenario e2e --rate 13 --duration 5m',
    ],
    [
      'replaces a warm-up that was too short',
      { why: 'warm-up', words: ['--warmup', '25s'] },
      { changes: ['--warmup 10s'] },
      '--scenario e2e --profile case1 --warmup 25s',
    ],
    [
      'sends another scenario the same load',
      { why: 'step-alone', words: ['--scenario', 'order-only'] },
      { changes: ['--scale 4'] },
      '--scenario order-only --profile case1 --scale 4',
    ],
    [
      'goes to the same service, named twice where it is not this machine',
      half,
      { target: { kind: 'url', url: 'https://api.example.com/v1' } },
      '--scenario e2e --profile case1 --scale 0.5 --target https://api.example.com/v1 --allow-host api.example.com',
    ],
    [
      'needs to name this machine once',
      half,
      { target: { kind: 'url', url: 'http://127.0.0.1:3000' } },
      '--scenario e2e --profile case1 --scale 0.5 --target http://127.0.0.1:3000',
    ],
    [
      'quotes what a shell would take apart',
      half,
      { scenario: "it's; mine" },
      "--scenario 'it'\\''s; mine' --profile case1 --scale 0.5",
    ],
    [
      'takes a scenario and a profile of this library where the run had none',
      half,
      { scenario: null, profile: null },
      '--scenario e2e --profile case3 --scale 0.5',
    ],
  ])('%s', (_what, experiment, changes, command) => {
    expect(suggesting([experiment], sampleResult({ profile: 'case1', ...changes }))).toEqual([
      `npm run load -- ${command}`,
    ]);
  });

  test('stands once, though several findings suggest it', () => {
    expect(suggesting([half, half], sampleResult({ profile: 'case1' }))).toHaveLength(1);
  });

  test('has the knobs of the shop before it', () => {
    const [command] = experimentCommands(inputOf(changed(troubled, { profile: 'case1' })), languages.en)
      .map((one) => one.command)
      .filter((one) => one.includes('DB_POOL_SIZE'));
    expect(command).toBe('DB_POOL_SIZE=20 npm run load -- --scenario e2e --profile case1 --scale 2');
  });
});

describe('every command that any of the sample runs leads to', () => {
  const results = [troubled, ...Object.values(cases).flatMap((rows) => rows.map(({ result }) => result))];
  const commands = new Set(
    results.flatMap((result) =>
      experimentCommands(inputOf(changed(result, { profile: 'case1', scenario: 'e2e' })), languages.en).map(
        ({ command }) => command,
      ),
    ),
  );

  test.each([...commands])('is one that the command line takes: %s', async (command) => {
    const options = optionsOf(command.replace('--target URL --allow-host HOST', ''));
    const { plan } = await planRun(parseRunRequest(options), command);
    expect(plan.scheduled).toBeGreaterThan(0);
  });
});

test.each(codes)('what a command would tell is said in the language of the report: %s', (code) => {
  const told = experimentCommands(inputOf(troubled), languages[code]);
  expect(told.length).toBeGreaterThan(2);
  for (const { why } of told) expect(why).toMatch(code === 'ko' ? /[\uac00-\ud7a3]/ : /^[\u0020-\u007e]+$/);
});
