import { UsageError } from '../model/errors.ts';
import { isInstalled } from './package-folder.ts';

/** What checks the types of a user's files. */
export const typeCheck = isInstalled ? 'npx tsc -p scenarios' : 'npm run check:types';

/** A file of the user's that does not compile, or throws while it is evaluated. */
export const moduleError = (what: string, cause: unknown): UsageError =>
  new UsageError(what, { hint: `correct the file; ${typeCheck} says more`, cause });
