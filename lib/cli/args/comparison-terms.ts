import { type ComparisonTerms, defaultTerms } from '../../judge/compare/compare-metric.ts';
import { UsageError } from '../../model/errors.ts';
import { knownAlphas } from '../../steppers/looks.ts';

/** How sure a comparison must be, in words. */
export interface ComparisonWords {
  readonly alpha?: string;
  readonly limit?: string;
}

/** The terms of a comparison from the words of the command line. */
export function termsOf({ alpha, limit }: ComparisonWords, terms: ComparisonTerms = defaultTerms): ComparisonTerms {
  return {
    ...terms,
    ...(alpha === undefined ? {} : { alpha: parseAlpha(alpha) }),
    ...(limit === undefined ? {} : { latencyLimit: parseLimit(limit) }),
  };
}

function parseAlpha(word: string): number {
  const alpha = Number(word);
  if (knownAlphas.includes(alpha)) return alpha;
  throw new UsageError(`--alpha is '${word}'`, {
    hint: `the probability of a false alarm is one of: ${knownAlphas.join(', ')}`,
  });
}

function parseLimit(word: string): number {
  const [, percent] = /^(\d+(?:\.\d+)?)%?$/.exec(word.trim()) ?? [];
  const limit = Number(percent ?? Number.NaN) / 100;
  if (limit > 0 && limit <= 10) return limit;
  throw new UsageError(`--limit is '${word}'`, {
    hint: 'the change of latency that matters, in percent: 10%; at most 1000%',
  });
}
