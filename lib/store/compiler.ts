import { type BuildFailure, type BuildOptions, type BuildResult, build, type SameShape } from 'esbuild';
import { HarnessError } from '../model/errors.ts';
import { exitCodes } from '../model/exit-codes.ts';

/** Where fewer files may be open, the compiler may fail in any way. */
const minOpenFiles = 64;

/**
 * Compiles with esbuild. Rejects with esbuild's own error for a file that it refuses, and with exit 10 where it is
 * esbuild itself that failed to run.
 */
export async function compile<Options extends BuildOptions>(
  options: SameShape<BuildOptions, Options>,
): Promise<BuildResult<Options>> {
  try {
    return await build(options);
  } catch (error) {
    throw compilerTrouble(error as Error, maxOpenFiles()) ?? error;
  }
}

/** Starts esbuild's process, which then is there when there is something to compile. */
export function startCompiler(): void {
  build({ stdin: { contents: '' }, write: false }).catch(() => {});
}

/** @internal Tested by itself. */
export function compilerTrouble(error: Error, openFiles: number): HarnessError | undefined {
  const isStarved = openFiles < minOpenFiles;
  if (!isStarved && 'errors' in error) return undefined;
  const { errors = [] } = error as Partial<BuildFailure>;
  const [what] = (errors[0]?.text ?? error.message).trim().split('\n');
  return new HarnessError(`TypeScript cannot be compiled here: ${what}`, exitCodes.trouble, {
    hint: isStarved
      ? `only ${openFiles} files may be open at once: raise that limit (ulimit -n)`
      : 'run npm ci without --omit=optional, on the kind of machine that caseload runs on',
    cause: error,
  });
}

/** How many files this process may have open. */
function maxOpenFiles(): number {
  const { userLimits } = process.report.getReport() as unknown as {
    readonly userLimits?: { readonly open_files?: { readonly soft?: number | string } };
  };
  const soft = Number(userLimits?.open_files?.soft);
  return Number.isFinite(soft) ? soft : Number.POSITIVE_INFINITY;
}
