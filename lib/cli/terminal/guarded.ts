import { withoutCredentials } from '../../model/credentials.ts';
import { printableText, withoutCommands } from '../../model/printable.ts';
import type { Streams, Terminal } from './terminal.ts';

/**
 * The one door to a terminal: whatever a command prints, no text of a target, a file or a user controls the terminal,
 * turns the direction of writing, or is a command to the runner of a CI.
 */
export function guarded(streams: Streams): Terminal {
  const { isStdoutColored, isLive, isQuiet, endLive } = streams;
  const line = (text: string) => withoutCommands(printableText(withoutCredentials(text)));
  return {
    ...{ isStdoutColored, isLive, isQuiet, endLive },
    out: (text) => streams.out(withoutCommands(printableText(text, isStdoutColored))),
    say: (text) => streams.say(line(text)),
    warn: (text) => streams.warn(line(text)),
    live: (text) => streams.live(line(text)),
    workflowCommand: (command) => streams.out(`${command}\n`),
  };
}
