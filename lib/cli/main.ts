import { Command, CommanderError, Option } from 'commander';
import { formatNames } from '../../reports/formats/formats.ts';
import { toolVersion } from '../app/tool-version.ts';
import { HarnessError } from '../model/errors.ts';
import { type ExitCode, exitCodes } from '../model/exit-codes.ts';
import { printable } from '../model/printable.ts';
import { addComparisonCommands } from './args/comparison-commands.ts';
import { eachOf, onlyOne } from './args/repeated-options.ts';
import {
  addLoadOptions,
  addOutputOptions,
  addTargetOptions,
  baselinesDirOption,
  engineOption,
  languageOption,
  type RunOptions,
} from './args/run-options.ts';
import { usageErrorOf } from './args/usage-error.ts';
import { openTerminal, type Terminal } from './terminal/terminal.ts';

/** Runs a command line and ends the process with its exit code. */
export async function main(words: readonly string[]): Promise<void> {
  const terminal = openTerminal({
    isQuiet: words.includes('--quiet') || words.includes('-q'),
    isPlain: words.includes('--no-color'),
  });
  process.exit(await runCommand(words, terminal));
}

/** The exit code of a command line; known errors are told as one line, unknown ones with their stack. */
export async function runCommand(words: readonly string[], terminal: Terminal): Promise<ExitCode> {
  let exitCode: ExitCode = exitCodes.pass;
  const ends = (run: (...args: never[]) => Promise<ExitCode>) =>
    (async (...args: never[]) => {
      exitCode = await run(...args);
    }) as (...args: unknown[]) => Promise<void>;
  const program = commands(words, terminal, ends);
  try {
    await program.parseAsync(words.length === 0 ? ['--help'] : words, { from: 'user' });
    return exitCode;
  } catch (error) {
    if (!(error instanceof CommanderError)) return tellError(error, terminal);
    return error.exitCode === 0 ? exitCodes.pass : tellError(usageErrorOf(error, program, words), terminal);
  }
}

function tellError(error: unknown, terminal: Terminal): ExitCode {
  if (error instanceof HarnessError) {
    terminal.warn(printable(`${error.message}${error.hint === undefined ? '' : `: ${error.hint}`}`));
    return error.exitCode;
  }
  terminal.warn(`a bug in caseload, please report it:\n${error instanceof Error ? error.stack : String(error)}`);
  return exitCodes.bug;
}

function addRunsCommands(runs: Command, ends: Ends, terminal: Terminal): void {
  const runsDir = () => new Option('--runs-dir <folder>', 'where run folders are').default('runs');
  const subcommand = (words: string, summary: string, isDefault = false) =>
    runs
      .command(words, { isDefault })
      .summary(summary)
      .description(summary)
      .copyInheritedSettings(runs)
      .addOption(runsDir());
  subcommand('list', 'a line for each run, the newest first', true)
    .option('--json', 'as one JSON document')
    .action(ends(async (options) => (await import('./commands/runs.ts')).listAll(options, terminal)));
  subcommand('show <run>', 'the report of a run: latest, a name or the beginning of one')
    .addOption(languageOption())
    .action(ends(async (run, options) => (await import('./commands/runs.ts')).showRun(run, options, terminal)));
  subcommand('open <run>', 'the HTML report of a run, in the browser')
    .addOption(languageOption())
    .action(ends(async (run, options) => (await import('./commands/runs.ts')).openRun(run, options, terminal)));
  subcommand('prune', 'remove old runs; never the latest, never a baseline')
    .option('--keep <count>', 'the newest so many stay')
    .option('--older-than <time>', 'only those older than this, such as 168h')
    .addOption(baselinesDirOption())
    .option('--dry-run', 'only say which')
    .action(ends(async (options) => (await import('./commands/runs.ts')).pruneRuns(options, terminal)));
}

type Ends = (run: (...args: never[]) => Promise<ExitCode>) => (...args: unknown[]) => Promise<void>;

