import { toolVersion } from '../app/tool-version.ts';
import { HarnessError } from '../model/errors.ts';
import { type ExitCode, exitCodes } from '../model/exit-codes.ts';
import { printable } from '../model/printable.ts';
import { lateModuleError } from '../store/evaluate-module.ts';
import { withOwnService } from './args/own-service.ts';
import { commands } from './commands/all.ts';
import { openFilesError } from './open-files-error.ts';
import { chooseCommand } from './program.ts';
import { endProcess, onUncaught } from './terminal/end-process.ts';
import { guarded } from './terminal/guarded.ts';
import { openTerminal, type Streams, type Terminal } from './terminal/terminal.ts';

/** Runs a command line and ends the process with its exit code. */
export async function main(args: readonly string[]): Promise<void> {
  const terminal = openTerminal({
    isQuiet: args.includes('--quiet') || args.includes('-q'),
    isPlain: args.includes('--no-color'),
  });
  onUncaught((error) => printError(error, guarded(terminal)));
  endProcess(await terminal.close(await runCommand(args, terminal)));
}

/** The exit code of a command line; known errors are printed as one line, unknown ones with their stack. */
export async function runCommand(args: readonly string[], streams: Streams): Promise<ExitCode> {
  const terminal = guarded(streams);
  try {
    const chosen = chooseCommand({ version: toolVersion, commands, args, terminal });
    if (chosen === undefined) return exitCodes.pass;
    const { command, options, ...call } = chosen;
    const found = await withOwnService(command, options);
    return await command.run({ ...call, options: found, terminal });
  } catch (error) {
    return printError(error, terminal);
  }
}

function printError(error: unknown, terminal: Terminal): ExitCode {
  const known = error instanceof HarnessError ? error : (lateModuleError(error) ?? openFilesError(error));
  if (known !== undefined) {
    terminal.warn(printable(`${known.message}${known.hint === undefined ? '' : `: ${known.hint}`}`));
    return known.exitCode;
  }
  terminal.warn(`a bug in caseload, please report it:\n${error instanceof Error ? error.stack : String(error)}`);
  return exitCodes.bug;
}
