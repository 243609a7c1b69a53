import { Option } from 'commander';
import type { RunRequest } from '../../model/run-request.ts';
import { type RunOptions, repeatable, scenarioOption } from './run-options.ts';
import { parseRunRequest } from './run-request.ts';

/** The options of an experiment that makes trials: which scenario, and by what a rate is judged. */
export const trialOptions = (): readonly Option[] => [
  scenarioOption(),
  repeatable('--objective <text>', "what must hold at a sustainable rate: 'order p95 < 500ms'"),
  new Option('--max-vus <count>', 'maximum number of VUs (default: 2,000)'),
  new Option('--users <how>', 'test users: per-vu, per-journey, or your own JSON or CSV file').default('per-vu'),
  repeatable('--setting <NAME=value>', 'a setting of the reference shop'),
];

/** The run that each trial changes the load of. */
export const parseTrialRun = (options: RunOptions): RunRequest =>
  parseRunRequest({ ...options, rate: '1', duration: '10s' });
