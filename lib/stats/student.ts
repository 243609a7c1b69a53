/**
 * The quantile of Student's t distribution, by bisection on its distribution function: right to 1e-9.
 * @param probability 0–1, exclusive
 * @param freedom degrees of freedom, > 0
 */
export function studentQuantile(probability: number, freedom: number): number {
  if (probability < 0.5) return -studentQuantile(1 - probability, freedom);
  const key = `${probability} ${freedom}`;
  const found = knownQuantiles.get(key);
  if (found !== undefined) return found;
  const quantile = bisectQuantile(probability, freedom);
  if (knownQuantiles.size < maxKnown) knownQuantiles.set(key, quantile);
  return quantile;
}

/** Simulations ask for the same few a hundred thousand times. */
const knownQuantiles = new Map<string, number>();
const maxKnown = 10_000;

function bisectQuantile(probability: number, freedom: number): number {
  let high = 1;
  while (studentCdf(high, freedom) < probability) high *= 2;
  let low = high === 1 ? 0 : high / 2;
  for (let step = 0; step < 100 && high - low > 1e-12 * high; step++) {
    const middle = (low + high) / 2;
    if (studentCdf(middle, freedom) < probability) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}

/** P(T ≤ t) of Student's t: 1 − ½·I(ν/(ν + t²); ν/2, ½) for t ≥ 0 (Abramowitz & Stegun 26.7.1). */
export function studentCdf(t: number, freedom: number): number {
  const tail = 0.5 * regularizedBeta(freedom / (freedom + t * t), freedom / 2, 0.5);
  return t >= 0 ? 1 - tail : tail;
}

/**
 * The regularized incomplete beta function I(x; a, b), by its continued fraction (Abramowitz & Stegun 26.5.8; Lentz's
 * method).
 */
export function regularizedBeta(x: number, a: number, b: number): number {
  if (x <= 0) return 0;
  if (x >= 1) return 1;
  if (x > (a + 1) / (a + b + 2)) return 1 - regularizedBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - logBeta(a, b)) / a;
  const tiny = 1e-300;
  let c = 1;
  let d = 1 / nonZero(1 - ((a + b) * x) / (a + 1), tiny);
  let fraction = d;
  for (let m = 1; m <= 500; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    d = 1 / nonZero(1 + even * d, tiny);
    c = nonZero(1 + even / c, tiny);
    fraction *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    d = 1 / nonZero(1 + odd * d, tiny);
    c = nonZero(1 + odd / c, tiny);
    fraction *= d * c;
    if (Math.abs(d * c - 1) < 1e-15) break;
  }
  return front * fraction;
}

const nonZero = (value: number, tiny: number): number => (Math.abs(value) < tiny ? tiny : value);

const logBeta = (a: number, b: number): number => logGamma(a) + logGamma(b) - logGamma(a + b);

const lanczos = [
  676.5203681218851, -1259.1392167224028, 771.3234287776531, -176.6150291621406, 12.507343278686905,
  -0.13857109526572012, 9.984369578019572e-6, 1.5056327351493116e-7,
];

/** ln Γ(x) for x > 0 (Lanczos, g = 7, n = 9: right to 1e-13). */
export function logGamma(x: number): number {
  if (x < 0.5) return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
  const y = x - 1;
  let series = 0.9999999999998099;
  for (let index = 0; index < lanczos.length; index++) series += (lanczos[index] as number) / (y + index + 1);
  const t = y + 7.5;
  return 0.5 * Math.log(2 * Math.PI) + (y + 0.5) * Math.log(t) - t + Math.log(series);
}

/**
 * P(Z ≤ z) of the standard normal distribution, by Marsaglia's series Φ(z) = ½ + φ(z)·(z + z³/3 + z⁵/15 + …) (2004),
 * right to 1e-15.
 */
export function normalCdf(z: number): number {
  if (Math.abs(z) > 8) return z > 0 ? 1 : 0;
  let term = z;
  let sum = z;
  for (let i = 3; Math.abs(term) > 1e-17 * Math.abs(sum); i += 2) {
    term *= (z * z) / i;
    sum += term;
  }
  return 0.5 + (sum * Math.exp(-(z * z) / 2)) / Math.sqrt(2 * Math.PI);
}

/**
 * The quantile of the standard normal distribution, by bisection on {@link normalCdf}. @param probability 0–1,
 * exclusive
 */
export function normalQuantile(probability: number): number {
  const key = `normal ${probability}`;
  const found = knownQuantiles.get(key);
  if (found !== undefined) return found;
  let [low, high] = [-8, 8];
  for (let step = 0; step < 60; step++) {
    const middle = (low + high) / 2;
    if (normalCdf(middle) < probability) low = middle;
    else high = middle;
  }
  knownQuantiles.set(key, (low + high) / 2);
  return (low + high) / 2;
}
