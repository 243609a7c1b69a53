import { EngineError } from '../../model/errors.ts';
import { type ExitCode, exitCodes } from '../../model/exit-codes.ts';
import { quietEnvironment } from '../../run/engine/environment.ts';
import { findEngine } from '../../run/engine/find-engine.ts';
import { startChild } from '../../run/process/child-process.ts';
import { abortOnSignal } from '../terminal/interrupt.ts';
import type { Terminal } from '../terminal/terminal.ts';

/** `caseload k6 -- …`: the binary that `load` uses, with k6's own exit code. */
export async function k6(args: readonly string[], options: { k6?: string }, terminal: Terminal): Promise<ExitCode> {
  const signal = abortOnSignal(terminal);
  const engine = await findEngine({ explicitPath: options.k6, env: process.env, signal, onProgress: terminal.say });
  const child = startChild(engine.path, args, {
    // Whoever runs k6 by hand says how: only what it would fetch or tell by itself is left out.
    env: { ...process.env, ...quietEnvironment },
    stdio: 'inherit',
    endSignal: 'SIGINT',
  });
  signal.addEventListener('abort', () => void child.stop({ graceMs: 60_000 }), { once: true });
  const { exitCode, spawnError } = await child.ended;
  if (spawnError !== undefined)
    throw new EngineError(`${engine.path} cannot be started: ${spawnError.message}`, { hint: 'see: caseload doctor' });
  // k6's own codes are the point of this command.
  return (exitCode ?? exitCodes.trouble) as ExitCode;
}
