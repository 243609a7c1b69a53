import type { Command, CommanderError } from 'commander';
import { UsageError } from '../../model/errors.ts';
import { nearestNames, unknownName } from '../../plan/did-you-mean.ts';

/** As many as fit on one line. */
const maxNames = 3;

/** What is likely meant by a value without its flag. */
const strayHints: Readonly<Record<string, string>> = {
  load: 'values need their flags, and npm needs -- before them: npm run load -- --scenario …',
  report: 'name the run by its flag: caseload report --run …',
};

/** The parser's error in our format: what is wrong, then what is allowed, the most similar names first. */
export function usageErrorOf({ code, message }: CommanderError, program: Command, args: readonly string[]): UsageError {
  // The value of an option that is not known may be a secret.
  const what = message
    .replace(/^error: /, '')
    .replace(/\.$/, '')
    .replace(/'(--?[^'=]+)=.*'/s, "'$1'");
  const name = /'(.*)'/s.exec(what)?.[1] ?? '';
  const path = pathOf(program, args);
  const [command = program] = path.slice(-1);
  const known = command.commands.map((one) => one.name());
  if (code === 'commander.unknownCommand') return unknownName('command', name, known);
  const stray = args[path.length - 1];
  if (known.length > 0 && stray !== undefined && !stray.startsWith('-')) return unknownName('command', stray, known);
  const help = `${path.map((one) => one.name()).join(' ')} --help`;
  const hint = code === 'commander.excessArguments' ? strayHints[command.name()] : undefined;
  if (code !== 'commander.unknownOption') {
    return new UsageError(what, { hint: hint === undefined ? `see ${help}` : `${hint}; see ${help}` });
  }
  const flags = command.options.flatMap(({ long }) => long ?? []);
  const nearest = nearestNames(name, flags).slice(0, maxNames);
  return new UsageError(what, {
    hint: nearest.length === 0 ? `see ${help}` : `did you mean ${nearest.join(' or ')}? all: ${help}`,
  });
}

/** The command that the arguments name, after the commands it belongs to. */
function pathOf(program: Command, [name, ...args]: readonly string[]): Command[] {
  const next = program.commands.find((one) => one.name() === name);
  return next === undefined ? [program] : [program, ...pathOf(next, args)];
}
