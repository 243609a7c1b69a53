import { mergeWindows, type Window } from './windows.ts';

/** Time blocks of an interval: enough for its t quantile to be small, few enough to be long. */
export const sections = 10;

/** Windows as ten stretches of time, or as few as there are windows. */
export function sectionsOf(all: readonly Window[]): Window[] {
  const count = Math.min(sections, all.length);
  const at = (section: number) => Math.round((section * all.length) / count);
  return Array.from({ length: count }, (_, section) => mergeWindows(all.slice(at(section), at(section + 1))));
}
