import { engine } from './engine.ts';

/**
 * As k6's: built once, its rows read-only. A constructor that returns an array cannot be written as a class of
 * TypeScript.
 */
export const SharedArray = function build(_name: string, make: () => object[]) {
  engine.arraysBuilt++;
  return make().map((row) => Object.freeze(row));
} as unknown as new (
  name: string,
  make: () => object[],
) => readonly object[];
