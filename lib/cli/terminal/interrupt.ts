import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import { killChildren } from '../../run/process/child-process.ts';
import { endProcess } from './end-process.ts';
import type { Terminal } from './terminal.ts';

/** npm passes on a Ctrl-C that the terminal has already sent: a signal this soon is the same one. */
const sameSignalMs = 400;

/** A process performs one command; in tests, one after the other. */
let told: (name: NodeJS.Signals) => void = () => {};
const tell = (name: NodeJS.Signals): void => told(name);

/** The exit code of a command that may have ended just when it was told to stop. */
export const interruptedOr = (signal: AbortSignal, code: ExitCode): ExitCode =>
  signal.aborted ? exitCodes.interrupted : code;

/**
 * A signal that aborts at the first SIGINT, SIGTERM or SIGHUP, and says so at once. A second one kills everything that
 * was started, and exits.
 */
export function abortOnSignal(terminal: Terminal, what = 'what was recorded is kept'): AbortSignal {
  const controller = new AbortController();
  let firstAtMs = 0;
  const onSignal = (name: NodeJS.Signals) => {
    const nowMs = performance.now();
    if (!controller.signal.aborted) {
      firstAtMs = nowMs;
      terminal.warn(`${name}: stopping; ${what} (press again to kill)`);
      controller.abort();
    } else if (nowMs - firstAtMs > sameSignalMs) {
      terminal.warn(`${name} again: killed`);
      killChildren();
      endProcess(exitCodes.interrupted);
    }
  };
  told = onSignal;
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    if (!process.listeners(name).includes(tell)) process.on(name, tell);
  }
  return controller.signal;
}
