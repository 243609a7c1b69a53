import { UsageError } from '../model/errors.ts';

/** A file of the user's that does not compile, or throws while it is evaluated. */
export const moduleError = (file: string, what: string, cause: unknown): UsageError =>
  new UsageError(`${file} cannot be read: ${what}`, {
    hint: 'correct the file; npm run check:types tells more',
    cause,
  });
