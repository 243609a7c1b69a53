import type { Terminal } from '../../lib/cli/terminal/terminal.ts';

/** A terminal that keeps what was written to it, without colour. */
export function fakeTerminal(options: { isQuiet?: boolean; isLive?: boolean } = {}) {
  const text = { stdout: '', stderr: '' };
  const tell = (line: string) => {
    text.stderr += `caseload: ${line}\n`;
  };
  const terminal: Terminal = {
    isStdoutColored: false,
    isLive: options.isLive ?? false,
    isQuiet: options.isQuiet ?? false,
    out: (words) => {
      text.stdout += words;
    },
    say: (line) => {
      if (!options.isQuiet) tell(line);
    },
    warn: tell,
    live: tell,
    endLive: () => {},
    workflowCommand: (line) => {
      text.stdout += `${line}\n`;
    },
  };
  return { ...terminal, stdout: () => text.stdout, stderr: () => text.stderr };
}
