import { Option } from 'commander';
import { exitCodes } from '../../model/exit-codes.ts';
import { commandToRepeat } from '../args/command-to-repeat.ts';
import {
  acrossHostsOption,
  baselinesDirOption,
  type ComparisonOptions,
  strictOption,
} from '../args/comparison-options.ts';
import { grouped } from '../args/option-group.ts';
import {
  generatorOptions,
  loadOptions,
  outputOptions,
  type PrintOptions,
  type RunOptions,
  targetOptions,
  watchOptions,
} from '../args/run-options.ts';
import { defineCommand } from '../command.ts';
import { runAndPrint } from '../terminal/run-and-print.ts';

interface LoadOptions extends RunOptions, PrintOptions, Pick<ComparisonOptions, 'strict'> {
  readonly runsDir: string;
  readonly baseline?: string;
  readonly baselinesDir: string;
  readonly acrossHosts?: boolean;
  readonly dryRun?: boolean;
  readonly name?: string;
}

export default defineCommand<LoadOptions>({
  name: 'load',
  summary: 'put a load on a target and judge it',
  examples: [
    'caseload load --scenario order-only --profile case3',
    'caseload load --scenario e2e --profile constant --rate 12 --duration 5m',
    'caseload load --scenario e2e --profile case3 --target http://127.0.0.1:3000',
  ],
  options: [
    ...loadOptions(),
    ...targetOptions(),
    ...watchOptions(),
    ...grouped('watch', [
      new Option('--trace', 'send a traceparent with every request; the report names slow and failed traces'),
    ]),
    ...grouped('judgement', [
      new Option('--abort-on-fail', 'stop at the first objective that fails (from 10 s on)'),
      new Option('--baseline <name>', 'compare the run with a baseline: see `caseload baseline`'),
      baselinesDirOption(),
      acrossHostsOption(),
      strictOption(),
    ]),
    ...grouped('report', [
      new Option('--name <name>', 'a name for this run, by which other commands find it: before-index'),
      new Option('--note <text>', 'a remark for its report'),
    ]),
    ...generatorOptions(),
    ...grouped('screen', [new Option('--dry-run', 'only print the plan: start nothing, send nothing')]),
    ...outputOptions(),
  ],
  async run({ options, args, terminal }) {
    void import('../../store/compiler.ts').then(({ startCompiler }) => startCompiler());
    const { parseName, parseRunRequest } = await import('../args/run-request.ts');
    const request = parseRunRequest(options);
    const name = options.name === undefined ? undefined : parseName(options.name);
    const command = commandToRepeat(args, process.env);
    if (options.dryRun) {
      const { printDryRun } = await import('../terminal/dry-run.ts');
      await printDryRun(request, command, options, terminal);
      return exitCodes.pass;
    }
    return runAndPrint(request, { ...options, command, name }, terminal);
  },
});
