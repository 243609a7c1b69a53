import type { Labels } from './labels.ts';

/** A text of a document as the language has it, or as it is. */
export function reworded(text: string, rewordings: Labels['causes']): string {
  const found = rewordings.find(([pattern]) => pattern.test(text));
  return found === undefined ? text : text.replace(...found);
}
