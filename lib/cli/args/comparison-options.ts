import { Option } from 'commander';
import { type ComparisonTerms, defaultTerms } from '../../judge/compare/compare-metric.ts';
import type { GateConfig } from '../../model/config.ts';
import { UsageError } from '../../model/errors.ts';
import { knownAlphas } from '../../steppers/looks.ts';
import { inProject } from '../../store/own-folder.ts';

/** How sure a comparison must be, as text. */
export interface ComparisonOptions {
  readonly alpha?: string;
  readonly limit?: string;
  readonly strict?: boolean;
}

export const strictOption = () => new Option('--strict', 'exit with 5, not 0, when a comparison is INCONCLUSIVE');
export const baselinesDirOption = () =>
  new Option('--baselines-dir <folder>', 'folder of the baselines').default(inProject('baselines'));
export const acrossHostsOption = () => new Option('--across-hosts', 'compare even if the hosts differ');

/** How sure a comparison must be. */
export const comparisonOptions = (): readonly Option[] => [
  new Option('--alpha <p>', 'probability of a false alarm: 0.05 or 0.01'),
  new Option('--limit <percent>', 'the smallest change of latency that matters, such as 10%'),
  strictOption(),
];

/**
 * The terms of a comparison, from the options, else from the configuration. Throws a UsageError for a value that is
 * not allowed.
 */
export function termsOf({ alpha, limit }: ComparisonOptions, config: GateConfig = {}): ComparisonTerms {
  const { alpha: defaultAlpha, latencyLimit: defaultLimit } = defaultTerms;
  const limitOfConfig = config.limitPercent === undefined ? defaultLimit : config.limitPercent / 100;
  return {
    ...defaultTerms,
    alpha: alpha === undefined ? (config.alpha ?? defaultAlpha) : parseAlpha(alpha),
    latencyLimit: limit === undefined ? limitOfConfig : parseLimit(limit),
  };
}

function parseAlpha(text: string): number {
  const alpha = Number(text);
  if (knownAlphas.includes(alpha)) return alpha;
  throw new UsageError(`--alpha is '${text}'`, {
    hint: `allowed: ${knownAlphas.join(', ')} (the probability of a false alarm)`,
  });
}

function parseLimit(text: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?)%?$/.exec(text.trim()) ?? [];
  const limit = Number(percent ?? Number.NaN) / 100;
  if (limit > 0 && limit <= 10) return limit;
  throw new UsageError(`--limit is '${text}'`, {
    hint: 'write a percentage above 0% and up to 1000%, such as 10%',
  });
}
