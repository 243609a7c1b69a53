import { Option } from 'commander';
import { type ComparisonOptions, comparisonOptions } from './comparison-options.ts';
import {
  generatorOptions,
  jsonOption,
  languageOption,
  loadOptions,
  type PrintOptions,
  quietOption,
  type RunOptions,
  runsDirOption,
  targetOptions,
} from './run-options.ts';

/** The options of an experiment in pairs of runs: a gate, a calibration. */
export interface PairsOptions extends RunOptions, ComparisonOptions, PrintOptions {
  readonly pairs?: string;
  readonly budget?: string;
  readonly runsDir: string;
  readonly calibrationsDir: string;
}

export const pairsOptions = (): readonly Option[] => [
  ...loadOptions(),
  ...targetOptions(),
  ...comparisonOptions(),
  new Option('--pairs <count>', 'at most so many pairs of runs'),
  new Option('--budget <time>', 'no pair begins that would end after it, such as 30m'),
  new Option('--calibrations-dir <folder>', 'where calibrations are kept').default('calibrations'),
  runsDirOption(),
  ...generatorOptions(),
  languageOption(),
  jsonOption(),
  quietOption(),
];
