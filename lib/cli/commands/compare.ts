import {
  acrossHostsOption,
  baselinesDirOption,
  type ComparisonOptions,
  comparisonOptions,
  termsOf,
} from '../args/comparison-options.ts';
import { type FormatOptions, formatOptions } from '../args/format-options.ts';
import { jsonOption, languageOption, type PrintOptions, runsDirOption } from '../args/run-options.ts';
import { defineCommand } from '../command.ts';

interface CompareOptions extends ComparisonOptions, PrintOptions, FormatOptions {
  readonly runsDir: string;
  readonly baselinesDir: string;
  readonly acrossHosts?: boolean;
}

export default defineCommand<CompareOptions>({
  name: 'compare',
  summary: 'is B worse than A? compares runs, or sets of runs, of the same load',
  examples: [
    'caseload compare 2026-11-24T10-00-00Z latest',
    'caseload compare main latest --strict',
    'caseload compare main latest --format html --output comparison.html',
    'caseload compare run1,run3,run5 run2,run4,run6',
  ],
  operands: [
    ['<a>', 'the base: a run, several runs separated by commas, or a baseline'],
    ['<b>', 'the candidate: the same'],
  ],
  options: [
    ...comparisonOptions(),
    acrossHostsOption(),
    runsDirOption(),
    baselinesDirOption(),
    ...formatOptions(),
    languageOption(),
    jsonOption().conflicts(['format', 'output']),
  ],
  async run({ options, operands: [a = '', b = ''], terminal }) {
    const terms = termsOf(options);
    const { compareSets } = await import('../../app/compare-sets.ts');
    const { comparison, unpaired, exitCode } = await compareSets(a, b, terms, options);
    if (unpaired > 0) {
      terminal.warn(`the sets differ in size: they are compared in pairs, in order, without the last ${unpaired}`);
    }
    const { printComparison } = await import('../terminal/print-comparison.ts');
    await printComparison(comparison, options, terminal);
    return exitCode;
  },
});