function commands(words: readonly string[], terminal: Terminal, ends: Ends): Command {
  const program = new Command('caseload')
    .description('How much can this API take, what limits it, and did this change make it worse?')
    .version(toolVersion, '-v, --version')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.warn(text.trim()),
      // Told by tellError, with what is allowed.
      outputError: () => {},
    })
    .addHelpText(
      'before',
      '  $ caseload load --scenario order-only --profile case3\n  $ caseload list\n  $ caseload doctor\n',
    )
    .exitOverride();
  const command = (name: string, summary: string, examples: readonly string[]) =>
    program
      .command(name)
      .summary(summary)
      .description(summary)
      .copyInheritedSettings(program)
      .option('--no-color', 'no colours, as with NO_COLOR')
      .addHelpText('before', `${examples.map((example) => `  $ ${example}`).join('\n')}\n`);

  addOutputOptions(
    addTargetOptions(
      addLoadOptions(
        command('load', 'put a load on a target and judge it', [
          'caseload load --scenario order-only --profile case3',
          'caseload load --scenario e2e --profile constant --rate 12 --duration 5m',
          'caseload load --scenario e2e --profile case3 --target http://127.0.0.1:3000',
        ]),
      ),
    ),
  ).action(
    ends(async (options: RunOptions) =>
      (await import('./commands/load.ts')).load(options, words.slice(words.indexOf('load') + 1), terminal),
    ),
  );

  addTargetOptions(
    command('try', 'perform one journey and show each request and answer', [
      'caseload try --scenario e2e',
      'caseload try --scenario e2e --target http://127.0.0.1:3000',
    ]).option('-s, --scenario <name>', 'the journey: see `caseload list`'),
  )
    .addOption(engineOption())
    .action(ends(async (options) => (await import('./commands/try.ts')).tryScenario(options, terminal)));

  command('report', 'a report of a run, or of the summary and samples of any k6 script', [
    'caseload report --run latest --format html --output report.html',
    'caseload report --summary summary.json --samples samples.csv.gz --scenario e2e --profile case1',
  ])
    .option('--run <run>', 'latest (the default), a name or the beginning of one, or the folder of a run')
    .option('--runs-dir <folder>', 'where run folders are', 'runs')
    .addOption(
      new Option(
        '--summary <file>',
        'JSON of handleSummary() or --summary-export, of a script that caseload did not run',
      ).argParser(onlyOne('--summary')),
    )
    .addOption(
      new Option('--samples <file>', 'its csv(.gz) or json(.gz) output; once for each runner').argParser(eachOf),
    )
    .addOption(new Option('--log <file>', 'its log').argParser(onlyOne('--log')))
    .option('-s, --scenario <name>', 'the scenario of this library that it was of, where known')
    .option('-p, --profile <name>', 'the profile of this library that it was of, where known')
    .option('--stages <list>', 'or its ramp, as for `caseload load`')
    .option('--scale <factor>', 'what its rates were multiplied by')
    .addOption(new Option('-f, --format <format>', 'what to write').choices(formatNames).default('terminal'))
    .addOption(languageOption())
    .option('-o, --output <file>', 'where to write it; - is stdout', '-')
    .option('--rebuild', "make the result anew from the run's artifacts")
    .option('--exit-zero', 'exit 0 whatever the verdict is')
    .action(ends(async (options) => (await import('./commands/report.ts')).report(options, terminal)));

  addRunsCommands(
    command('runs', 'the runs there are, with their verdicts', [
      'caseload runs',
      'caseload runs show latest',
      'caseload runs open latest',
      'caseload runs prune --keep 20',
    ]),
    ends,
    terminal,
  );

  addComparisonCommands(command, words, ends, terminal);

  command('list', 'the scenarios and profiles there are', ['caseload list', 'caseload list --json'])
    .option('--json', 'as one JSON document')
    .action(ends(async (options) => (await import('./commands/list.ts')).list(options, terminal)));

  command('doctor', 'is everything here that a run needs, and if not, what to do', ['caseload doctor'])
    .addOption(engineOption())
    .action(ends(async (options) => (await import('./commands/doctor.ts')).doctor(options, terminal)));

  addTargetOptions(
    addLoadOptions(
      command('users', 'prepare the test users that a bare `k6 run` of a bundle reads', [
        'caseload users --scenario order-only --profile case3 --target http://127.0.0.1:3000 -o users.json',
        'k6 run dist/order-only.case3.js -e BASE_URL=http://127.0.0.1:3000 -e USERS=users.json',
      ]),
    ),
  )
    .addOption(engineOption())
    .requiredOption('-o, --output <file>', 'the file to write; its tokens make it private (mode 0600)')
    .action(ends(async (options) => (await import('./commands/users.ts')).users(options, terminal)));

  command('target', 'start the reference shop with its database until Ctrl-C', [
    'caseload target',
    'BCRYPT_COST=12 DB_POOL_SIZE=20 caseload target --port 3000',
  ])
    .option('--port <port>', 'the port to listen on; 0 takes any free one', '3000')
    .action(ends(async (options) => (await import('./commands/target.ts')).target(options, terminal)));

  command('build', 'bundle every scenario × profile to dist/<scenario>.<profile>.js', [
    'caseload build',
    'caseload build --scenario e2e --profile case3 --source-map',
  ])
    .option('-s, --scenario <name>', 'this scenario only')
    .option('-p, --profile <name>', 'this profile only')
    .option('--out-dir <folder>', 'where the scripts go', 'dist')
    .option('--source-map', 'with an inline source map')
    .option('--minify', 'as small as can be')
    .action(ends(async (options) => (await import('./commands/build.ts')).build(options, terminal)));

  command('k6', 'run the very k6 that `load` uses, with any arguments', [
    'caseload k6 -- version',
    'caseload k6 -- run dist/e2e.case3.js -e BASE_URL=http://127.0.0.1:3000',
  ])
    .addOption(engineOption())
    .allowUnknownOption()
    .argument('[args...]', 'handed to k6')
    .action(ends(async (args, options) => (await import('./commands/k6.ts')).k6(args, options, terminal)));

  return program;
}
