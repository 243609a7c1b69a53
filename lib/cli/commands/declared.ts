import { Option } from 'commander';
import { jsonOption, loadOptions, type RunOptions, scenarioOption, targetOptions } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';
import type { BuildOptions } from './build.ts';

export const tryCommand = defineCommand<RunOptions>({
  name: 'try',
  summary: 'perform one journey and show each request and response',
  examples: ['caseload try --scenario e2e', 'caseload try --scenario e2e --target http://127.0.0.1:3000'],
  options: [scenarioOption(), ...targetOptions()],
  run: async ({ options, terminal }) => (await import('./try.ts')).tryScenario(options, terminal),
});

export const listCommand = defineCommand<{ readonly json?: boolean }>({
  name: 'list',
  summary: 'the scenarios and profiles there are',
  examples: ['caseload list', 'caseload list --json'],
  options: [jsonOption()],
  run: async ({ options, terminal }) => (await import('./list.ts')).list(options, terminal),
});

export const fixturesCommand = defineCommand<RunOptions & { readonly output: string }>({
  name: 'fixtures',
  summary: 'prepare the users that a bare `k6 run` of a bundle reads',
  examples: [
    'caseload fixtures --scenario order-only --profile case3 --target http://127.0.0.1:3000 -o fixtures.json',
    'k6 run dist/order-only.case3.js -e BASE_URL=http://127.0.0.1:3000 -e FIXTURES=fixtures.json',
  ],
  options: [
    ...loadOptions(),
    ...targetOptions(),
    new Option(
      '-o, --output <file>',
      'the file to write; its tokens make it private (mode 0600)',
    ).makeOptionMandatory(),
  ],
  run: async ({ options, terminal }) => (await import('./users.ts')).fixtures(options, terminal),
});

export const buildCommand = defineCommand<BuildOptions>({
  name: 'build',
  summary: 'bundle every scenario × profile to dist/<scenario>.<profile>.js',
  examples: ['caseload build', 'caseload build --scenario e2e --profile case3 --source-map'],
  options: [
    scenarioOption('this scenario only'),
    new Option('-p, --profile <name>', 'this profile only'),
    new Option('--out-dir <folder>', 'where the scripts go').default('dist'),
    new Option('--source-map', 'with an inline source map'),
    new Option('--minify', 'as small as can be'),
  ],
  run: async ({ options, terminal }) => (await import('./build.ts')).build(options, terminal),
});
