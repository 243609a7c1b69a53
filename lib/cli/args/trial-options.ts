import { Option } from 'commander';
import type { RunRequest } from '../../model/run-request.ts';
import { arrivalsOption, experimentOptions, type RunOptions, repeatable, scenarioOption } from './run-options.ts';
import { parseRunRequest } from './run-request.ts';

/** The options of an experiment that makes trials, its own ones after those that say what is tried. */
export const trialOptions = (...own: readonly Option[]): readonly Option[] => [
  scenarioOption(),
  repeatable('--objective <text>', "what must hold at a sustainable rate: 'order p95 < 500ms'"),
  ...own,
  arrivalsOption(),
  new Option('--max-vus <count>', 'maximum number of VUs (default: 2,000)'),
  new Option('--users <how>', 'test users: per-vu, per-journey, or your own JSON or CSV file').default('per-vu'),
  repeatable('--setting <NAME=value>', 'a setting of the reference shop'),
  ...experimentOptions(),
];

/** The run that each trial changes the load of. */
export const parseTrialRun = (options: RunOptions): RunRequest =>
  parseRunRequest({ ...options, rate: '1', duration: '10s' });
