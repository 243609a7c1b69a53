import { regularizedBeta } from './student.ts';

/** Lower and upper bound of an interval. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** P(X ≥ k) of the binomial distribution: I(p; k, n − k + 1) (Abramowitz & Stegun 26.5.24). k and n may be fractions. */
export function binomialUpperTail(k: number, n: number, p: number): number {
  if (k <= 0) return 1;
  return k > n ? 0 : regularizedBeta(p, k, n - k + 1);
}

/**
 * The exact interval (Clopper & Pearson 1934) for the probability behind `events` of `trials`, each bound right with
 * (1 + confidence)/2. Both counts may be fractions: effective ones (Korn & Graubard 1998).
 * @param trials > 0
 */
export function exactBounds(events: number, trials: number, confidence: number): Bounds {
  const tail = (1 - confidence) / 2;
  return {
    low: events <= 0 ? 0 : lowerBound(events, trials, tail),
    high: events >= trials ? 1 : 1 - lowerBound(trials - events, trials, tail),
  };
}

/** The p at which `events` or more have the probability `tail`. */
function lowerBound(events: number, trials: number, tail: number): number {
  if (events >= trials) return tail ** (1 / trials);
  return betaQuantile(tail, events, trials - events + 1);
}

/** The quantile of the beta distribution, by bisection to 1e-12 of itself. */
export function betaQuantile(probability: number, a: number, b: number): number {
  let low = 0;
  let high = 1;
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2;
    if (regularizedBeta(middle, a, b) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
