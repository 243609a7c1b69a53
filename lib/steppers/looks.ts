import type { ComparisonTerms } from '../judge/compare/compare-metric.ts';

/**
 * When a gate may look at its pairs, and how sure it must be at each look so that all looks together call a target that
 * is no worse WORSE with the probability it promises. Without that, to stop at the first p < 0.05 of several looks
 * would be a false alarm far more often.
 */
export interface Looks {
  readonly at: readonly number[];
  /** Nominal one-sided p of latencies at each look. */
  readonly nominalP: number;
  /** That of ratios at each look; `nominalP` where there is none. */
  readonly ratioP?: readonly number[];
}

/**
 * For four equally spaced looks. Latencies have the same p at each (Pocock 1977, for the t statistic; by simulation of
 * 4·10^5 gates), so that a clear shift is found early. Failures have O'Brien & Fleming's (1979; by integration), who
 * leave most to the last look: the fewest patterns of a few pairs are 1/2^n.
 */
const byAlpha: Readonly<Record<string, { readonly nominalP: number; readonly ratioP: readonly number[] }>> = {
  '0.05': { nominalP: 0.0176, ratioP: [0.00026, 0.0071, 0.0227, 0.0415] },
  '0.01': { nominalP: 0.0032, ratioP: [0.0000011, 0.0004, 0.0031, 0.0089] },
};

export const knownAlphas: readonly number[] = Object.keys(byAlpha).map(Number);

/**
 * Four looks at a quarter, half, three quarters and all of the pairs. With fewer than 8 pairs there is one look, at the
 * end.
 */
export function looksOf(pairs: number, alpha: number): Looks {
  const nominal = byAlpha[String(alpha)];
  if (pairs < 8 || nominal === undefined) return { at: [pairs], nominalP: alpha };
  return { at: [1, 2, 3, 4].map((look) => Math.round((look * pairs) / 4)), ...nominal };
}

/**
 * The terms of a look after this many pairs; between two looks (if the budget ended the gate), those of the previous.
 */
export function termsAt(terms: ComparisonTerms, { at, nominalP, ratioP }: Looks, pairs: number): ComparisonTerms {
  const look = Math.max(0, at.filter((due) => due <= pairs).length - 1);
  return { ...terms, alpha: nominalP, ratioAlpha: ratioP?.[look] ?? nominalP };
}
