import { Command as Commander, CommanderError, Help, Option } from 'commander';
import { headings } from './args/option-group.ts';
import { usageErrorOf } from './args/usage-error.ts';
import type { Call, Command } from './command.ts';
import type { Terminal } from './terminal/terminal.ts';

interface ProgramNeed {
  readonly version: string;
  readonly commands: readonly Command[];
  readonly args: readonly string[];
  readonly terminal: Terminal;
}

/** A command of the command line, and what it is called with. */
export interface ChosenCommand extends Omit<Call<object>, 'terminal'> {
  readonly command: Command & Required<Pick<Command, 'run'>>;
}

/**
 * The command that the arguments name; undefined where they ask for help or the version, which is printed. Throws a
 * UsageError for what no command knows.
 */
export function chooseCommand(need: ProgramNeed): ChosenCommand | undefined {
  let chosen: ChosenCommand | undefined;
  const program = programOf(need, (one) => {
    // By parse(), for the command that the arguments name.
    chosen = one;
  });
  try {
    program.parse(need.args.length === 0 ? ['--help'] : need.args, { from: 'user' });
    return chosen;
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error;
    if (error.exitCode === 0) return undefined;
    throw usageErrorOf(error, program, need.args);
  }
}

type OnChosen = (chosen: ChosenCommand) => void;

const plainHelp = new Help();

function programOf(need: ProgramNeed, onChosen: OnChosen): Commander {
  const { version, commands, terminal } = need;
  const program = new Commander('caseload')
    .description('How much can this API take, what limits it, and did this change make it worse?')
    .version(version, '-v, --version')
    .helpCommand(false)
    .showSuggestionAfterError(false)
    // The empty default of an option that may be repeated is of no interest to a reader.
    .configureHelp({ optionDescription: (option) => plainHelp.optionDescription(option).replace(' (default: [])', '') })
    .configureOutput({
      writeOut: (text) => terminal.out(text),
      writeErr: (text) => terminal.warn(text.trim()),
      // The caller prints errors, with what is allowed.
      outputError: () => {},
    })
    .addHelpText(
      'before',
      '  $ caseload load --scenario order-only --profile case3\n  $ caseload list\n  $ caseload doctor\n',
    )
    .exitOverride();
  for (const command of commands) addCommand(program, command, need.args, onChosen);
  return program;
}

function addCommand(parent: Commander, command: Command, args: readonly string[], onChosen: OnChosen): void {
  const { name, group, summary, examples = [], operands = [], options = [], subcommands = [] } = command;
  const own = parent
    .command(name, { isDefault: command.isDefault ?? false })
    .summary(summary)
    .description(summary)
    .copyInheritedSettings(parent)
    .allowUnknownOption(command.takesAnyOption ?? false);
  if (examples.length > 0) own.addHelpText('before', `${examples.map((example) => `  $ ${example}`).join('\n')}\n`);
  for (const [form, text] of operands) own.argument(form, text);
  if (group !== undefined) own.helpGroup(group);
  for (const option of options) own.addOption(option);
  const hasGroups = options.some(({ helpGroupHeading }) => helpGroupHeading !== undefined);
  const common = (option: Option) => (hasGroups ? option.helpGroup(headings.screen) : option);
  own.addOption(common(new Option('--no-color', 'print no colors, like NO_COLOR')));
  own.addHelpOption(common(new Option('-h, --help', 'print this help')));
  for (const subcommand of subcommands) addCommand(own, subcommand, args, onChosen);
  const { run } = command;
  if (run === undefined) return;
  own.action(() =>
    onChosen({
      command: { ...command, run },
      options: own.opts(),
      operands: own.args,
      args: args.slice(args.indexOf(name) + 1),
    }),
  );
}
