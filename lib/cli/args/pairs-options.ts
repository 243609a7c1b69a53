import { Option } from 'commander';
import { type ComparisonOptions, comparisonOptions } from './comparison-options.ts';
import { grouped } from './option-group.ts';
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
  watchOptions,
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
  ...watchOptions(),
  ...grouped('judgement', comparisonOptions()),
  new Option('--pairs <count>', 'maximum number of pairs of runs'),
  new Option('--budget <time>', 'time limit, such as 30m: no pair is started that would exceed it'),
  ...generatorOptions(),
  ...grouped('report', [
    runsDirOption(),
    new Option('--calibrations-dir <folder>', 'folder of the calibrations').default('calibrations'),
    languageOption(),
  ]),
  ...grouped('screen', [jsonOption(), quietOption()]),
];
