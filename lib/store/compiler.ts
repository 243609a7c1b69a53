import { HarnessError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';

/** Throws where it was esbuild itself that failed to run, and not the file that it was given. */
export function checkCompiler(error: unknown): void {
  if (Array.isArray((error as { errors?: unknown }).errors)) return;
  const [what] = (error as Error).message.trim().split('\n');
  throw new HarnessError(`TypeScript cannot be compiled here: ${what}`, exitCodes.trouble, {
    hint: 'run npm ci without --omit=optional, on the kind of machine that caseload runs on',
    cause: error,
  });
}
