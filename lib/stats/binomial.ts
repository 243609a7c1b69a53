import { logGamma, regularizedBeta } from './student.ts';

/** Lower and upper bound of an interval. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/**
 * P(X ≥ k) of the binomial distribution: I(p; k, n − k + 1) (Abramowitz & Stegun 26.5.24). k and n may be fractions.
 */
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

/**
 * The quantile of the beta distribution to 1e-12, by Newton's steps that never leave the bracket of a bisection.
 * @internal Tested by itself.
 */
export function betaQuantile(probability: number, a: number, b: number): number {
  const logScale = logGamma(a + b) - logGamma(a) - logGamma(b);
  let [low, high] = [0, 1];
  let x = a / (a + b);
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step++) {
    const above = regularizedBeta(x, a, b) - probability;
    if (above < 0) low = x;
    else high = x;
    const density = Math.exp(logScale + (a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x));
    const next = x - above / density;
    const isInside = next > low && next < high;
    if (isInside && Math.abs(next - x) <= 1e-13 * x) return next;
    x = isInside ? next : (low + high) / 2;
  }
  return x;
}
