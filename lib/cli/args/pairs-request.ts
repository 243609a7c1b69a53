import type { ComparisonTerms } from '../../judge/compare/compare-metric.ts';
import { maxPairs } from '../../model/calibration.ts';
import type { GateConfig } from '../../model/config.ts';
import { UsageError } from '../../model/errors.ts';
import type { RunRequest } from '../../model/run-request.ts';
import { parseCount, parseDurationMs } from '../../plan/parse-values.ts';
import { listNames } from '../../store/library.ts';
import { termsOf } from './comparison-options.ts';
import type { PairsOptions } from './pairs-options.ts';
import type { RunOptions } from './run-options.ts';
import { parseRunRequest } from './run-request.ts';

/** The request of such an experiment, from its options, else from the configuration. */
export function parsePairs(
  options: PairsOptions,
  config: GateConfig,
): { run: RunRequest; pairs: number | undefined; budgetMs: number | undefined; terms: ComparisonTerms } {
  const { pairs, budget = config.budget } = options;
  return {
    run: parseRunRequest({ ...options, ...namesOf(options, config) }),
    pairs: pairs === undefined ? config.pairs : parseCount(pairs, '--pairs', maxPairs),
    budgetMs: budget === undefined ? undefined : parseDurationMs(budget, '--budget'),
    terms: termsOf(options, config),
  };
}

function namesOf(options: PairsOptions, config: GateConfig): Pick<RunOptions, 'scenario' | 'profile'> {
  const { scenario = config.scenario, profile = config.profile } = options;
  if (scenario !== undefined) return { scenario, ...(profile === undefined ? {} : { profile }) };
  throw new UsageError('--scenario is missing', {
    hint: `name one of: ${listNames('scenarios').join(', ')}; or write it in caseload.config.ts: gate: { scenario }`,
  });
}
