import { HarnessError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';

/** What no code of ours can help, wherever it happens: this process or this machine has too many files open. */
export function openFilesError(error: unknown): HarnessError | undefined {
  const { code, message } = (error ?? {}) as NodeJS.ErrnoException;
  if (code !== 'EMFILE' && code !== 'ENFILE') return undefined;
  return new HarnessError(`too many files are open at once: ${message}`, exitCodes.trouble, {
    hint: 'raise that limit (ulimit -n)',
    cause: error,
  });
}
