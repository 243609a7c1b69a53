import type { Option } from 'commander';

/** Headings of the help, in its order; what has none comes under `Options:`, first. */
export const headings = {
  load: 'The load:',
  target: 'The target:',
  watch: 'What of it is looked into:',
  judgement: 'The judgement:',
  report: 'The reports:',
  k6: 'k6:',
  screen: 'The screen:',
} as const;

/** Puts options under a heading of the help. */
export const grouped = (group: keyof typeof headings, options: readonly Option[]): readonly Option[] =>
  options.map((option) => option.helpGroup(headings[group]));
