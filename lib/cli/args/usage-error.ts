import type { Command, CommanderError } from 'commander';
import { UsageError } from '../../model/errors.ts';
import { nearestNames, unknownName } from '../../plan/did-you-mean.ts';

/** As many as one line holds. */
const maxNames = 3;

/** The parser's error in our form: what is wrong, then what is allowed, the nearest names first. */
export function usageErrorOf(
  { code, message }: CommanderError,
  program: Command,
  words: readonly string[],
): UsageError {
  const what = message.replace(/^error: /, '').replace(/\.$/, '');
  const name = /'(.*)'/s.exec(what)?.[1] ?? '';
  const path = pathOf(program, words);
  const [command = program] = path.slice(-1);
  const known = command.commands.map((one) => one.name());
  if (code === 'commander.unknownCommand') return unknownName('command', name, known);
  const stray = words[path.length - 1];
  if (known.length > 0 && stray !== undefined && !stray.startsWith('-')) return unknownName('command', stray, known);
  const help = `${path.map((one) => one.name()).join(' ')} --help`;
  if (code === 'commander.excessArguments' && command.name() === 'load') {
    return new UsageError(what, {
      hint: `words need their flags, and npm a -- before them: npm run load -- --scenario …; see ${help}`,
    });
  }
  if (code !== 'commander.unknownOption') return new UsageError(what, { hint: `see ${help}` });
  const flags = command.options.flatMap(({ long }) => long ?? []);
  const nearest = nearestNames(name, flags).slice(0, maxNames);
  return new UsageError(what, {
    hint: nearest.length === 0 ? `see ${help}` : `did you mean ${nearest.join(' or ')}? all: ${help}`,
  });
}

/** The command that the words name, with those that it is one of. */
function pathOf(program: Command, [word, ...words]: readonly string[]): Command[] {
  const next = program.commands.find((one) => one.name() === word);
  return next === undefined ? [program] : [program, ...pathOf(next, words)];
}
