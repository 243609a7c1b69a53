import { UsageError } from '../../model/errors.ts';
import type { RunRequest } from '../../model/run-request.ts';
import { parseCount, parseDurationMs } from '../../plan/parse-values.ts';
import type { ConfirmationGoal } from '../../steppers/confirmation.ts';
import type { PrintOptions, RunOptions } from './run-options.ts';
import { parseRunRequest } from './run-request.ts';

export interface DiagnosisOptions extends RunOptions, PrintOptions {
  readonly confirm?: boolean;
  readonly pairs: string;
  readonly budget?: string;
  readonly runsDir: string;
}

const maxPairs = 50;

/** A load that shows the limit, and how often a change is tested. */
export function parseDiagnosis(options: DiagnosisOptions): {
  readonly run: RunRequest;
  readonly goal: ConfirmationGoal;
  readonly budgetMs: number;
} {
  const run = parseRunRequest(options);
  if (options.confirm && run.target.kind === 'url') {
    throw new UsageError('--confirm and --target were given: the target is started anew with a changed setting', {
      hint: 'write in caseload.config.ts how it is started: target: { start, settings }; see docs/diagnosis.md',
    });
  }
  const pairs = parseCount(options.pairs, '--pairs', maxPairs);
  if (pairs < 2) throw new UsageError('--pairs is 1', { hint: 'two pairs at least show how much runs differ' });
  return {
    run,
    goal: { wantedPairs: options.confirm ? pairs : undefined },
    budgetMs: options.budget === undefined ? Number.POSITIVE_INFINITY : parseDurationMs(options.budget, '--budget'),
  };
}
