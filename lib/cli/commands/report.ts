import { Option } from 'commander';
import type { ForeignRun } from '../../app/read-foreign-run.ts';
import { UsageError } from '../../model/errors.ts';
import { exitCodes } from '../../model/exit-codes.ts';
import type { LanguageCode } from '../../model/finding.ts';
import { type FormatOptions, formatOptions } from '../args/format-options.ts';
import { eachOf, onlyOne } from '../args/repeated-options.ts';
import { languageOption, profileOption, runsDirOption, scenarioOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

interface ReportOptions extends FormatOptions {
  readonly run?: string;
  readonly runsDir: string;
  readonly summary?: string;
  /** A file of each runner. */
  readonly samples?: readonly string[];
  readonly log?: string;
  readonly scenario?: string;
  readonly profile?: string;
  readonly stages?: string;
  readonly scale?: string;
  readonly lang?: LanguageCode;
  readonly rebuild?: boolean;
  readonly exitZero?: boolean;
}

export default defineCommand<ReportOptions>({
  name: 'report',
  summary: 'report on a run or an experiment, or on the summary and samples of any k6 script',
  examples: [
    'caseload report --run latest --format html --output report.html',
    'caseload report --summary summary.json --samples samples.csv.gz --scenario e2e --profile case1',
  ],
  options: [
    new Option('--run <run>', 'latest (the default), the name of a run or how it starts, or the folder of a run'),
    runsDirOption(),
    new Option(
      '--summary <file>',
      'JSON of handleSummary() or --summary-export, from a script that caseload did not run',
    ).argParser(onlyOne('--summary')),
    new Option('--samples <file>', 'its csv(.gz) or json(.gz) output; once for each runner').argParser(eachOf),
    new Option('--log <file>', 'its log').argParser(onlyOne('--log')),
    scenarioOption('the scenario of this library that it ran, if known'),
    profileOption('the profile of this library that it used, if known'),
    new Option('--stages <list>', 'or its ramp, as in `caseload load`'),
    new Option('--scale <factor>', 'the factor its rates were multiplied by'),
    ...formatOptions(),
    languageOption(),
    new Option('--rebuild', "rebuild the result from the run's artifacts"),
    new Option('--exit-zero', 'exit with 0, no matter what the verdict is'),
  ],
  async run({ options, terminal }) {
    const { printForeign, printStored } = await import('../terminal/print-stored.ts');
    const exitCode = isForeign(options)
      ? await printForeign(await parseForeignRun(options), options, terminal)
      : await printStored(options.run ?? 'latest', options, terminal);
    return options.exitZero ? exitCodes.pass : exitCode;
  },
});

function isForeign({ run, summary, samples, log, scenario, profile, stages, scale }: ReportOptions): boolean {
  if (summary !== undefined || samples !== undefined) {
    if (run === undefined) return true;
    throw new UsageError('--run was given together with --summary or --samples', {
      hint: 'name either a run of caseload, or the files of another run',
    });
  }
  if ([log, scenario, profile, stages, scale].every((option) => option === undefined)) return false;
  throw new UsageError('--scenario, --profile, --stages, --scale and --log only go with --summary or --samples', {
    hint: 'add --summary FILE or --samples FILE, or leave them out; a run of caseload knows its own',
  });
}

async function parseForeignRun({ summary, samples, log, ...options }: ReportOptions): Promise<ForeignRun> {
  const { parseLoadChanges } = await import('../args/run-request.ts');
  const { knownName } = await import('../../store/library.ts');
  const { scenario, profile, stages, scale } = options;
  const hasLoad = profile !== undefined || stages !== undefined;
  return {
    ...{ summary, samples, log },
    scenario: scenario === undefined ? undefined : knownName('scenarios', scenario),
    load: !hasLoad
      ? undefined
      : {
          profile: profile === undefined ? undefined : knownName('profiles', profile),
          changes: parseLoadChanges({
            ...(stages === undefined ? {} : { stages }),
            ...(scale === undefined ? {} : { scale }),
          }),
        },
  };
}
