import type { ExitCode } from '../../model/exit-codes.ts';

// A file of the user's that is just being read has none of its own.
const exit: (code: ExitCode) => never = process.exit.bind(process);
let isOver = false;

/** Ends the process with the exit code of its command. */
export function endProcess(code: ExitCode): never {
  isOver = true;
  exit(code);
}

/**
 * Ends the process with the code that `print` returns for an error that nobody caught. Node's own
 * codes would be wrong: 1 says that an objective failed. A process that ends before its command is over is a bug, too.
 */
export function onUncaught(print: (error: unknown) => ExitCode): void {
  const onError = (error: unknown) => endProcess(print(error));
  process.on('uncaughtException', onError);
  process.on('unhandledRejection', onError);
  process.on('exit', (code) => {
    if (isOver) return;
    process.exitCode = print(new Error(`the process ended with ${code} before its command was over`));
  });
}
