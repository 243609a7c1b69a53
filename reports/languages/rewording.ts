import type { Labels } from './labels.ts';

/** A text of a document in the language, or unchanged. */
export function reworded(text: string, rewordings: Labels['causes']): string {
  const found = rewordings.find(([pattern]) => pattern.test(text));
  return found === undefined ? text : text.replace(...found);
}
