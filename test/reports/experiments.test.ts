import { parseArgs } from 'node:util';
import { describe, expect, test } from 'vitest';
import { planRun } from '../../lib/app/plan-run.ts';
import type { RunOptions } from '../../lib/cli/args/run-options.ts';
import { parseRunRequest } from '../../lib/cli/args/run-request.ts';
import type { Experiment, LoadChange } from '../../lib/model/finding.ts';
import type { RunResult } from '../../lib/model/result.ts';
import { experimentCommands } from '../../reports/views/experiments.ts';
import { changed } from '../flat-result.ts';
import { cases } from '../judge/findings/cases.ts';
import { sampleResult } from '../judge/findings/sample-result.ts';
import { codes, inputOf, languages, sampleEnvironment, troubled } from './inputs.ts';

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
    'vus',
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
const half: LoadChange = { scaleBy: 0.5 };
const constant: LoadChange = { options: { rate: '13', duration: '5m' } };
const ran = 'npm run load -- --scenario e2e --profile case1';

describe('a suggested command', () => {
  test.each<[what: string, change: LoadChange, command: string, suggested: string]>([
    ['is that of the run with half its rate', half, ran, `${ran} --scale 0.5`],
    ['halves the rate of the run, not that of its profile', half, `${ran} --scale 4`, `${ran} --scale 2`],
    [
      'keeps what the run changed of its profile, and everything else',
      half,
      `${ran} --warmup 10s --scale 0.1 --vus 20 --objective 'p95 < 300ms'`,
      `${ran} --warmup 10s --scale 0.05 --vus 20 --objective 'p95 < 300ms'`,
    ],
    [
      'replaces the whole load where it has its own',
      constant,
      `${ran} --scale 4 --start-rate 3 --vus 20`,
      'npm run load -- --scenario e2e --vus 20 --rate 13 --duration 5m',
    ],
    [
      'replaces a rate and its duration',
      constant,
      'npm run load -- --rate 40 --duration 10s --scenario e2e',
      'npm run load -- --scenario e2e --rate 13 --duration 5m',
    ],
    [
      'has neither the name nor the remark of the run',
      half,
      `${ran} --name before-index --note 'no index yet'`,
      `${ran} --scale 0.5`,
    ],
    [
      'replaces a warm-up that was too short',
      { options: { warmup: '25s' } },
      `${ran} --warmup 10s --record journeys`,
      `${ran} --warmup 25s --record journeys`,
    ],
    ['has more VUs than the cap of the run', { options: { vus: '450' } }, `${ran} --max-vus 300`, `${ran} --vus 450`],
    [
      'goes to the same service, with its headers and permissions',
      half,
      "npx caseload load -s mine -p case1 -t https://api.example.com/v1 -H 'X-Key: …' --insecure --allow-host=api.example.com",
      "npx caseload load --scenario mine --profile case1 --target https://api.example.com/v1 --header 'X-Key: …'" +
        ' --insecure --allow-host api.example.com --scale 0.5',
    ],
    [
      'quotes what a shell would take apart',
      half,
      "npm run load -- --scenario 'it'\\''s; mine' --profile case1",
      "npm run load -- --scenario 'it'\\''s; mine' --profile case1 --scale 0.5",
    ],
    ['keeps the settings before it', half, `BCRYPT_COST=4 ${ran}`, `BCRYPT_COST=4 ${ran} --scale 0.5`],
    [
      'compares another load with no baseline of this one',
      half,
      `${ran} --baseline main --strict`,
      `${ran} --scale 0.5`,
    ],
  ])('%s', (_what, change, command, suggested) => {
    expect(suggesting([{ why: 'lower-rate', change }], sampleResult({ command }))).toEqual([suggested]);
  });

  test.each<[what: string, change: LoadChange, command: string | null]>([
    ['of files of another script', half, null],
    ['that is no load', half, 'npm run caseload -- gate --target http://127.0.0.1:3000'],
    ['that would repeat the run', constant, 'npm run load -- --duration 5m --rate 13 --scenario e2e'],
    ['that changes nothing', { options: {} }, ran],
  ])('is none for a command %s', (_what, change, command) => {
    expect(suggesting([{ why: 'lower-rate', change }], sampleResult({ command }))).toEqual([]);
  });

  test('stands once, though several findings suggest it', () => {
    const one: Experiment = { why: 'lower-rate', change: half };
    expect(suggesting([one, one], sampleResult({ command: ran }))).toHaveLength(1);
  });

  test('sets only what the target has settings of', () => {
    const experiment = { change: { options: {} }, settings: { DB_POOL_SIZE: '20' } };
    const input = {
      ...inputOf(sampleResult({ command: ran })),
      hypotheses: [{ id: 'shared-resource', values: {}, supporting: [], opposing: [], experiment }],
    };
    const commandsWith = (settings: Readonly<Record<string, number>> | null) =>
      experimentCommands(
        { ...input, environment: { ...sampleEnvironment, target: { ...sampleEnvironment.target, settings } } },
        languages.en,
      ).flatMap(({ command }) => /\w+=\S+/.exec(command) ?? []);
    expect(commandsWith({ DB_POOL_SIZE: 10 })).toEqual(['DB_POOL_SIZE=20']);
    expect(commandsWith({ OTHER: 1 })).toEqual([]);
    expect(commandsWith(null)).toEqual([]);
  });
});

describe('every command that any of the sample runs leads to', () => {
  const results = [troubled, ...Object.values(cases).flatMap((rows) => rows.map(({ result }) => result))];
  const commands = new Set(
    results.flatMap((result) =>
      experimentCommands(inputOf(changed(result, { command: ran })), languages.en).map(({ command }) => command),
    ),
  );

  test('is of the scenario that was run', () => {
    expect(commands.size).toBeGreaterThan(5);
    for (const command of commands) expect(command).toContain('--scenario e2e');
  });

  test.each([...commands])('is one that the command line takes: %s', async (command) => {
    const options = optionsOf(command.replace('--target URL --allow-host HOST', ''));
    const { plan } = await planRun(parseRunRequest(options), command);
    expect(plan.scheduled).toBeGreaterThan(0);
  });
});

test.each(codes)('what a command would show is said in the language of the report: %s', (code) => {
  const reported = experimentCommands(inputOf(troubled), languages[code]);
  expect(reported.length).toBeGreaterThan(1);
  for (const { why } of reported) expect(why).toMatch(code === 'ko' ? /[\uac00-\ud7a3]/ : /^[\u0020-\u007e]+$/);
});
