import { Command as Commander, Help } from 'commander';
import type { ExitCode } from '../model/exit-codes.ts';
import { readOwnService } from './args/own-service.ts';
import type { Command } from './command.ts';
import type { Terminal } from './terminal/terminal.ts';

interface ProgramNeed {
  readonly version: string;
  readonly commands: readonly Command[];
  readonly args: readonly string[];
  readonly terminal: Terminal;
  readonly onEnd: (exitCode: ExitCode) => void;
}

const plainHelp = new Help();

/** The parser of a command line that may name any of the commands. */
export function programOf(need: ProgramNeed): Commander {
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
  for (const command of commands) addCommand(program, command, need);
  return program;
}

function addCommand(parent: Commander, command: Command, need: ProgramNeed): void {
  const { name, summary, examples = [], operands = [], options = [], subcommands = [] } = command;
  const own = parent
    .command(name, { isDefault: command.isDefault ?? false })
    .summary(summary)
    .description(summary)
    .copyInheritedSettings(parent)
    .option('--no-color', 'print no colors, like NO_COLOR')
    .allowUnknownOption(command.takesAnyOption ?? false);
  if (examples.length > 0) own.addHelpText('before', `${examples.map((example) => `  $ ${example}`).join('\n')}\n`);
  for (const [form, text] of operands) own.argument(form, text);
  for (const option of options) own.addOption(option);
  for (const subcommand of subcommands) addCommand(own, subcommand, need);
  const { args, terminal, onEnd } = need;
  if (command.run === undefined) return;
  own.action(async () => {
    const ownArgs = args.slice(args.indexOf(name) + 1);
    const hasTarget = options.some((option) => option.attributeName() === 'target');
    const found = { ...own.opts(), ...(hasTarget && { ownService: await readOwnService() }) };
    onEnd((await command.run?.({ options: found, operands: own.args, args: ownArgs, terminal })) ?? 0);
  });
}
