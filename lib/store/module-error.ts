import { UsageError } from '../model/errors.ts';

/** A file of the user's that does not compile, or throws while it is evaluated. */
export const moduleError = (what: string, cause: unknown): UsageError =>
  new UsageError(what, { hint: 'correct the file; npm run check:types says more', cause });
