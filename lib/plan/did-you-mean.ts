import { distance } from 'fastest-levenshtein';
import { UsageError } from '../model/errors.ts';

/** Up to a third of a name may be mistyped, or two characters of a short one. */
const isTypo = (name: string, known: string): boolean =>
  distance(name, known) <= Math.max(2, Math.ceil(Math.min(name.length, known.length) / 3)) && name !== '';

const isBeginning = (name: string, known: string): boolean => name !== '' && known.startsWith(name);

/** The known names that `name` may have meant, the most similar first, equally similar ones in alphabetical order. */
export function nearestNames(name: string, known: readonly string[]): string[] {
  const word = name.toLowerCase();
  const near = known.filter((one) => isBeginning(word, one.toLowerCase()) || isTypo(word, one.toLowerCase()));
  const far = (one: string) => distance(word, one.toLowerCase());
  return near.sort((a, b) => far(a) - far(b) || byAlphabet(a, b));
}

/** Known names: first those that `name` may have meant, then the others in alphabetical order. */
export function nearestFirst(name: string, known: readonly string[]): string[] {
  const near = nearestNames(name, known);
  return [...near, ...known.filter((one) => !near.includes(one)).sort(byAlphabet)];
}

/** The error for an unknown name: says what may have been meant, and lists the known names. */
export function unknownName(what: string, name: string, known: readonly string[]): UsageError {
  const [nearest] = nearestNames(name, known);
  const question = nearest === undefined ? '' : `did you mean ${nearest}? `;
  return new UsageError(`unknown ${what} '${name}'`, {
    hint: `${question}known: ${nearestFirst(name, known).join(', ')}`,
  });
}

const byAlphabet = (a: string, b: string): number => (a < b ? -1 : Number(a > b));
