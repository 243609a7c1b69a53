import { UsageError } from '../../model/errors.ts';
import type { RunRequest } from '../../model/run-request.ts';
import type { Sweep, SweepGoal } from '../../model/sweep.ts';
import { nearestFirst } from '../../plan/did-you-mean.ts';
import { parseCount, parseDurationMs } from '../../plan/parse-values.ts';
import { shopSettingNames } from '../../run/target/shop/shop-settings.ts';
import type { PrintOptions, RunOptions } from './run-options.ts';
import { parseRunRequest } from './run-request.ts';

export interface SweepOptions extends RunOptions, PrintOptions {
  readonly vary?: readonly string[];
  readonly repeat: string;
  readonly metric: Sweep['metric'];
  readonly seed: string;
  readonly budget?: string;
  readonly runsDir: string;
}

const maxFactors = 2;
const maxPoints = 40;
const howToVary = 'write NAME=value,value: --vary DB_POOL_SIZE=2,5,10,20';

/** Which settings are tried, and how often. */
export function parseSweep(options: SweepOptions): {
  readonly run: RunRequest;
  readonly goal: SweepGoal;
  readonly budgetMs: number;
} {
  const run = parseRunRequest(options);
  if (run.target.kind === 'url') {
    throw new UsageError('--target was given: a sweep starts the target anew with each setting', {
      hint: 'write in caseload.config.ts how the service is started: target: { start, ready }; see docs/sweeps.md',
    });
  }
  const fixed = run.target.kind === 'shop' ? (run.target.settings ?? {}) : {};
  const factors = factorsOf(options.vary ?? [], fixed, run.target.kind === 'shop');
  const wantedRepetitions = parseCount(options.repeat, '--repeat', 100);
  if (wantedRepetitions < 2) {
    throw new UsageError('--repeat is 1', { hint: 'two runs of each setting at least show how much runs differ' });
  }
  return {
    run,
    goal: { factors, metric: options.metric, seed: parseCount(options.seed, '--seed', 2 ** 31), wantedRepetitions },
    budgetMs: options.budget === undefined ? Number.POSITIVE_INFINITY : parseDurationMs(options.budget, '--budget'),
  };
}

function factorsOf(vary: readonly string[], fixed: Readonly<Record<string, string>>, isShop: boolean) {
  if (vary.length === 0) throw new UsageError('--vary is missing', { hint: howToVary });
  if (vary.length > maxFactors) {
    throw new UsageError(`--vary was given ${vary.length} times`, {
      hint: `at most ${maxFactors} settings are varied`,
    });
  }
  const factors = vary.map((text) => factorOf(text, isShop));
  const [first, second] = factors;
  if (first?.name === second?.name) throw new UsageError(`--vary ${first?.name} was given twice`, { hint: howToVary });
  const known = factors.find(({ name }) => Object.hasOwn(fixed, name));
  if (known !== undefined) {
    throw new UsageError(`--setting and --vary both name ${known.name}`, { hint: 'leave out --setting' });
  }
  const points = factors.reduce((product, { values }) => product * values.length, 1);
  if (points <= maxPoints) return factors;
  throw new UsageError(`--vary makes ${points} combinations`, { hint: `at most ${maxPoints} are tried` });
}

function factorOf(text: string, isShop: boolean): Sweep['factors'][number] {
  const [, name = '', list = ''] = /^([A-Za-z_]\w*)=(.*)$/.exec(text) ?? [];
  const values = list.split(',').map((value) => value.trim());
  const isList = values.length >= 2 && values.every((value) => value !== '') && new Set(values).size === values.length;
  if (name === '' || !isList) {
    throw new UsageError(`--vary is '${text}'`, { hint: `${howToVary}; two different values at least` });
  }
  if (!isShop || (shopSettingNames as readonly string[]).includes(name)) return { name, values };
  throw new UsageError(`--vary ${name} is not a setting of the reference shop`, {
    hint: `known: ${nearestFirst(name, shopSettingNames).slice(0, 6).join(', ')}`,
  });
}
