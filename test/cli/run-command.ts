import { runCommand } from '../../lib/cli/main.ts';
import { fakeTerminal } from './fake-terminal.ts';

/** A command line in this process: its exit code and what it printed. */
export async function run(...args: readonly string[]) {
  const terminal = fakeTerminal();
  const code = await runCommand(args, terminal);
  return { code, stdout: terminal.stdout(), stderr: terminal.stderr() };
}
