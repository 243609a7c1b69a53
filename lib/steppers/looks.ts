import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';

/**
 * When a gate may look at its pairs, and how sure it must be at each look so that all looks together call a target that
 * is no worse WORSE with the probability it promises: the same nominal one-sided p at each of four equally spaced looks
 * (Pocock 1977, for the t statistic; docs/statistics.md). Without that, to stop at the first p < 0.05 of several looks
 * would be a false alarm far more often.
 */
export interface Looks {
  readonly at: readonly number[];
  /** Nominal one-sided p at each look. */
  readonly nominalP: number;
}

/**
 * Nominal p for four looks by the promised one: found by simulation of 4·10^5 gates without any difference
 * (bench/gate).
 */
const nominalByAlpha: Readonly<Record<string, number>> = { '0.05': 0.0176, '0.01': 0.0032 };

export const knownAlphas: readonly number[] = Object.keys(nominalByAlpha).map(Number);

/**
 * Four looks at a quarter, half, three quarters and all of the pairs. With fewer than 4 pairs there is one look, at the
 * end.
 */
export function looksOf(pairs: number, alpha: number): Looks {
  const nominalP = nominalByAlpha[String(alpha)];
  if (pairs < 8 || nominalP === undefined) return { at: [pairs], nominalP: alpha };
  const quarter = pairs / 4;
  return { at: [1, 2, 3, 4].map((look) => Math.round(look * quarter)), nominalP };
}

/** The terms of one look. */
export const termsAt = (terms: ComparisonTerms, looks: Looks): ComparisonTerms => ({ ...terms, alpha: looks.nominalP });
