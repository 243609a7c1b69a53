import type { Command, CommanderError } from 'commander';
import { UsageError } from '../contract/errors.ts';
import { nearestFirst, unknownName } from '../plan/nearest.ts';

/** As many as one line holds. */
const mostNames = 3;

/** The parser's error in our form: what is wrong, then what is allowed, the nearest names first. */
export function usageErrorOf(
  { code, message }: CommanderError,
  program: Command,
  words: readonly string[],
): UsageError {
  const what = message.replace(/^error: /, '').replace(/\.$/, '');
  const name = /'(.*)'/s.exec(what)?.[1] ?? '';
  const command = program.commands.find((one) => one.name() === words[0]);
  if (code === 'commander.unknownCommand') {
    const known = program.commands.map((one) => one.name());
    return unknownName('command', name, known);
  }
  const help = `caseload ${command ? `${command.name()} ` : ''}--help`;
  if (code === 'commander.excessArguments' && command?.name() === 'load') {
    return new UsageError(what, {
      hint: `words need their flags, and npm a -- before them: npm run load -- --scenario …; see ${help}`,
    });
  }
  if (code !== 'commander.unknownOption') return new UsageError(what, { hint: `see ${help}` });
  const flags = (command ?? program).options.flatMap(({ long }) => long ?? []);
  const nearest = nearestFirst(name, flags).slice(0, mostNames);
  return new UsageError(what, { hint: `nearest: ${nearest.join(', ')}; all: ${help}` });
}
