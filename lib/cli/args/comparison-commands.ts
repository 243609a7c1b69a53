import { type Command, Option } from 'commander';
import type { ExitCode } from '../../model/exit-codes.ts';
import type { Terminal } from '../terminal/terminal.ts';
import {
  acrossHostsOption,
  addLoadOptions,
  addTargetOptions,
  baselinesDirOption,
  collect,
  engineOption,
  languageOption,
  strictOption,
} from './run-options.ts';

type Ends = (run: (...args: never[]) => Promise<ExitCode>) => (...args: unknown[]) => Promise<void>;
type Make = (name: string, summary: string, examples: readonly string[]) => Command;

/** The commands that hold runs against each other: baseline, compare, gate, calibrate. */
export function addComparisonCommands(command: Make, words: readonly string[], ends: Ends, terminal: Terminal): void {
  addBaselineCommands(
    command('baseline', 'runs with a name, to hold others against', [
      'caseload baseline set main latest',
      'caseload load -s order-only -p case3 --baseline main',
    ]),
    ends,
    terminal,
  );
  addTerms(
    command('compare', 'is B worse than A? runs of one load, or sets of them', [
      'caseload compare 2026-11-24T10-00-00Z latest',
      'caseload compare main latest --strict',
      'caseload compare run1,run3,run5 run2,run4,run6',
    ])
      .argument('<a>', 'the base: a run, several with commas between them, or a baseline')
      .argument('<b>', 'what is held against it'),
  )
    .addOption(acrossHostsOption())
    .option('--runs-dir <folder>', 'where run folders are', 'runs')
    .addOption(baselinesDirOption())
    .addOption(languageOption())
    .option('--json', 'as one JSON document')
    .action(ends(async (a, b, options) => (await import('../commands/compare.ts')).compare(a, b, options, terminal)));
  gateOptions(
    command('gate', 'is this target worse than that one? runs of both by turns; without --against, objectives alone', [
      'caseload gate -s order-only -p smoke',
      'caseload gate -s e2e -p constant --duration 30s --against main',
      'caseload gate -s e2e -p constant --duration 30s --against http://127.0.0.1:3000 --target http://127.0.0.1:3001',
      'caseload gate -s e2e -p constant --duration 30s --against shop --knob DB_POOL_SIZE=20',
    ]),
  )
    .option('--against <what>', 'a commit or branch of this repository, a URL, a baseline, or shop')
    .option('--knob <NAME=value>', 'a knob of the reference shop for the candidate; repeatable', collect, [])
    .action(
      ends(async (options) =>
        (await import('../commands/gate.ts')).gate(options, words.slice(words.indexOf('gate') + 1), terminal),
      ),
    );
  gateOptions(
    command('calibrate', 'the same target against itself: what can a gate tell here?', [
      'caseload calibrate -s e2e -p constant --duration 30s',
    ]),
  ).action(
    ends(async (options) =>
      (await import('../commands/calibrate.ts')).calibrate(
        options,
        words.slice(words.indexOf('calibrate') + 1),
        terminal,
      ),
    ),
  );
}

const gateOptions = (command: Command): Command =>
  addTerms(addTargetOptions(addLoadOptions(command)))
    .option('--pairs <count>', 'at most so many pairs of runs (12, or what the calibration recommends)')
    .option('--budget <time>', 'no pair is begun that would end after it (30m)')
    .option('--runs-dir <folder>', 'where run folders are made', 'runs')
    .addOption(baselinesDirOption())
    .addOption(acrossHostsOption())
    .addOption(languageOption())
    .addOption(engineOption())
    .addOption(new Option('--record <what>').choices(['samples', 'journeys', 'none']).default('samples').hideHelp())
    .addOption(new Option('--out <output>').argParser(collect).default([]).hideHelp())
    .addOption(new Option('--k6-arg <arg>').argParser(collect).default([]).hideHelp())
    .option('--yes', 'yes, a load of more than 1,000,000 requests')
    .option('--json', 'print the comparison as one JSON document on stdout')
    .option('-q, --quiet', 'no progress');

/** How sure it is to be. */
const addTerms = (command: Command): Command =>
  command
    .option('--alpha <p>', 'probability of calling a target worse that is not: 0.05 or 0.01')
    .option('--limit <percent>', 'the change of latency that matters: 10%')
    .addOption(strictOption());

function addBaselineCommands(baseline: Command, ends: Ends, terminal: Terminal): void {
  const subcommand = (words: string, summary: string, isDefault = false) =>
    baseline
      .command(words, { isDefault })
      .summary(summary)
      .description(summary)
      .copyInheritedSettings(baseline)
      .addOption(baselinesDirOption());
  subcommand('set <name> [runs...]', 'give runs a name: latest, a name, the beginning of one, or a folder')
    .option('--runs-dir <folder>', 'where run folders are', 'runs')
    .option('--append', 'add to the runs that it has')
    .action(
      ends(async (name, runs, options) =>
        (await import('../commands/baseline.ts')).setBaseline(name, runs, options, terminal),
      ),
    );
  subcommand('list', 'a line for each', true)
    .option('--json', 'as one JSON document')
    .action(ends(async (options) => (await import('../commands/baseline.ts')).listAllBaselines(options, terminal)));
  subcommand('show <name>', 'its runs, and the conditions in which they were made')
    .option('--json', 'the whole file')
    .action(
      ends(async (name, options) => (await import('../commands/baseline.ts')).showBaseline(name, options, terminal)),
    );
  subcommand('rm <names...>', 'forget them; their runs stay').action(
    ends(async (names, options) => (await import('../commands/baseline.ts')).removeBaselines(names, options, terminal)),
  );
}
