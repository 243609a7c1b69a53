import { UsageError } from '../../model/errors.ts';
import type { RunRequest } from '../../model/run-request.ts';
import { parseRateRps } from '../../plan/parse-values.ts';
import type { PrintOptions, RunOptions } from './run-options.ts';
import { parseTrialRun } from './trial-options.ts';

export interface OverloadOptions extends RunOptions, PrintOptions {
  readonly capacity?: string;
  readonly factors: string;
  readonly runsDir: string;
}

interface ParsedOverload {
  readonly run: RunRequest;
  readonly capacityRps: number;
  readonly factors: readonly number[];
}

const maxFactor = 10;
const maxFactors = 10;

/** Overloads of a target whose sustainable rate is known. */
export function parseOverload(options: OverloadOptions): ParsedOverload {
  const run = parseTrialRun(options);
  if (options.capacity === undefined) {
    throw new UsageError('--capacity is missing: the rate that the target sustains', {
      hint: `find it: caseload capacity --scenario ${run.scenario}`,
    });
  }
  return { run, capacityRps: parseRateRps(options.capacity, '--capacity'), factors: parseFactors(options.factors) };
}

function parseFactors(text: string): number[] {
  const factors = text.split(',').map(Number);
  if (factors.length <= maxFactors && factors.every((factor) => factor > 1 && factor <= maxFactor)) return factors;
  throw new UsageError(`--factors is '${text}'`, {
    hint: `up to ${maxFactors} numbers above 1, at most ${maxFactor}, separated by commas: 1.2,1.5,2`,
  });
}
