import { distance } from 'fastest-levenshtein';
import { UsageError } from '../model/errors.ts';

/** Known names, the nearest to `name` first. */
export function nearestFirst(name: string, known: readonly string[]): string[] {
  return [...known].sort((a, b) => distance(name, a) - distance(name, b));
}

/** The error for a name that nobody knows: lists those known, nearest first. */
export function unknownName(what: string, name: string, known: readonly string[]): UsageError {
  return new UsageError(`unknown ${what} '${name}'`, { hint: `known: ${nearestFirst(name, known).join(', ')}` });
}
