import { EngineError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';
import { quietEnvironment } from '../run/engine/environment.ts';
import { findEngine } from '../run/engine/find-engine.ts';
import { startChild } from '../run/process/child-process.ts';

/** Runs the binary that a load uses, in this terminal, and gives its own exit code. */
export async function runEngine(
  args: readonly string[],
  explicitPath: string | undefined,
  signal: AbortSignal,
  onProgress: (line: string) => void,
): Promise<number> {
  const engine = await findEngine({ explicitPath, env: process.env, signal, onProgress });
  const child = startChild(engine.path, args, {
    // A user who runs k6 by hand decides how: we only switch off what it would fetch or report by itself.
    env: { ...process.env, ...quietEnvironment },
    stdio: 'inherit',
    endSignal: 'SIGINT',
    mayBeWrapped: true,
  });
  signal.addEventListener('abort', () => void child.stop({ graceMs: 60_000 }), { once: true });
  const { exitCode, spawnError } = await child.ended;
  if (spawnError === undefined) return exitCode ?? exitCodes.trouble;
  throw new EngineError(`${engine.path} cannot be started: ${spawnError.message}`, { hint: 'see: caseload doctor' });
}
