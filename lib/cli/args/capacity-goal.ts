import type { CapacityRequest } from '../../app/capacity.ts';
import { UsageError } from '../../model/errors.ts';
import type { RunRequest } from '../../model/run-request.ts';
import { parseCount, parseDurationMs, parseRateRps } from '../../plan/parse-values.ts';
import type { PrintOptions, RunOptions } from './run-options.ts';
import { parseTrialRun } from './trial-options.ts';

export interface CapacityOptions extends RunOptions, PrintOptions {
  readonly budget: string;
  readonly width: string;
  readonly minRate?: string;
  readonly maxRate: string;
  readonly seed: string;
  readonly runsDir: string;
}

const minBudgetMs = 60_000;
const defaultBudgetMs = 305_000;
const defaultWidthRatio = 0.05;
const widths = { least: 1, most: 50 };

/** A search, from its options. Each trial has a load of its own. */
export function parseCapacity(options: CapacityOptions): { run: RunRequest; goal: CapacityRequest['goal'] } {
  const { budget, minRate, maxRate, seed } = options;
  const goal = {
    widthRatio: parseWidth(options.width) / 100,
    budgetSeconds: parseBudgetMs(budget) / 1_000,
    ...(minRate === undefined ? {} : { minRateRps: parseRateRps(minRate, '--min-rate') }),
    maxRateRps: parseRateRps(maxRate, '--max-rate'),
    arrivals: options.arrivals ?? 'even',
    seed: parseCount(seed, '--seed', 2 ** 31),
  };
  if (goal.minRateRps !== undefined && goal.minRateRps >= goal.maxRateRps) {
    throw new UsageError(`--min-rate is ${minRate} and --max-rate ${maxRate}`, {
      hint: 'the first must be below the second',
    });
  }
  return { run: parseTrialRun(options), goal };
}

function parseBudgetMs(text: string): number {
  const budgetMs = parseDurationMs(text, '--budget');
  if (budgetMs >= minBudgetMs) return budgetMs;
  throw new UsageError(`--budget is ${text}, too little to find a rate`, { hint: 'allow at least 1m of load' });
}

function parseWidth(text: string): number {
  const width = Number(text.replace(/\s*%$/, ''));
  if (width >= widths.least && width <= widths.most) return width;
  throw new UsageError(`--width is '${text}'`, {
    hint: `a percentage from ${widths.least} to ${widths.most} is allowed`,
  });
}

/** A rate in the form `> 40/s`. */
export function parseAbove(text: string): number {
  const [, rate] = /^\s*>\s*([\d.]+)\s*(?:\/s)?\s*$/.exec(text) ?? [];
  if (rate !== undefined) return parseRateRps(rate, '--capacity');
  throw new UsageError(`--capacity is '${text}'`, { hint: "write what the rate must be above: '> 40/s'" });
}

/** Far above the rate that is asked for, nothing need be known. */
const enoughTimes = 2;

/** A search that only asks whether the sustainable rate is above one. */
export const goalAbove = (
  aboveRps: number,
  budgetMs: number | undefined,
  arrivals: CapacityRequest['goal']['arrivals'] = 'even',
): CapacityRequest['goal'] => ({
  ...{ widthRatio: defaultWidthRatio, budgetSeconds: (budgetMs ?? defaultBudgetMs) / 1_000, seed: 1 },
  ...{ maxRateRps: enoughTimes * aboveRps, arrivals },
});
